/// What a run will take, known before anything large is allocated.
#pragma once

#include "dermavox/scene/scene.hpp"

#include <optional>
#include <string>

namespace dermavox::simulation {

/// What a run makes, counted from its scene in closed form before any of it is made. Doubles, because a wrong voxel
/// size gives counts past any integer.
struct Work {
    double voxels = 0;        ///< of the whole patch
    double strokes = 0;       ///< of all needles and passes, margin included; known openings
    double openings = 0;      ///< of these, on the patch
    double route = 0;         ///< parts of the routes and places in time of the hand's noise, over all passes
    double leaves = 0;        ///< 8 x 8 x 8 voxels that strokes touch at most, held at once
    double all_leaves = 0;    ///< over all tiles, where the result keeps them
    double label_leaves = 0;  ///< of tissue.vdb: those that hold more than one label
    double cells = 0;         ///< of volume.vti
    double pixels = 0;        ///< of the plan maps
    double appendages = 0;    ///< follicles and glands
    double scan_bytes = 0;    ///< of a scan, which the result keeps a copy of
};

/// Of a run whose voxels are carved in tiles of that many columns along an edge; 0: in one piece.
Work work_of(const scene::Scene& scene, int tile_edge = 0);

/// Work times unit costs (engine/simulation/unit_costs.hpp, which tools/estimate fits and compares with what runs
/// take). Strokes are taken to reach the dial's depth, so that the voxels of needles that go deeper or do not
/// puncture are the least certain part.
struct Estimate {
    double voxels;        ///< of the whole patch
    double strokes;       ///< of all needles and passes, margin included
    double memory_bytes;  ///< peak of the resident set
    double disk_bytes;    ///< of the result folder
    double seconds;       ///< of one core; the time left of a run is measured instead
};

Estimate estimate(const Work& work, bool tiled);
/// Of a run in tiles of that many columns along an edge; 0: in one piece.
Estimate estimate(const scene::Scene& scene, int tile_edge = 0);

struct Budget {
    double memory_bytes = 0;             ///< 0: 80 % of the memory that is free now
    double voxels = 0;                   ///< 0: no limit of its own
    std::optional<double> disk_bytes{};  ///< free where the result goes; empty: not checked
};

/// Columns along the edge of the largest tiles: 20 mm at 10 um, some 700 MB where the skin is cut all over.
inline constexpr int largest_tile = 2048;

/// How a run fits into its memory: 0 in one piece, else the edge of the largest tiles that do [columns]. Throws
/// core::Failure (69) that names what is too large, the estimate, and the finest voxel that fits.
int fitting_tiles(const scene::Scene& scene, const Budget& budget);

/// "480 MB"
std::string readable_bytes(double bytes);

}  // namespace dermavox::simulation
