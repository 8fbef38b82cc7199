/// The numbers of a study: lists of quantities in one unit, points from a CSV table.
#pragma once

#include "dermavox/core/problem.hpp"
#include "dermavox/scene/study_file.hpp"
#include "engine/scene/settings.hpp"

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

/// Makes each column of a CSV a parameter of the study and each line a point. The header names scene keys; cells
/// hold what --set takes; a cell with commas stands in double quotes. Reports what does not fit its key.
void read_points(const std::string& text, const std::string& name, const std::vector<std::string>& layers,
                 Study& study, std::vector<core::Problem>& problems);

}  // namespace dermavox::scene
