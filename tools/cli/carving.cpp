#include "carving.hpp"

#include "dermavox/simulation/estimate.hpp"

#include <cmath>
#include <fmt/format.h>

namespace dermavox::cli {

simulation::Carving carving_into(report::VoxelPictures& pictures, int tile_edge)
{
    return {tile_edge, [&pictures](const wound::Tile& tile, const simulation::Outcome& outcome) {
                pictures.add(tile, outcome);
            }};
}

std::string in_tiles(const scene::Scene& scene, int tile_edge)
{
    const auto along = [&](Length side) { return std::ceil(side.si / scene.grid.voxel.si / tile_edge); };
    return fmt::format("carved in {:.0f} x {:.0f} tiles: in one piece it would need about {} of memory\n",
                       along(scene.motion.width), along(scene.motion.height),
                       simulation::readable_bytes(simulation::estimate(scene).memory_bytes));
}

}  // namespace dermavox::cli
