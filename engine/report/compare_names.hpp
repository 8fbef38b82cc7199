// How a figure of result.json is called, grouped, and shown.
#pragma once

#include "dermavox/report/figure_key.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dermavox::report {

struct FigureName {
    std::string label, group, unit;
    double scale = 1;    ///< of the number shown, in `unit`, over the number in the file
    bool exact = false;  ///< no chance enters: the same for every seed
};

/// Of a dotted key; unknown keys go by themselves, their unit by their suffix.
FigureName name_of_figure(const std::string& key);

/// Those of `keys` that are most like `name`, at most three.
std::vector<std::string> nearest_keys(const std::string& name, const std::vector<std::string>& keys);

}  // namespace dermavox::report
