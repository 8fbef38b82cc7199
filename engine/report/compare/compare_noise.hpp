// How much of a figure is chance: the figure again without each of 4 x 4 windows of the patch.
#pragma once

#include "engine/report/compare/compare_run.hpp"

#include <array>
#include <map>

namespace dermavox::report {

inline constexpr int window_sides = 4, windows = window_sides * window_sides;

/// A figure of the tables, of the whole patch and without each window, in the unit of its key.
struct LeftOut {
    double whole = 0;
    std::array<double, windows> without{};
};

/// Of every figure that the tables of the run hold, and that comes out as the run itself reports it (to 5 %).
std::map<std::string, LeftOut> left_out_figures(const ReadRun& run);

/// Variance of a figure by the jackknife over windows: (g - 1)/g sum (x_i - mean)^2.
double window_variance(const std::array<double, windows>& without);

/// Half of a 95 % interval of such a figure: Student's t for 15 degrees of freedom.
double window_half_width(double variance);

}  // namespace dermavox::report
