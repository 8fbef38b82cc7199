#include "dermavox/mechanics/hole_opening.hpp"

#include "tests/support/catch.hpp"

#include <boost/math/quadrature/gauss_kronrod.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <numbers>

using namespace dermavox::mechanics;
using std::numbers::pi;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr DermisConstants dermis{
    .matrix = 15e3, .fibre = 130e3, .fibre_stiffening = 37, .fibre_limit = 36e6, .rupture = 4e6};
constexpr double toughness = 1700;

double energy(const HoleOpening& hole, double radius)
{
    const Opening open = hole.open(radius);
    return open.cut + open.spread;
}

DermisConstants with(double DermisConstants::*constant, double value)
{
    DermisConstants changed = dermis;
    changed.*constant = value;
    return changed;
}

/// I(s) by adaptive quadrature over ln(x - 1).
double quadrature(const DermisLaw& law, double l0, double s)
{
    const auto integrand = [&](double log_gap) {
        const double gap = std::exp(log_gap), x = 1 + gap, d = gap * (x + 1);
        return (law.energy(l0 * x, l0 / x) - law.energy(l0, l0)) * x / (d * d) * gap;
    };
    return boost::math::quadrature::gauss_kronrod<double, 31>::integrate(integrand, -18.0, std::log(s - 1), 15,
                                                                         1e-10);
}

/// e(R) by trying cracks one after another.
double tried(const DermisLaw& law, double l0, double radius)
{
    const double stress = law.stress(l0, l0);
    double least = radius * radius * (2 * pi * quadrature(law, l0, 1e4) - pi * stress);
    for (double a = 0.005 * radius; a < radius; a += 0.005 * radius)
        least = std::min(least, pi * a * toughness + (radius * radius - a * a) *
                                                         (2 * pi * quadrature(law, l0, radius / a) - pi * stress));
    return least;
}

}  // namespace

TEST_CASE("opening a hole in dermis costs what was worked out beforehand", "[mechanics][analytic]")
{
    const HoleOpening hole(DermisLaw(dermis), toughness);
    CHECK_THAT(hole.integral(1.3), WithinRel(2437.0, 5e-3));
    CHECK_THAT(hole.integral(2), WithinRel(3.861e5, 5e-3));
    CHECK_THAT(hole.integral(inf), WithinRel(1.0510e6, 5e-3));
    CHECK_THAT(hole.rupture(), WithinRel(6.604e6, 5e-3));
    CHECK_THAT(hole.open(60e-6).pressure, WithinRel(2.102e6, 5e-3));
    CHECK_THAT(HoleOpening(DermisLaw(with(&DermisConstants::rupture, 2e6)), toughness).rupture(),
               WithinRel(3.776e6, 5e-3));
    CHECK_THAT(HoleOpening(DermisLaw(with(&DermisConstants::rupture, 8e6)), toughness).rupture(),
               WithinRel(11.33e6, 5e-3));
    const std::array<std::array<double, 2>, 7> energies{{{10e-6, 0.660e-3},
                                                         {60e-6, 23.8e-3},
                                                         {125e-6, 103.2e-3},
                                                         {250e-6, 412.7e-3},
                                                         {500e-6, 1651e-3},
                                                         {1e-3, 3487e-3},
                                                         {2e-3, 7188e-3}}};
    for (const auto& [radius, expected] : energies) CHECK_THAT(energy(hole, radius), WithinRel(expected, 5e-3));
    CHECK_THAT(hole.open(1e-3).crack / 1e-3, WithinRel(0.62, 5e-3));
    CHECK_THAT(hole.open(2e-3).crack / 2e-3, WithinRel(0.65, 1e-2));
    const HoleOpening brittle(DermisLaw(dermis), 500);
    CHECK_THAT(energy(brittle, 250e-6), WithinRel(254e-3, 5e-3));
    CHECK_THAT(energy(brittle, 500e-6), WithinRel(525e-3, 5e-3));
}

TEST_CASE("tension raises the cost of a hole by the factors worked out beforehand", "[mechanics][analytic]")
{
    const DermisLaw law(dermis);
    const double slack = energy(HoleOpening(law, toughness), 125e-6);
    for (const auto& [l0, factor] : {std::pair{1.02, 1.084}, {1.04, 1.179}, {1.06, 1.288}, {1.08, 1.411}})
        CHECK_THAT(energy(HoleOpening(law, toughness, l0), 125e-6), WithinRel(slack * factor, 5e-3));
}

TEST_CASE("the table of a hole's energy is its integral", "[mechanics]")
{
    const DermisLaw law(dermis);
    for (const double l0 : {1.0, 1.06}) {
        const HoleOpening hole(law, toughness, l0);
        for (const double s : {1.001, 1.05, 1.3, 2.0, 10.0, 300.0})
            CHECK_THAT(hole.integral(s), WithinRel(quadrature(law, l0, s), 1e-4));
    }
}

