#include "dermavox/mechanics/dermis_law.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"

#include <boost/math/special_functions/lambert_w.hpp>
#include <boost/math/tools/minima.hpp>
#include <boost/math/tools/toms748_solve.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace dermavox::mechanics {

namespace {

constexpr double without_end = std::numeric_limits<double>::infinity();
constexpr double widest = 3;  ///< stretch past which no skin is pulled evenly

double fibre_strain(double l1, double l2) { return std::max(0.0, (l1 * l1 + l2 * l2) / 2 - 1); }

double locking_strain(const DermisConstants& of)
{
    if (of.fibre <= 0 || !std::isfinite(of.fibre_limit)) return without_end;
    const double ratio = of.fibre_limit / of.fibre;
    if (ratio <= 1) return 0;
    return std::sqrt((boost::math::lambert_w0(std::exp(0.5) / 2 * ratio) - 0.5) / of.fibre_stiffening);
}

}  // namespace

DermisLaw::DermisLaw(const DermisConstants& constants) : m_of(constants), m_locking(locking_strain(constants)) {}

double DermisLaw::fibre_energy(double strain) const
{
    const double bent = std::min(strain, m_locking), past = strain - bent;
    const double energy = m_of.fibre / 2 / m_of.fibre_stiffening * std::expm1(m_of.fibre_stiffening * bent * bent);
    return past > 0 ? energy + past * fibre_slope(bent) + m_of.fibre_limit / 2 * past * past : energy;
}

double DermisLaw::fibre_slope(double strain) const
{
    const double bent = std::min(strain, m_locking), past = strain - bent;
    const double slope = m_of.fibre * bent * std::exp(m_of.fibre_stiffening * bent * bent);
    return past > 0 ? slope + m_of.fibre_limit * past : slope;
}

double DermisLaw::stored(double l1, double l2) const
{
    const double l3 = 1 / (l1 * l2);
    const double matrix = m_of.matrix / 2 * (l1 * l1 + l2 * l2 + l3 * l3 - 3);
    return m_of.fibre > 0 ? matrix + fibre_energy(fibre_strain(l1, l2)) : matrix;
}

double DermisLaw::energy(double l1, double l2) const
{
    const double w = stored(l1, l2);
    return std::isfinite(m_of.rupture) ? -m_of.rupture * std::expm1(-w / m_of.rupture) : w;
}

double DermisLaw::stress(double l1, double l2) const
{
    const double l3 = 1 / (l1 * l2);
    const double fibres = m_of.fibre > 0 ? fibre_slope(fibre_strain(l1, l2)) * l1 * l1 : 0;
    return std::exp(-stored(l1, l2) / m_of.rupture) * (m_of.matrix * (l1 * l1 - l3 * l3) + fibres);
}

double DermisLaw::prestretch(double stress_wanted) const
{
    if (stress_wanted == 0) return 1;
    const auto pull = [&](double l) { return stress(l, l); };
    double end = widest;
    if (std::isfinite(m_of.rupture))
        end = boost::math::tools::brent_find_minima([&](double l) { return -pull(l); }, 1.0, widest, 30).first;
    const double most = pull(end);
    if (!(stress_wanted > 0) || !(stress_wanted < most))
        throw core::InputError({{"", 0, 0, "skin.tension",
                                 core::format_quantity(stress_wanted, core::Dimension::pressure) + " in the dermis",
                                 "from 0 to less than the " + core::format_quantity(most, core::Dimension::pressure) +
                                     " that its fibres bear",
                                 "a lower skin.tension"}});
    boost::uintmax_t iterations = 100;
    const auto root = boost::math::tools::toms748_solve([&](double l) { return pull(l) - stress_wanted; }, 1.0, end,
                                                        -stress_wanted, most - stress_wanted,
                                                        boost::math::tools::eps_tolerance<double>(48), iterations);
    return (root.first + root.second) / 2;
}

}  // namespace dermavox::mechanics
