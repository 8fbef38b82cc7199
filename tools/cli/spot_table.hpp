/// Openings found in a picture as lines, CSV and JSON, in lengths.
#pragma once

#include "dermavox/imaging/spots.hpp"

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace dermavox::cli {

struct SpotTable {
    std::string file, form;
    double pixel = 0;  ///< [m]
    imaging::SpotFindings found;
    std::optional<double> depth{};  ///< [m]
};

/// What was found, in numbers with units; warnings as lines of their own.
std::vector<std::string> lines_of(const SpotTable& table);

/// x and y from the lower left corner of the region; a remark states its size, as `compare` wants it.
std::string csv_of(const SpotTable& table);
nlohmann::ordered_json json_of(const SpotTable& table);

}  // namespace dermavox::cli
