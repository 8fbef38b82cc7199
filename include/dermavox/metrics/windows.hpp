/// How far a figure of the patch may be from that of a larger treated area: intervals from the patch's own parts.
#pragma once

#include "dermavox/wound/opening.hpp"

#include <functional>

namespace dermavox::metrics {

struct Interval {
    double low, mean, high;  ///< NaN bounds for a single window
};

/// Mean of a figure over sides x sides equal windows of the patch, with Student's 95 % interval of that mean: what
/// patches of this size scatter. Windows are taken as independent, which holds when they are wider than a few swaths;
/// stripes in step with them are not seen. Windows whose figure is NaN are left out. Requires 1 <= sides <= 10.
Interval over_windows(double width, double height, int sides,
                      const std::function<double(const wound::Window&)>& figure);

}  // namespace dermavox::metrics
