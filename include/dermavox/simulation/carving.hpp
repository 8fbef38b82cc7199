/// Where the voxels of a run go: into one piece in memory, or tile by tile through somebody's hands.
#pragma once

#include <functional>

namespace dermavox::wound {
struct Tile;  // wound/tiles.hpp
}

namespace dermavox::simulation {
struct Outcome;

/// Every figure of a run is the same either way: figures are exact sections of the cuts, and voxels add up tile by
/// tile. What differs is who holds the voxels.
struct Carving {
    int tile_edge = 0;  ///< columns along a tile, a multiple of 128; 0 = one piece, kept in Outcome::wound
    /// Is given each tile once, with the outcome so far: its scene, skin and wound, which then has no grids. Empty:
    /// tiles are counted and dropped.
    std::function<void(const wound::Tile& tile, const Outcome& so_far)> take{};
};

}  // namespace dermavox::simulation
