#include "engine/report/chart/nice_number.hpp"

#include <cmath>

namespace dermavox::report {

double nice_below(double x)
{
    const double power = std::pow(10.0, std::floor(std::log10(x * (1 + 1e-9))));
    const double mantissa = x / power * (1 + 1e-9);
    return power * (mantissa >= 5 ? 5 : mantissa >= 2 ? 2 : 1);
}

std::vector<double> ticks_between(double low, double high, int count)
{
    if (!(high > low)) return {low};
    double step = nice_below((high - low) / count);
    if ((high - low) / step > 1.6 * count) step = nice_below(step * 2.001);
    std::vector<double> ticks;
    for (double k = std::ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; ++k) ticks.push_back(k * step);
    return ticks;
}

}  // namespace dermavox::report
