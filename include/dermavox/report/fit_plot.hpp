/// A measured force-depth curve against the fitted one, and the residuals under it: what `dermavox calibrate` writes.
#pragma once

#include "dermavox/simulation/curve_fit.hpp"

#include <string>

namespace dermavox::report {

/// A complete SVG file. Residuals are those of the intervals that were fitted, over the error that the curve allows.
std::string fit_plot(const simulation::CurveFit& fit, const std::string& title);

}  // namespace dermavox::report
