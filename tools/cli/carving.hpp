/// How a run carves its voxels: in one piece where that fits into memory, else in tiles.
#pragma once

#include "dermavox/report/voxel_pictures.hpp"
#include "dermavox/scene/scene.hpp"
#include "dermavox/simulation/carving.hpp"

#include <string>

namespace dermavox::cli {

/// Tiles go into the pictures of a result; tile_edge as simulation::fitting_tiles gives it.
simulation::Carving carving_into(report::VoxelPictures& pictures, int tile_edge);

/// A line that says so.
std::string in_tiles(const scene::Scene& scene, int tile_edge);

}  // namespace dermavox::cli
