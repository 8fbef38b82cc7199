#include "dermavox/mechanics/cavity.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::mechanics {

namespace {
constexpr double x_first = -12, x_last = 14, x_step = 0.02;
constexpr int x_count = int((x_last - x_first) / x_step) + 1;
}  // namespace

Cavity::Cavity(double alpha) : m_alpha(alpha)
{
    // Simpson's rule in x = ln(s - 1); below the first point I' is its limit alpha^2/4.
    double sum = alpha * alpha / 4 * std::exp(x_first);
    const auto integrand = [&](double x) { return slope(1 + std::exp(x)) * std::exp(x); };
    m_integral.push_back(sum);
    for (int i = 1; i < x_count; ++i) {
        const double to = x_first + i * x_step, from = to - x_step;
        sum += x_step / 6 * (integrand(from) + 4 * integrand((from + to) / 2) + integrand(to));
        m_integral.push_back(sum);
    }
}

double Cavity::slope(double s) const
{
    const double log = std::log(s), wave = 2 * std::sinh(m_alpha / 2 * log);
    const double denominator = (s - 1) * (s + 1);
    return s * (wave / denominator) * (wave / denominator);
}

double Cavity::integral(double s) const
{
    const double position = std::clamp((std::log(s - 1) - x_first) / x_step, 0.0, double(x_count - 1));
    const std::size_t i = std::min(std::size_t(position), std::size_t(x_count - 2));
    // Hermite cubic: value and slope are both known at the grid points.
    const auto derivative = [&](std::size_t j) {
        const double e = std::exp(x_first + double(j) * x_step);
        return slope(1 + e) * e * x_step;
    };
    const double t = position - double(i), t2 = t * t, t3 = t2 * t;
    return m_integral[i] * (2 * t3 - 3 * t2 + 1) + derivative(i) * (t3 - 2 * t2 + t) +
           m_integral[i + 1] * (3 * t2 - 2 * t3) + derivative(i + 1) * (t3 - t2);
}

double Cavity::price(double s) const
{
    const double k = 4 / (m_alpha * m_alpha);
    return k * (2 * integral(s) / s + (s * s - 1) * slope(s));
}

Opening Cavity::open(double radius, double mu, double toughness) const
{
    if (radius <= 0) return {};
    if (toughness <= 0) return {};
    // price() grows with the stretch: bisect in x = ln(s - 1).
    const double wanted = toughness / (mu * radius);
    double low = x_first, high = x_last;
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (price(1 + std::exp(middle)) < wanted ? low : high) = middle;
    }
    const double s = 1 + std::exp((low + high) / 2), hole = radius / s, k = 4 / (m_alpha * m_alpha);
    const double i = integral(s);
    using std::numbers::pi;
    return {.cut = pi * hole * toughness,
            .spread = mu * pi * k * (radius * radius - hole * hole) * i,
            .pressure = mu * k * (i + (s * s - 1) * slope(s) / (2 * s))};
}

}  // namespace dermavox::mechanics
