// What a unit of work costs a run. Written by tools/estimate --write, which runs every shipped scene but the whole
// face on one thread and fits the costs to what was taken: least squares of (estimate / taken - 1), no cost below 0.
#pragma once

#include "dermavox/simulation/estimate.hpp"

namespace dermavox::simulation {

struct UnitCost {
    double Work::*of;  ///< null: of a run as such
    double memory_bytes, disk_bytes, seconds;
};

// costs begin
inline constexpr UnitCost unit_costs[] = {
    {nullptr, 7.67e+07, 1.73e+06, 0.447},
    {&Work::all_leaves, 0, 26.6, 0},
    {&Work::appendages, 200, 0, 0},
    {&Work::cells, 8.39, 0, 0},
    {&Work::label_leaves, 1.93e+03, 181, 1.89e-05},
    {&Work::leaves, 450, 0, 1.84e-06},
    {&Work::openings, 0, 300, 0},
    {&Work::pixels, 10.6, 1.27, 0},
    {&Work::route, 200, 0, 0},
    {&Work::scan_bytes, 1, 1, 0},
    {&Work::strokes, 1.2e+03, 0, 6e-05},
    {&Work::voxels, 0, 0, 3.38e-09},
};
// costs end

/// With volume.vti and maps, without labels and files of their own; bench/README.md. No shipped scene but the whole
/// face is carved in tiles.
inline constexpr double tiled_voxel_seconds = 0.3e-9;

}  // namespace dermavox::simulation
