/// Patches whose grids do not fit into memory: carved tile by tile, each tile kept in a file, and merged again as far
/// as memory allows.
///
/// Tiles are cut along the nodes of the sparse trees, so that they share no leaf: a voxel lies in one tile only,
/// counts of voxels add up exactly, and merging moves nodes. A whole face (600 cm2 at 10 um) in tiles of 2048 columns
/// needs some 100 MB at a time.
#pragma once

#include "dermavox/wound/carve.hpp"

#include <filesystem>
#include <functional>

namespace dermavox::wound {

struct Tile {
    ColumnBox columns;
    Grids grids;  ///< in the index space of the whole patch
};

/// The tiles of a lattice, by rows. edge: columns along a tile, a positive multiple of 128.
std::vector<ColumnBox> tiles_of(const core::Lattice& lattice, int edge = 2048);

/// Carves tile after tile and hands each on; the next begins when `take` returns. Needs tracts with images, as the
/// grids do. Each tile is parallel in itself. The voxels are those of the patch in one piece.
void carve_tiles(const Tracts& tracts, const skin::Skin& skin, const core::Lattice& lattice, int edge,
                 const std::function<void(Tile&&)>& take);

/// One tile in one .vdb file. Throws core::Failure (73: cannot be created, 74: not written completely or not
/// readable).
void save_tile(const Tile& tile, const std::filesystem::path& file);
Grids load_tile(const std::filesystem::path& file);

/// Moves the nodes of a tile into other grids, which it must not overlap. Empties `tile`.
void merge(Grids& into, Grids&& tile);

}  // namespace dermavox::wound
