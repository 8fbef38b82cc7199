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

Estimate estimate(const scene::Scene& scene);

struct Budget {
    double memory_bytes = 0;  ///< 0: 80 % of the memory that is free now
    double voxels = 0;        ///< 0: no limit of its own
    double disk_bytes = 0;    ///< 0: not checked; else what is free where the result goes
};

/// Throws core::Failure (69) that names what is too large, the estimate, and the finest voxel that fits.
void refuse_too_large(const scene::Scene& scene, const Budget& budget);

/// "480 MB"
std::string readable_bytes(double bytes);

}  // namespace dermavox::simulation
