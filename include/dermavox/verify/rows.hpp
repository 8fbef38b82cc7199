/// The measurements of scenes/calibration/rows.csv.
#pragma once

#include <string>
#include <vector>

namespace dermavox::verify {

struct Row {
    std::string id, quantity, conditions;
    double value = 0;  ///< SI
    double band = 0;   ///< relative tolerance of a fair fit
    std::string unit, basis, source;
};

/// Throws core::InputError for a file that cannot be read or has a row of another form.
std::vector<Row> read_rows(const std::string& file);

}  // namespace dermavox::verify
