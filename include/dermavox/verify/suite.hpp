/// `dermavox verify`: the engine against closed forms, its own orders of convergence, balances, and measurements.
#pragma once

#include "dermavox/scene/catalogue.hpp"
#include "dermavox/verify/report.hpp"

#include <functional>
#include <string_view>

namespace dermavox::verify {

/// Called before each part with its name and the share of parts that are done.
using Watch = std::function<void(std::string_view part, double done)>;

/// All checks; `full` adds the slow ones (resolved tiles, the demo scene at three voxel sizes): minutes. Reads the
/// demo scene and scenes/calibration from the catalogue's folder. Throws core::InputError for a damaged table of
/// measurements, core::Failure (66) for a missing file, and whatever `watch` throws.
Report run(const scene::Catalogue& catalogue, bool full, const Watch& watch = {});

}  // namespace dermavox::verify
