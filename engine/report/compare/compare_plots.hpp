// Pictures of a comparison, as SVG; colours by design: classes s0 (the reference) to s5 of page.css.
#pragma once

#include "engine/report/compare/compare_run.hpp"

#include <string>

namespace dermavox::report {

/// Designs drawn with a colour of their own; more are left out of the plots, not of the tables.
inline constexpr std::size_t designs_drawn = 6;

/// Names beside their colours.
std::string design_key(const ReadDesigns& designs);

/// Change over the reference of the figures that have an interval, with it, largest first.
std::string change_chart(const ComparedDesign& design);

/// Share of the punctured insertions above each depth, of a column of insertions.csv; empty where no run has it.
std::string depth_overlay(const ReadDesigns& designs, const std::string& column, std::string_view title);

/// A list of the result against its index: "coverage.at_depth", "open_fraction".
struct Curve {
    const char *list, *item, *x_title, *y_title, *label;
    double x_scale, y_scale;  ///< of the numbers shown
    double x_most;            ///< in the unit of the list
};
std::string curve_overlay(const ReadDesigns& designs, const Curve& curve);

/// What is open at the surface in one, the other, and both; the open share of each less that of the reference, in
/// squares of the patch. Empty when a map or the size of a patch is missing, or the sizes differ.
std::string opening_overlay(const ReadRun& reference, const ReadRun& other);
std::string difference_map(const ReadRun& reference, const ReadRun& other);

}  // namespace dermavox::report
