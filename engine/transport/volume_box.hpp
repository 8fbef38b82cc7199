/// A labelled volume laid out for the solver: axes turned so that flux runs along k, pockets closed.
#pragma once

#include "dermavox/core/problem.hpp"
#include "dermavox/transport/volume_flux.hpp"
#include "engine/transport/box.hpp"

namespace dermavox::transport {

using Problems = std::vector<core::Problem>;

inline void add(Problems& problems, std::string key, std::string found, std::string expected)
{
    problems.push_back(
        {.file = {}, .key = std::move(key), .found = std::move(found), .expected = std::move(expected), .hint = {}});
}

/// Throws core::InputError with everything that is wrong.
void check(std::array<int, 3> size, const FluxProblem& problem);
void check_materials(std::span<const Material> materials, Problems& problems);
/// core::Failure (69) when `bytes` are more than the problem allows.
void refuse_beyond(std::size_t bytes, const FluxProblem& problem);

std::array<std::ptrdiff_t, 3> strides_of(std::array<int, 3> size, Order order);

struct VolumeBox {
    std::array<int, 3> axes{};         ///< of the volume that play i, j and k
    std::vector<std::uint8_t> closed;  ///< index with its pockets closed; empty when nothing is impermeable
    Box box;
    double area = 0, length = 0;  ///< across and along the flux [m2, m]
};
/// Refers to the volume's index. Throws core::InputError when no path joins the ends.
VolumeBox volume_box(const IndexedVolume& volume, const FluxProblem& problem);

}  // namespace dermavox::transport
