/// What a run will take, known before anything large is allocated.
#pragma once

#include "dermavox/scene/scene.hpp"

#include <cstdint>
#include <string>

namespace dermavox::simulation {

/// Doubles, because a wrong voxel size gives counts past any integer.
struct Estimate {
    double voxels;        ///< of the whole patch
    double strokes;       ///< of all needles and passes, margin included
    double memory_bytes;  ///< peak, an upper bound for ordinary scenes
    double disk_bytes;    ///< of the result folder, while it is written
    double seconds;       ///< on one core of a 2024 server; the time left of a run is measured instead
};

/// Of a run whose voxels are carved in tiles of that many columns along an edge; 0: in one piece.
Estimate estimate(const scene::Scene& scene, int tile_edge = 0);

struct Budget {
    double memory_bytes = 0;  ///< 0: 80 % of the memory that is free now
    double voxels = 0;        ///< 0: no limit of its own
    double disk_bytes = 0;    ///< 0: not checked; else what is free where the result goes
};

/// Columns along the edge of the largest tiles: 20 mm at 10 um, some 700 MB where the skin is cut all over.
inline constexpr int largest_tile = 2048;

/// How a run fits into its memory: 0 in one piece, else the edge of the largest tiles that do [columns]. Throws
/// core::Failure (69) that names what is too large, the estimate, and the finest voxel that fits.
int fitting_tiles(const scene::Scene& scene, const Budget& budget);

/// "480 MB"
std::string readable_bytes(double bytes);

}  // namespace dermavox::simulation
