// Relative errors of what stands in voxels and cells. The figures of a result are exact sections and have none of the
// first two: those are of grids and pictures. Private to result.
#pragma once

#include "dermavox/simulation/outcome.hpp"

#include <optional>

namespace dermavox::result {

bool has_voxel_errors(const simulation::Outcome& outcome);

// nothing: not computed, or nothing was cut
/// Open area of the top plane in voxels over the exact one, less one.
std::optional<double> area_error(const simulation::Outcome& outcome);
/// Volume of the cuts in voxels over the exact one, less one.
std::optional<double> volume_error(const simulation::Outcome& outcome);
/// What halving the cells of the resolved tile still changes, over its water loss.
std::optional<double> tile_error(const simulation::Outcome& outcome);

}  // namespace dermavox::result
