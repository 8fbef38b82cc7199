#include "engine/verify/pekeris.hpp"

#include "dermavox/mechanics/surface_response.hpp"
#include "tests/support/catch.hpp"

#include <cmath>

using namespace dermavox;

TEST_CASE("a step load arrives with its waves and is static behind the last", "[verify][analytic]")
{
    CHECK(verify::point_step(0.577) == 0);
    CHECK(verify::point_step(0.7) < 0);  // lifted ahead of the Rayleigh wave
    CHECK(verify::point_step(1.05) < verify::point_step(0.7));
    CHECK(verify::point_step(1.0877) == 1);
    CHECK_THAT(verify::point_step(1 - 1e-12), WithinAbs(verify::point_step(1 + 1e-12), 1e-5));
}

TEST_CASE("under a disc skin first moves as fast as pressure waves let it", "[verify][analytic]")
{
    // pressure over rho c_p, nu 1/4: 4/(3 sqrt 3) x over the static displacement under a step, half of it under a
    // ramp
    for (const double x : {0.05, 0.2, 0.5})
        CHECK_THAT(verify::disc_ramp(x), WithinRel(2 / (3 * std::sqrt(3)) * x, 1e-6));
    // behind all waves each part of the ramp has what it had time for: 1 - (area above the step)/x
    const double left = 10 * (1 - verify::disc_ramp(10));
    CHECK_THAT(100 * (1 - verify::disc_ramp(100)), WithinRel(left, 1e-6));
}

TEST_CASE("inertia of a load that grows for a time is that of the exact solution within a tenth", "[verify]")
{
    const double a = 1e-3, mu = 20e3, nu = 0.25, rho = 1000;
    mechanics::ElasticStack still;
    still.layers = {{5e-3, mu, nu}};
    still.below = {0, mu, nu};
    for (const double x : {0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0}) {
        mechanics::ElasticStack moving = still;
        moving.density = rho, moving.response_time = x * a / std::sqrt(mu / rho);
        const double share = mechanics::disc_sink(moving, a, 0) / mechanics::disc_sink(still, a, 0);
        INFO("c t/a " << x);
        CHECK_THAT(share, WithinRel(verify::disc_ramp(x), 0.10));
    }
}
