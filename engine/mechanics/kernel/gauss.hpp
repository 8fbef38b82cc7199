/// Gauss-Legendre quadrature with 8 points on one interval.
#pragma once

#include <array>
#include <cstddef>

namespace dermavox::mechanics {

template <class F>
double gauss_panel(const F& f, double from, double to)
{
    constexpr std::array<double, 4> x{0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363};
    constexpr std::array<double, 4> weight{0.3626837833783620, 0.3137066458778873, 0.2223810344533745,
                                           0.1012285362903763};
    const double middle = (from + to) / 2, half = (to - from) / 2;
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) sum += weight[i] * (f(middle - half * x[i]) + f(middle + half * x[i]));
    return half * sum;
}

}  // namespace dermavox::mechanics
