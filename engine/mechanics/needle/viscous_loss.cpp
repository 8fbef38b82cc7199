#include "dermavox/mechanics/viscous_loss.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::mechanics {

double elastic_return(double m)
{
    constexpr double least = 1e-6;
    if (m <= 0) return 1;
    if (m >= 0.99) return least;  // s leaves the range of numbers
    const double s = std::exp2(1 / (1 - m));
    return std::max(least, 2 * std::pow(s - 1, m - 1) - 1);
}

}  // namespace dermavox::mechanics
