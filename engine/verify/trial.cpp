#include "engine/verify/trial.hpp"

#include "dermavox/verify/observations.hpp"

#include <boost/math/tools/toms748_solve.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace dermavox::verify {

Trial::Trial(std::vector<double> values, mechanics::Cutting cutting)
    : at(std::move(values)),
      parameters(mechanics::Parameters::defaults())
{
    parameters.cutting = cutting;
    parameters.puncture_spread.value = 0.0;
    parameters.puncture_pressure.value.si = at[pressure];
    parameters.dermis_matrix.value.si = at[matrix];
    parameters.dermis_fibre.value.si = at[fibre];
    parameters.dermis_fibre_stiffening.value.si = at[stiffening];
    parameters.dermis_fibre_limit.value.si = at[limit];
    parameters.dermis_rupture.value.si = at[rupture];
    parameters.dermis_toughness.value.si = at[toughness];
    parameters.crack_toughness.value.si = at[crack];
    parameters.shaft_pressure.value.si = std::min(at[shaft], 1.0);
    parameters.lubricant_ratio.value.si = std::min(at[lubricant], 1.0);
    parameters.relaxation_exponent.value.si = at[relaxation];
}

mechanics::DermisConstants Trial::dermis() const
{
    const bool ruptures = parameters.cutting == mechanics::Cutting::rupture;
    return {.matrix = at[matrix],
            .fibre = at[fibre],
            .fibre_stiffening = at[stiffening],
            .fibre_limit = at[limit],
            .rupture = ruptures ? at[rupture] : std::numeric_limits<double>::infinity()};
}

double Trial::crack_toughness() const
{
    return parameters.cutting == mechanics::Cutting::rupture ? at[toughness] : at[crack];
}

Pull pulled(const mechanics::DermisConstants& dermis)
{
    mechanics::DermisConstants unbroken = dermis;
    unbroken.rupture = std::numeric_limits<double>::infinity();
    const mechanics::DermisLaw law(dermis), whole(unbroken);  // rupture scales all stresses alike
    const auto narrowed = [&](double l1) {                    // no stress across
        boost::uintmax_t iterations = 60;
        const auto root =
            boost::math::tools::toms748_solve([&](double l2) { return whole.stress(l2, l1); }, 0.01, 1.0,
                                              boost::math::tools::eps_tolerance<double>(30), iterations);
        return (root.first + root.second) / 2;
    };
    constexpr double step = 0.01;
    Pull found;
    double before = 0;
    for (int i = 1; i <= 150; ++i) {
        const double l1 = 1 + i * step, nominal = law.stress(l1, narrowed(l1)) / l1;
        if (nominal < before) break;
        const double slope = (nominal - before) / step;
        if (i == 1) found.first = slope;
        found.steepest = std::max(found.steepest, slope);
        found.strength = nominal, found.strain = l1 - 1;
        before = nominal;
    }
    return found;
}

double membrane_modulus(const mechanics::DermisConstants& dermis, double stress)
{
    const mechanics::DermisLaw law(dermis);
    const double l = law.prestretch(stress), h = 1e-4;
    return l * (law.stress(l + h, l + h) - law.stress(l - h, l - h)) / (4 * h);
}

}  // namespace dermavox::verify
