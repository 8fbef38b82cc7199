#include "engine/verify/pekeris.hpp"

#include <boost/math/quadrature/tanh_sinh.hpp>

#include <algorithm>
#include <cmath>

namespace dermavox::verify {
namespace {

const double root3 = std::sqrt(3.0), pressure_wave = 1 / root3, rayleigh_wave = std::sqrt(3 + root3) / 2;

/// Between two times up to the Rayleigh wave; the step has no bound at its end.
template <class F>
double between(double from, double to, const F& f)
{
    double sum = 0, low = std::max(from, pressure_wave);
    for (const double high : {std::clamp(to, low, std::max(low, 1.0)), std::clamp(to, low, rayleigh_wave)}) {
        if (high > low) sum += boost::math::quadrature::tanh_sinh<double>().integrate(f, low, high);
        low = std::max(low, high);
    }
    return sum;
}

}  // namespace

double point_step(double tau)
{
    if (tau <= pressure_wave) return 0;
    if (tau >= rayleigh_wave) return 1;
    const double squared = tau * tau;
    const double rayleigh = std::sqrt(3 * root3 + 5) / std::sqrt(3.0 / 4 + root3 / 4 - squared);
    if (tau >= 1) return (6 - rayleigh) / 6;
    return (6 - root3 / std::sqrt(squared - 0.25) - rayleigh +
            std::sqrt(3 * root3 - 5) / std::sqrt(squared - 3.0 / 4 + root3 / 4)) /
           12;
}

double disc_ramp(double x)
{
    const double reached = between(0, x, point_step) + std::max(0.0, x - rayleigh_wave);
    const double to_come = between(x, rayleigh_wave, [](double tau) { return point_step(tau) / (tau * tau); }) +
                           1 / std::max(x, rayleigh_wave);
    return (reached / x + x * to_come) / 2;
}

}  // namespace dermavox::verify
