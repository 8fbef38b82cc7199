/// Root of a monotone function inside a bracket.
#pragma once

#include <cmath>

namespace dermavox::transport {

struct Root {
    double x = 0;
    double residual = 0;  ///< f(x)
    int iterations = 0;
};

/// Anderson-Bjorck's false position with a bisection whenever it stalls. f(low) and f(high) differ in sign;
/// ends when |f| <= tolerance or the bracket is two doubles wide, at most 200 steps.
template <class F>
Root root_between(double low, double high, double tolerance, F f)
{
    double f_low = f(low), f_high = f(high);
    if (f_low == 0) return {low, 0, 0};
    Root root{high, f_high, 0};
    while (std::abs(root.residual) > tolerance && root.iterations < 200) {
        const double before = std::abs(high - low);
        root.x = high - f_high * (high - low) / (f_high - f_low);
        if (root.iterations % 8 == 7) root.x = low + (high - low) / 2;
        root.residual = f(root.x);
        ++root.iterations;
        if ((root.residual > 0) != (f_high > 0)) {
            low = high, f_low = f_high;
        } else {
            const double m = 1 - root.residual / f_high;
            f_low *= m > 0 ? m : 0.5;
        }
        high = root.x, f_high = root.residual;
        if (f_high == 0 || std::abs(high - low) >= before) break;
    }
    return root;
}

}  // namespace dermavox::transport
