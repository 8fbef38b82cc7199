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
    {nullptr, 120e6, 5e6, 0.4},       {&Work::strokes, 1200, 0, 60e-6}, {&Work::openings, 0, 300, 0},
    {&Work::route, 200, 0, 0},        {&Work::leaves, 900, 0, 0},       {&Work::all_leaves, 0, 100, 0},
    {&Work::rough_leaves, 900, 0, 0}, {&Work::cells, 14, 1.05, 0},      {&Work::voxels, 0, 0, 10e-9},
    {&Work::pixels, 10, 0, 0},        {&Work::appendages, 200, 0, 0},   {&Work::scan_bytes, 0, 1, 0},
};
// costs end

/// With volume.vti and maps, without labels and files of their own; bench/README.md. No shipped scene but the whole
/// face is carved in tiles.
inline constexpr double tiled_voxel_seconds = 0.3e-9;

}  // namespace dermavox::simulation
