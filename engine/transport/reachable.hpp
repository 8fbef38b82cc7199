/// Which cells of a partly impermeable volume a flux can reach.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace dermavox::transport {

/// Cells (i, j, k), ends at the two faces along k.
struct Reach {
    std::vector<std::uint8_t> index;  ///< material of each cell; unreached passable cells become 255
    std::vector<char> passable;       ///< by material
    bool periodic = false;            ///< along i and j
    std::array<int, 3> size{};
    std::array<std::ptrdiff_t, 3> strides{};
};

/// False when no path joins the two ends.
bool connect(Reach& reach);

}  // namespace dermavox::transport
