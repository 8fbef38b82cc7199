// One figure in several cases, as bars below each other, with a whisker where a case has a band.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dermavox::report {

struct ValueBar {
    std::string_view name;
    double value;
    bool main = false;  ///< the case to look at; the others are faint
    std::optional<std::pair<double, double>> band{};
};

/// label: for readers who do not see it; title: of the axis, with unit. The first bar is what was before.
std::string value_bars(const std::vector<ValueBar>& bars, std::string_view label, std::string_view title);

}  // namespace dermavox::report
