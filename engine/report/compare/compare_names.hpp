// How a figure of result.json is called, grouped, and shown: labels of the figure table with item and member put in.
#pragma once

#include <string>
#include <vector>

namespace dermavox::report {

struct FigureName {
    std::string label, group, unit{};
    double scale = 1;    ///< of the number shown, in `unit`, over the number in the file
    bool exact = false;  ///< no chance enters: the same for every seed
    int digits = 3;      ///< significant ones worth showing
};

/// Of a dotted key; unknown keys go by themselves, without unit.
FigureName name_of_figure(const std::string& key);

/// Those of `keys`, or of the names of limits, that are most like `name`, at most three.
std::vector<std::string> nearest_keys(const std::string& name, const std::vector<std::string>& keys);

}  // namespace dermavox::report
