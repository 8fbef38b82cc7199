#include "dermavox/metrics/windows.hpp"

#include "dermavox/core/statistics.hpp"
#include "dermavox/core/student.hpp"

#include <cassert>
#include <cmath>
#include <limits>
#include <vector>

namespace dermavox::metrics {

Interval over_windows(double width, double height, int sides,
                      const std::function<double(const wound::Window&)>& figure)
{
    assert(sides >= 1 && sides <= 10);
    std::vector<double> values;
    const double w = width / sides, h = height / sides;
    for (int j = 0; j < sides; ++j)
        for (int i = 0; i < sides; ++i) {
            const double value = figure({i * w, j * h, (i + 1) * w, (j + 1) * h});
            if (!std::isnan(value)) values.push_back(value);
        }
    const core::Spread spread = core::spread_of(values);
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    if (values.size() < 2) return {nan, spread.mean, nan};
    const double n = double(values.size()), half = core::student_975(n - 1) * spread.sd / std::sqrt(n);
    return {spread.mean - half, spread.mean, spread.mean + half};
}

}  // namespace dermavox::metrics
