#include "dermavox/mechanics/hole_opening.hpp"

#include <boost/math/tools/minima.hpp>
#include <boost/math/tools/toms748_solve.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace dermavox::mechanics {

namespace {

using std::numbers::pi;

// Grid of x = ln(s - 1). Gels are stretched furthest: a crack under a point of radius R is shorter than R by
// s = J/(mu R), 1e4 for a micrometre in tough silicone.
constexpr double grid_first = -9, grid_last = 14;
constexpr int grid_count = 1726;
constexpr double grid_step = (grid_last - grid_first) / (grid_count - 1);
constexpr double boundless = std::numeric_limits<double>::infinity();
constexpr int precise = 40;  ///< bits

double grid(std::size_t i) { return grid_first + double(i) * grid_step; }

}  // namespace

HoleOpening::HoleOpening(const DermisLaw& law, double toughness, double prestretch)
    : m_law(law),
      m_toughness(toughness),
      m_prestretch(prestretch),
      m_stress(prestretch > 1 ? law.stress(prestretch, prestretch) : 0),
      m_energy(law.energy(prestretch, prestretch)),
      m_peak(boundless)
{
    // Simpson's rule over ln(s - 1); below the first point I' is constant.
    const auto integrand = [](double s, double gained) { return gained * s / ((s + 1) * (s + 1) * (s - 1)); };
    double from = 1 + std::exp(grid_first), gained = gain(from), steepest = 0;
    m_integral.push_back(integrand(from, gained));
    for (std::size_t i = 1; i < grid_count; ++i) {
        const double middle = 1 + std::exp(grid(i) - grid_step / 2), to = 1 + std::exp(grid(i)), next = gain(to);
        m_integral.push_back(
            m_integral.back() +
            grid_step / 6 * (integrand(from, gained) + 4 * integrand(middle, gain(middle)) + integrand(to, next)));
        const double rise = (next - gained) / (to - from);
        if (std::isfinite(law.rupture()) && rise > steepest) steepest = rise, m_peak = (from + to) / 2;
        from = to, gained = next;
    }
    for (std::size_t i = 0; i < m_integral.size(); ++i) {
        const double inverse = 1 / (1 + std::exp(grid(i)));
        m_inverse.push_back(inverse);
        m_ring.push_back((1 - inverse * inverse) * (2 * pi * m_integral[i] - pi * m_stress));
    }
    m_rupture = 2 * pi * integral(boundless) - pi * m_stress;
    if (!std::isfinite(m_rupture) || m_toughness <= 0) return;  // always a crack
    if (!std::isfinite(m_toughness)) {
        m_crossover = boundless;
        return;
    }
    // e/R^2 with a crack falls as R grows: it meets G once.
    const auto excess = [&](double log_radius) {
        const double per_radius = m_toughness / std::exp(log_radius);
        return price(best(per_radius), per_radius) - m_rupture;
    };
    const double middle = std::log(pi * m_toughness / m_rupture);
    boost::uintmax_t iterations = 60;
    const auto root = boost::math::tools::toms748_solve(
        excess, middle - 3, middle + 3, boost::math::tools::eps_tolerance<double>(precise), iterations);
    m_crossover = std::exp((root.first + root.second) / 2);
}

double HoleOpening::gain(double x) const { return m_law.energy(m_prestretch * x, m_prestretch / x) - m_energy; }

double HoleOpening::slope(double s) const
{
    const double gap = (s - 1) * (s + 1);
    return gain(s) * s / (gap * gap);
}

double HoleOpening::integral(double s) const
{
    if (s <= 1 + std::exp(grid_first)) return m_integral.front() * (s - 1) / std::exp(grid_first);
    if (s >= 1 + std::exp(grid_last)) {  // Psi is at Phi, if it ends
        const double from = 1 + std::exp(grid_last), left = gain(from) / 2;
        const double end = std::isfinite(s) ? 1 / (s * s - 1) : 0;
        return std::isfinite(m_law.rupture()) ? m_integral.back() + left * (1 / (from * from - 1) - end) : boundless;
    }
    const double position = (std::log(s - 1) - grid_first) / grid_step;
    const std::size_t i = std::min(std::size_t(position), std::size_t(grid_count - 2));
    // Hermite cubic: value and slope are both known at the grid points.
    const auto derivative = [&](std::size_t j) {
        const double e = std::exp(grid(j));
        return slope(1 + e) * e * grid_step;
    };
    const double t = position - double(i), t2 = t * t, t3 = t2 * t;
    return m_integral[i] * (2 * t3 - 3 * t2 + 1) + derivative(i) * (t3 - 2 * t2 + t) +
           m_integral[i + 1] * (3 * t2 - 2 * t3) + derivative(i + 1) * (t3 - t2);
}

double HoleOpening::price(double x, double per_radius) const
{
    const double s = 1 + std::exp(x);
    return pi * per_radius / s + (1 - 1 / (s * s)) * (2 * pi * integral(s) - pi * m_stress);
}

double HoleOpening::best(double per_radius) const
{
    const auto tabulated = [&](std::size_t i) { return pi * per_radius * m_inverse[i] + m_ring[i]; };
    // The least of all minima inside: past the peak the price may fall again towards that of rupture. Without one
    // inside, the end to which it falls.
    std::size_t at = grid_count - 2;
    double least = boundless, here = tabulated(0);
    for (std::size_t i = 0; i + 1 < grid_count; ++i) {
        const double next = tabulated(i + 1);
        if (here < least && here <= next) least = here, at = i;
        here = next;
    }
    const double low = grid(at > 0 ? at - 1 : 0), high = grid(at + 1);
    return boost::math::tools::brent_find_minima([&](double x) { return price(x, per_radius); }, low, high, precise)
        .first;
}

Opening HoleOpening::ruptured(double radius) const
{
    const double spread = radius * radius * (2 * pi * integral(m_peak) - pi * m_stress);
    return {.cut = radius * radius * m_rupture - spread, .spread = spread, .pressure = m_rupture / pi};
}

Opening HoleOpening::open(double radius) const
{
    if (radius <= 0 || m_toughness <= 0) return {};
    if (radius <= m_crossover) return ruptured(radius);
    const double s = 1 + std::exp(best(m_toughness / radius)), crack = radius / s;
    const double ring = radius * radius - crack * crack, i = integral(s), whole = integral(std::min(s, m_peak));
    return {.cut = pi * crack * m_toughness + 2 * pi * ring * (i - whole),
            .spread = ring * (2 * pi * whole - pi * m_stress),
            .pressure = 2 * i + (s - 1 / s) * slope(s) - m_stress,
            .crack = crack};
}

}  // namespace dermavox::mechanics
