/// Openings, ladders and volumes that several parts use.
#pragma once

#include "dermavox/transport/volume_flux.hpp"
#include "dermavox/transport/water_loss.hpp"

#include <vector>

namespace dermavox::verify {

/// n x n discs at a spacing of 1 mm, channels as deep as the barrier.
struct DiscArray {
    std::vector<transport::Mouth> mouths;
    double side;
    DiscArray(int n, double radius) : side(n * 1e-3)
    {
        for (int j = 0; j < n; ++j)
            for (int i = 0; i < n; ++i)
                mouths.push_back({(i + 0.5) * 1e-3, (j + 0.5) * 1e-3, radius, radius, 15e-6, 0});
    }
    transport::Patch patch() const { return {mouths, side, side}; }
};

/// Barrier 15 um, tissue 0.5 mm, still air 8 mm.
inline constexpr transport::Ladder k_ladder{8e-3, 2.57e-5, 15e-6, 1.343e-9, 500e-6, 1.5e-5};
inline constexpr double k_drop = 0.995 * 33.783e-3 - 0.5 * 19.412e-3;  ///< [kg/m3]
inline constexpr double k_wet = 1.5e-5;                                ///< of a channel [m2/s]

/// Labels by a rule, z fastest, with a problem of unit difference from bottom to top.
template <class Rule>
transport::IndexedVolume volume_of(std::array<int, 3> size, const transport::FluxProblem& problem, Rule&& label)
{
    std::vector<std::uint8_t> labels;
    for (int x = 0; x < size[0]; ++x)
        for (int y = 0; y < size[1]; ++y)
            for (int z = 0; z < size[2]; ++z) labels.push_back(std::uint8_t(label(x, y, z)));
    return transport::index_labels<std::uint8_t>(labels, size, transport::Order::z_fastest,
                                                 transport::label_ranges(problem.materials));
}

inline transport::FluxProblem problem_of(const std::vector<double>& kappas, double voxel)
{
    transport::FluxProblem p;
    for (const double kappa : kappas) p.materials.push_back({(long long)(p.materials.size()), "m", kappa, false});
    p.widths = {{{voxel}, {voxel}, {voxel}}};
    p.bottom.value = 1;
    return p;
}

}  // namespace dermavox::verify
