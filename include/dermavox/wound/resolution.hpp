/// How well voxels show a wound.
#pragma once

#include "dermavox/core/note.hpp"
#include "dermavox/wound/wound.hpp"

#include <vector>

namespace dermavox::wound {

/// Open area of the uppermost plane of voxels beside the exact one at their centres' depth.
struct Resolution {
    double voxel_area = 0, exact_area = 0;  ///< [m2]
    /// Length of the mean of exp(2 pi i x/h) over the tracts, along x and y: about 1/sqrt(n) where centres fall
    /// anywhere in their voxels, 1 where a regular pitch puts all of them at the same place of a voxel.
    double lockstep_x = 0, lockstep_y = 0;

    double error() const { return exact_area > 0 ? voxel_area / exact_area - 1 : 0; }
};
Resolution resolution_of(const Wound& wound);

/// A warning "voxel_aliasing" where centres keep step with the voxels, "voxel_coarse" where they do not but the areas
/// are off all the same; either when the area is off by more than `tolerance`. The figures of a run are exact
/// sections and do not suffer; pictures and volumes made of voxels do. Needs the residual grid.
std::vector<core::Warning> resolution_warnings(const Wound& wound, double tolerance = 0.05);

}  // namespace dermavox::wound
