/// How well voxels show a wound.
#pragma once

#include "dermavox/core/note.hpp"

#include <cstdint>
#include <vector>

namespace dermavox::wound {
struct Grids;  // wound/tiles.hpp
struct Wound;  // wound/wound.hpp

/// Voxels of grids, or of the tiles of a patch added up: a voxel lies in one tile only.
struct VoxelCount {
    std::uint64_t cut = 0;          ///< of the envelope
    std::uint64_t open = 0;         ///< of the residual
    std::uint64_t open_on_top = 0;  ///< of the residual's uppermost plane

    VoxelCount& operator+=(const VoxelCount& other);
};
VoxelCount count_voxels(const Grids& grids);

/// What is in voxels beside what there is: open area of their uppermost plane, at their centres' depth.
struct Resolution {
    VoxelCount voxels;
    double voxel_area = 0, exact_area = 0;  ///< [m2]
    double voxel_volume = 0;                ///< of the cuts [m3]
    /// Length of the mean of exp(2 pi i x/h) over the tracts, along x and y: about 1/sqrt(n) where centres fall
    /// anywhere in their voxels, 1 where a regular pitch puts all of them at the same place of a voxel.
    double lockstep_x = 0, lockstep_y = 0;

    double error() const { return exact_area > 0 ? voxel_area / exact_area - 1 : 0; }
};
/// Of a wound whose voxels were counted, here or tile by tile; the first needs the wound's own grids.
Resolution resolution_of(const Wound& wound);
Resolution resolution_of(const Wound& wound, const VoxelCount& voxels);

/// A warning "voxel_aliasing" where centres keep step with the voxels, "voxel_coarse" where they do not but the areas
/// are off all the same; either when the area is off by more than `tolerance`. The figures of a run are exact
/// sections and do not suffer; pictures and volumes made of voxels do.
std::vector<core::Warning> resolution_warnings(const Wound& wound, const Resolution& resolution,
                                               double tolerance = 0.05);

}  // namespace dermavox::wound
