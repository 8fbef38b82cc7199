/// The columns of an indexed volume as those of a scan.
#pragma once

#include "dermavox/core/note.hpp"
#include "dermavox/scene/volume_summary.hpp"
#include "dermavox/skin/scan.hpp"
#include "dermavox/transport/volume_flux.hpp"

namespace dermavox::scene {

/// Indices are classes from the top, 0 = outside, up to `classes`.
skin::Scan scan_of(const transport::IndexedVolume& volume, const skin::ScanShape& shape, int classes,
                   skin::Level level);

/// What a user must know of a scan in the file `shown`: cells out of order, columns that end early, tilt. `tables`:
/// skin.dermis, of each class from the top.
std::vector<core::Warning> scan_warnings(const skin::Scan& scan, const std::array<int, 3>& size,
                                         const std::string& shown, const std::vector<std::string>& tables);

VolumeSummary scan_summary(const skin::Scan& scan, const VolumeGeometry& geometry, const std::array<double, 3>& voxel,
                           const std::vector<std::string>& tables);

}  // namespace dermavox::scene
