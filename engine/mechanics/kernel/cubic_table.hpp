/// Values at even steps, read between them. Private to mechanics.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace dermavox::mechanics {

/// Cubic through the four values nearest to a position counted in places, constant beyond the ends. At least four
/// values.
inline double interpolate(const std::vector<double>& values, double position)
{
    const double last = double(values.size() - 1);
    const double p = std::clamp(position, 0.0, last);
    const std::size_t i = std::size_t(std::clamp(p - 1, 0.0, last - 3));
    const double t = p - double(i);
    const double* v = values.data() + i;
    return -v[0] * (t - 1) * (t - 2) * (t - 3) / 6 + v[1] * t * (t - 2) * (t - 3) / 2 -
           v[2] * t * (t - 1) * (t - 3) / 2 + v[3] * t * (t - 1) * (t - 2) / 6;
}

}  // namespace dermavox::mechanics
