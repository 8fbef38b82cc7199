/// The numbers of a study: lists of quantities in one unit, points from a table.
#pragma once

#include "dermavox/core/problem.hpp"
#include "dermavox/core/table.hpp"
#include "dermavox/scene/study_file.hpp"
#include "engine/scene/read/settings.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dermavox::scene {

/// "0.5 mm" -> 0.5 and "mm". Requires a text that core::parse_quantity took.
struct NumberAndUnit {
    double number;
    std::string unit;
};
NumberAndUnit number_and_unit(std::string_view text);

/// Values as plain numbers: `unit` is empty where they are none, or not all in one unit.
struct Levels {
    std::optional<std::string> unit;
    std::vector<double> numbers;
};
Levels levels_of(const std::vector<Value>& values, const Row& row);

/// Points of the full grid, as a double because it may pass any integer.
double grid_points(const Study& study);

/// Makes each column of a table that is named as a scene key a parameter of the study, in the order of the schema,
/// and each row a point. Cells hold what --set takes; numbers may have their unit in the header. Reports what does
/// not fit its key, and headers that look like a key and are none.
void read_points(std::string bytes, const std::string& file, const core::TableChoices& choices,
                 const std::vector<std::string>& layers, Study& study, std::vector<core::Problem>& problems);

}  // namespace dermavox::scene
