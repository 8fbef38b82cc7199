#include "dermavox/core/student.hpp"

#include <cassert>
#include <cmath>
#include <numbers>

namespace dermavox::core {

double student_975(double n)
{
    assert(n >= 1);
    if (n == 1) return std::tan(0.475 * std::numbers::pi);
    if (n == 2) return 0.95 * std::sqrt(2 / (1 - 0.95 * 0.95));
    const double x = 1.959963985, x3 = x * x * x, x5 = x3 * x * x, x7 = x5 * x * x, x9 = x7 * x * x;
    return x + (x3 + x) / (4 * n) + (5 * x5 + 16 * x3 + 3 * x) / (96 * n * n) +
           (3 * x7 + 19 * x5 + 17 * x3 - 15 * x) / (384 * n * n * n) +
           (79 * x9 + 776 * x7 + 1482 * x5 - 1920 * x3 - 945 * x) / (92160 * n * n * n * n);
}

}  // namespace dermavox::core
