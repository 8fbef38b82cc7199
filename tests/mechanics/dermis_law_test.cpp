#include "dermavox/mechanics/dermis_law.hpp"

#include "dermavox/core/problem.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <limits>

using namespace dermavox;
using namespace dermavox::mechanics;

namespace {

constexpr DermisConstants dermis{
    .matrix = 15e3, .fibre = 130e3, .fibre_stiffening = 37, .fibre_limit = 36e6, .rupture = 4e6};

double stretched_stress(const DermisLaw& law, double l1, double l2)  // l1 dPsi/dl1
{
    const double h = 1e-6;
    return l1 * (law.energy(l1 + h, l2) - law.energy(l1 - h, l2)) / (2 * h);
}

}  // namespace

TEST_CASE("dermis has the stresses worked out beforehand for its law", "[mechanics][analytic]")
{
    const DermisLaw law(dermis);
    CHECK_THAT(law.locking(), WithinRel(0.3091, 5e-3));
    CHECK_THAT(law.stress(1.04, 1.04), WithinRel(18.08e3, 5e-3));
    CHECK_THAT(law.stress(1.08, 1.08), WithinRel(76.69e3, 5e-3));
    CHECK_THAT(law.stress(1.12, 1.12), WithinRel(462.0e3, 5e-3));
    CHECK_THAT(law.stress(1.20, 1.0), WithinRel(257.4e3, 5e-3));
    CHECK_THAT(law.stress(1.0, 1.20), WithinRel(175.6e3, 5e-3));
}

TEST_CASE("the stress of dermis is the slope of its energy", "[mechanics]")
{
    const DermisLaw law(dermis);
    for (const double l1 : {1.01, 1.1, 1.25, 1.4})
        for (const double l2 : {1.0, 1.05, 1.3})
            CHECK_THAT(law.stress(l1, l2), WithinRel(stretched_stress(law, l1, l2), 1e-5));
}

TEST_CASE("fibres lock where their slope reaches the limit", "[mechanics][analytic]")
{
    const double e = DermisLaw(dermis).locking(), y = dermis.fibre_stiffening * e * e;
    CHECK_THAT(dermis.fibre * std::exp(y) * (1 + 2 * y), WithinRel(dermis.fibre_limit, 1e-12));
    DermisConstants stiff = dermis;
    stiff.fibre_limit = stiff.fibre / 2;  // from the start
    CHECK(DermisLaw(stiff).locking() == 0);
}

TEST_CASE("dermis stores no more than its work of rupture and then bears nothing", "[mechanics]")
{
    const DermisLaw law(dermis);
    CHECK_THAT(law.energy(3, 3), WithinRel(dermis.rupture, 1e-12));
    CHECK(law.stress(3, 3) < 1e-6 * law.stress(1.12, 1.12));
}

TEST_CASE("without fibres and rupture dermis is neo-Hookean", "[mechanics][analytic]")
{
    const double mu = 20e3, inf = std::numeric_limits<double>::infinity();
    const DermisLaw law({.matrix = mu, .fibre = 0, .fibre_stiffening = 1, .fibre_limit = inf, .rupture = inf});
    for (const double s : {1.1, 2.0, 5.0}) {
        CHECK_THAT(law.energy(s, 1 / s), WithinRel(mu / 2 * (s - 1 / s) * (s - 1 / s), 1e-12));
        CHECK_THAT(law.stress(s, 1), WithinRel(mu * (s * s - 1 / (s * s)), 1e-12));
    }
}

TEST_CASE("the prestretch of dermis bears the stress that it was asked for", "[mechanics]")
{
    const DermisLaw law(dermis);
    CHECK(law.prestretch(0) == 1);
    for (const double stress : {100.0, 13.5e3, 77e3, 1e6}) {
        const double l = law.prestretch(stress);
        CHECK_THAT(law.stress(l, l), WithinRel(stress, 1e-9));
    }
    CHECK_THROWS_AS(law.prestretch(-1), core::InputError);
    CHECK_THROWS_WITH(law.prestretch(1e9), Catch::Contains("skin.tension") && Catch::Contains("fibres bear"));
}
