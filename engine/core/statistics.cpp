#include "dermavox/core/statistics.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace dermavox::core {

double quantile(const std::vector<double>& sorted, double q)
{
    assert(!sorted.empty() && q >= 0 && q <= 1);
    const double at = q * double(sorted.size() - 1);
    const auto below = std::size_t(at);
    const auto above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (at - double(below)) * (sorted[above] - sorted[below]);
}

Spread spread_of(std::vector<double> values)
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    if (values.empty()) return {nan, nan, nan, nan, nan};
    std::sort(values.begin(), values.end());  // also fixes the order of the sums below
    double sum = 0, squares = 0;
    for (const double v : values) sum += v;
    const double mean = sum / double(values.size());
    for (const double v : values) squares += (v - mean) * (v - mean);
    const double sd = values.size() > 1 ? std::sqrt(squares / double(values.size() - 1)) : 0;
    return {mean, sd, quantile(values, 0.05), quantile(values, 0.5), quantile(values, 0.95)};
}

}  // namespace dermavox::core
