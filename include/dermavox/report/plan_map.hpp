/// Plan maps: what a horizontal cut through the patch shows at one depth.
#pragma once

#include "dermavox/core/units.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace dermavox::core {
struct Lattice;  // core/lattice.hpp
}
namespace dermavox::wound {
struct Wound;  // wound/wound.hpp
}  // namespace dermavox::wound

namespace dermavox::report {

/// States of a pixel. `open_1 + n` is open after recoil and was cut n + 1 times; open_4: four or more.
enum class Cut : std::uint8_t { whole, closed, open_1, open_2, open_3, open_4 };
inline constexpr int cut_states = 6;

/// Row 0 is y = 0; x runs along a row.
struct PlanMap {
    double depth = 0;  ///< of the cut; the map shows the voxel layer that holds it [m]
    double pixel = 0;  ///< edge [m]
    int width = 0, height = 0;
    int block = 1;  ///< voxels per pixel edge, a power of two; a pixel then shows the highest state in it
    std::vector<Cut> cuts;

    Cut at(int x, int y) const { return cuts[std::size_t(y) * std::size_t(width) + std::size_t(x)]; }
};

/// Maps are coarsened until no side is above this.
inline constexpr int longest_side = 2000;

/// A map of whole skin. Depths at or below the lattice's end give a map without cuts.
PlanMap blank_map(const core::Lattice& lattice, Length depth);
/// Of a wound with grids.
PlanMap plan_map(const wound::Wound& wound, Length depth);

/// The map as a PNG with title, colour key and scale bar; y upwards, as in the report.
std::string plan_map_png(const PlanMap& map);

/// The bare map as a PNG of its pixels, palette with transparent intact skin.
std::string bare_map_png(const PlanMap& map);

}  // namespace dermavox::report