TEST_CASE("a hole is opened the cheapest way of all that were tried", "[mechanics]")
{
    const DermisLaw law(dermis);
    for (const double l0 : {1.0, 1.04})
        for (const double radius : {60e-6, 0.48e-3, 0.55e-3, 1.2e-3}) {
            const double found = energy(HoleOpening(law, toughness, l0), radius), by_trial = tried(law, l0, radius);
            CHECK(found <= by_trial * (1 + 1e-4));
            CHECK_THAT(found, WithinRel(by_trial, 1e-3));
        }
}

TEST_CASE("thin shafts rupture what they displace and thick ones cut a crack", "[mechanics]")
{
    const HoleOpening hole(DermisLaw(dermis), toughness);
    const double limit = hole.crossover();
    CHECK_THAT(limit * hole.rupture() / (pi * toughness), WithinAbs(0.6, 0.1));
    CHECK(hole.open(0.99 * limit).crack == 0);
    CHECK(hole.open(1.01 * limit).crack > limit / 2);
    CHECK_THAT(energy(hole, 0.9999 * limit), WithinRel(energy(hole, 1.0001 * limit), 5e-4));
    // from R^2 to R
    CHECK_THAT(energy(hole, limit / 2) / energy(hole, limit), WithinRel(0.25, 1e-6));
    CHECK_THAT(energy(hole, 8 * limit) / energy(hole, 4 * limit), WithinRel(2.0, 0.05));
}

TEST_CASE("the pressure on a shaft pays for opening its hole", "[mechanics]")
{
    const double dr = 1e-8;
    for (const double l0 : {1.0, 1.05}) {
        const HoleOpening hole(DermisLaw(dermis), toughness, l0);
        for (const double r : {5e-6, 125e-6, 0.4e-3, 0.7e-3, 2e-3}) {
            const double slope = (energy(hole, r + dr) - energy(hole, r - dr)) / (2 * dr);
            CHECK_THAT(slope, WithinRel(2 * pi * r * hole.open(r).pressure, 1e-4));
        }
    }
}

TEST_CASE("without fibres and rupture a hole has its closed form", "[mechanics][analytic]")
{
    const double mu = 20e3, radius = 100e-6;
    const DermisLaw law({.matrix = mu, .fibre = 0, .fibre_stiffening = 1, .fibre_limit = inf, .rupture = inf});
    for (const double s : {1.2, 3.0, 20.0, 300.0, 3e3, 1e5}) {
        const double j = mu * radius * (2 * std::log(s) / s + s - 1 / s);  // at which s is best
        const HoleOpening hole(law, j);
        CHECK_THAT(2 * pi * hole.integral(s), WithinRel(pi * mu * std::log(s), 1e-6));
        const Opening open = hole.open(radius);
        const double crack = radius / s;
        CHECK_THAT(open.cut, WithinRel(pi * crack * j, 1e-5));
        CHECK_THAT(open.spread, WithinRel(pi * mu * (radius * radius - crack * crack) * std::log(s), 1e-5));
        CHECK_THAT(open.pressure, WithinRel(mu * (std::log(s) + (1 - 1 / (s * s)) / 2), 1e-5));
    }
}

TEST_CASE("in a tough gel a finer point is never dearer than a wider one", "[mechanics]")
{
    const DermisLaw silicone({.matrix = 168e3, .fibre_stiffening = 1, .fibre_limit = inf, .rupture = inf});
    const HoleOpening hole(silicone, 3000);
    constexpr double wider = 1.05;
    double before = energy(hole, 1e-8);
    for (double radius = 1e-8 * wider; radius < 1e-3; radius *= wider) {  // e/R^2 falls, so that e has no jump
        const double now = energy(hole, radius);
        CHECK(now > before);
        CHECK(now < before * wider * wider * (1 + 1e-6));
        before = now;
    }
}

TEST_CASE("opening a hole costs more with radius, toughness, work of rupture and tension", "[mechanics]")
{
    const auto at = [](const DermisConstants& of, double j, double l0, double radius) {
        return energy(HoleOpening(DermisLaw(of), j, l0), radius);
    };
    for (const double radius : {20e-6, 0.3e-3, 0.8e-3, 1.5e-3}) {
        const double base = at(dermis, toughness, 1.02, radius);
        CHECK(at(dermis, toughness, 1.02, 1.01 * radius) > base);
        CHECK(at(dermis, 1.1 * toughness, 1.02, radius) >= base);
        CHECK(at(with(&DermisConstants::rupture, 5e6), toughness, 1.02, radius) >= base);
        CHECK(at(dermis, toughness, 1.04, radius) > base);
    }
}

TEST_CASE("shares of a hole's energy are never negative and none is free", "[mechanics]")
{
    const HoleOpening hole(DermisLaw(dermis), toughness, 1.04);
    for (double radius = 1e-6; radius < 3e-3; radius *= 1.3) {
        const Opening open = hole.open(radius);
        CHECK(open.cut > 0);
        CHECK(open.spread > 0);
    }
    CHECK(energy(hole, 0) == 0);
    CHECK(energy(HoleOpening(DermisLaw(dermis), 0), 1e-4) == 0);
    CHECK_THAT(energy(HoleOpening(DermisLaw(dermis), inf), 3e-3), WithinRel(9e-6 * 6.604e6, 5e-3));  // G R^2
}
