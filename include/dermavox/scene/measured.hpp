/// What a user measured, for `dermavox calibrate`: a force-depth curve or readings of water loss, from any table that
/// core::read_table takes.
///
/// Curve: columns `set` (or displacement, Traversenweg, ...) and `force` (or load, total, Kraft, ...), each with its
/// unit, and at will `time`; a column that is the only one in such a unit counts too. With a column `way` only the
/// rows "in" count, so that the output of `dermavox indent` is such a table. Readings: `hours`, or a time with its
/// unit (negative: before the treatment), and `tewl`.
#pragma once

#include "dermavox/core/table.hpp"
#include "dermavox/recovery/readings.hpp"

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace dermavox::scene {

/// One reading of a force-depth curve.
struct CurveReading {
    double set = 0;    ///< position of the needles, deeper is more [m]
    double force = 0;  ///< of all needles [N]
    double time = 0;   ///< [s]; the number of the reading where the table has no time
};

/// As the machine wrote it: its own zero and signs, with approach, dwell and withdrawal.
struct RawCurve {
    std::vector<CurveReading> readings;
    bool timed = false;
};

struct Measured {
    std::string assumed;  ///< what the reader took the table for
    std::variant<RawCurve, std::vector<recovery::Reading>> data;
};

/// Throws as core::read_text_file and core::read_table do.
Measured read_measured(const std::filesystem::path& file, const core::TableChoices& choices = {});

}  // namespace dermavox::scene
