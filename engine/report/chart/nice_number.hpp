// Round numbers for axes and scale bars.
#pragma once

#include <vector>

namespace dermavox::report {

/// The largest of 1, 2, 5 times a power of ten that is not above x. Requires x > 0.
double nice_below(double x);

/// Round values from at or above `low` to at or below `high`, about `count` of them.
std::vector<double> ticks_between(double low, double high, int count);

}  // namespace dermavox::report
