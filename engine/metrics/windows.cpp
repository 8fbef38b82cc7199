#include "dermavox/metrics/windows.hpp"

#include "dermavox/core/statistics.hpp"

#include <cassert>
#include <cmath>
#include <limits>
#include <vector>

namespace dermavox::metrics {
namespace {

/// 97.5 % point of Student's t for n degrees of freedom, to 3e-3 at n = 3 and closer beyond (Cornish-Fisher expansion
/// in 1/n, Abramowitz and Stegun 26.7.5).
double student_975(double n)
{
    const double x = 1.959963985, x3 = x * x * x, x5 = x3 * x * x, x7 = x5 * x * x, x9 = x7 * x * x;
    return x + (x3 + x) / (4 * n) + (5 * x5 + 16 * x3 + 3 * x) / (96 * n * n) +
           (3 * x7 + 19 * x5 + 17 * x3 - 15 * x) / (384 * n * n * n) +
           (79 * x9 + 776 * x7 + 1482 * x5 - 1920 * x3 - 945 * x) / (92160 * n * n * n * n);
}

}  // namespace

Interval over_windows(double width, double height, int sides,
                      const std::function<double(const wound::Window&)>& figure)
{
    assert(sides >= 1 && sides <= 10);
    std::vector<double> values;
    const double w = width / sides, h = height / sides;
    for (int j = 0; j < sides; ++j)
        for (int i = 0; i < sides; ++i) values.push_back(figure({i * w, j * h, (i + 1) * w, (j + 1) * h}));
    const core::Spread spread = core::spread_of(values);
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    if (sides == 1) return {nan, spread.mean, nan};
    const double n = double(values.size()), half = student_975(n - 1) * spread.sd / std::sqrt(n);
    return {spread.mean - half, spread.mean, spread.mean + half};
}

}  // namespace dermavox::metrics
