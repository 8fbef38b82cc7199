/// A picture of one stroke: force of all needles and of each against depth, in and out, with what gives way, and
/// where the work went. What `dermavox indent --plot` writes.
#pragma once

#include "dermavox/mechanics/force_curve.hpp"
#include "dermavox/skin/layer.hpp"

#include <string>

namespace dermavox::report {

/// A complete SVG file. Requires a curve with points on the way in. `title`: plain text.
std::string stroke_plot(const mechanics::ForceCurve& curve, const skin::Stack& stack, const std::string& title);

}  // namespace dermavox::report
