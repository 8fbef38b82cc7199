/// What a user measured, for `dermavox calibrate`: a force-depth curve or readings of water loss, as CSV.
///
/// Curve: columns `set_um` or `set_mm` and one of `force_mN`, `force_N`, `total_mN`; with a column `way` only the
/// rows "in" count, so that the output of `dermavox indent` is such a table. Readings: `hours` (negative: before the
/// treatment) and `tewl_g_m2_h`. Other columns are not read.
#pragma once

#include "dermavox/recovery/readings.hpp"

#include <filesystem>
#include <variant>
#include <vector>

namespace dermavox::scene {

/// One point of a measured curve on the way in.
struct CurveReading {
    double set = 0;    ///< of the tips past the cap's face; without a cap past the surface [m]
    double force = 0;  ///< of all needles [N]
};

using Measured = std::variant<std::vector<CurveReading>, std::vector<recovery::Reading>>;

/// Throws core::Failure (66) for a file that cannot be read, core::InputError for columns of neither kind and for a
/// cell that is no number.
Measured read_measured(const std::filesystem::path& file);

}  // namespace dermavox::scene
