#include "dermavox/transport/mouth.hpp"

#include <cassert>
#include <cmath>
#include <numbers>

namespace dermavox::transport {
using std::numbers::pi;

double equivalent_radius(double a, double b)
{
    assert(a >= b && b > 0);
    // K(e) = pi/(2 M(1, b/a)): the radius is the arithmetic-geometric mean of the semi-axes
    while (a - b > 1e-15 * a) {
        const double mean = (a + b) / 2;
        b = std::sqrt(a * b), a = mean;
    }
    return a;
}

double mouth_resistance(double a, double b, double kappa) { return 1 / (4 * equivalent_radius(a, b) * kappa); }

double column_resistance(double length, double area, double kappa) { return length / (area * kappa); }

double interaction(double eps)
{
    const auto series = [](double e) {
        const double square = e * e;
        return 1 + e * (-1.40925 + square * (0.33801 + 0.06790 * square));
    };
    if (eps < 0) return 1 - 1.40925 * eps;
    if (eps <= interaction_limit) return series(eps);
    if (eps >= 1) return 0;
    return series(interaction_limit) * (1 - eps) / (1 - interaction_limit);
}

double tube_resistance(double length, double radius, double kappa)
{
    return column_resistance(length + pi / 2 * radius, pi * radius * radius, kappa);
}

}  // namespace dermavox::transport
