#include "dermavox/motion/hand.hpp"
#include "dermavox/motion/programme.hpp"
#include "tests/support/catch.hpp"

#include <cmath>

using namespace dermavox;

TEST_CASE("a hand without noise keeps the nominal clock", "[motion][hand]")
{
    const motion::HandTrace clock({}, 12.5, 1, 0);
    CHECK(clock.duration() == 12.5);
    CHECK(clock.nominal(3.25) == 3.25);
    CHECK(clock.rate(3.25) == 1);
}

TEST_CASE("speed noise has its mean and spread and correlation", "[motion][hand][analytic]")
{
    const double sigma = 0.2, correlation = 0.5, nominal = 20000;
    const motion::HandTrace clock({.speed_noise = sigma, .correlation = {correlation}}, nominal, 1, 0);
    double mean = 0, square = 0, lagged = 0;
    const int n = int(clock.duration() / 0.05) - 20;
    for (int i = 0; i < n; ++i) {  // at knots, T/10 apart
        const double g = clock.rate(i * 0.05), later = clock.rate((i + 10) * 0.05);
        mean += g / n, square += g * g / n, lagged += g * later / n;
    }
    // 20,000 s hold some 20,000 independent values: mean to 0.2/sqrt(20000) = 0.0014
    CHECK_THAT(mean, WithinAbs(1, 0.006));
    CHECK_THAT(std::sqrt(square - mean * mean), WithinRel(sigma, 0.03));
    // ln g has correlation 1/e after T, so g has (exp(s2/e) - 1)/(exp(s2) - 1)
    const double s2 = std::log1p(sigma * sigma);
    CHECK_THAT((lagged - mean * mean) / (square - mean * mean),
               WithinAbs(std::expm1(s2 / std::exp(1.0)) / std::expm1(s2), 0.03));
    CHECK_THAT(clock.duration(), WithinRel(nominal, 0.01));
}

TEST_CASE("travel is the integral of the speed and covers the pass exactly", "[motion][hand][analytic]")
{
    const motion::HandTrace clock({.speed_noise = 0.4}, 30, 9, 2);
    CHECK_THAT(clock.nominal(clock.duration()), WithinAbs(30, 1e-9));
    double travelled = 0, last = 0;
    const double dt = 1e-4;
    for (double t = 0; t + dt < clock.duration(); t += dt) {
        travelled += clock.rate(t + dt / 2) * dt;
        REQUIRE_THAT(clock.nominal(t + dt), WithinAbs(travelled, 1e-6));
        REQUIRE(clock.nominal(t + dt) > last);
        last = clock.nominal(t + dt);
    }
}

TEST_CASE("a hand's noise depends on seed and pass alone", "[motion][hand]")
{
    const motion::Hand hand{.speed_noise = 0.2};
    const motion::HandTrace a(hand, 30, 1, 0), same(hand, 60, 1, 0), pass(hand, 30, 1, 1), seed(hand, 30, 2, 0);
    CHECK(a.nominal(7.77) == same.nominal(7.77));
    CHECK(a.nominal(7.77) != pass.nominal(7.77));
    CHECK(a.nominal(7.77) != seed.nominal(7.77));
}

TEST_CASE("a hand strays from line and attitude and force by its figures", "[motion][hand][analytic]")
{
    const device::Device pen{.cartridge = device::ring(12, 2.5_mm)};
    motion::Plan plan{.pattern = "one-way", .width = 3000.0_mm, .height = 100.0_mm, .speed = 60.0_mm_s, .passes = 1};
    plan.repeat = motion::Repeat::exact;
    plan.hand = {.correlation = {0.05},
                 .tilt = 3.0_deg,
                 .tilt_direction = 0.4,
                 .tilt_noise = 1.0_deg,
                 .wander = 0.3_mm,
                 .rotation = 5.0_deg,
                 .force_noise = 0.25};
    const motion::Programme programme(pen, plan, 1);
    struct Moments {
        double sum = 0, square = 0;
        void add(double v) { sum += v, square += v * v; }
    } wander, rotation, along, across, force;
    const double n = double(programme.cycles());
    for (std::size_t i = 0; i < programme.cycles(); ++i) {
        const auto c = programme.cycle(i);
        const double line = std::round((c.y - 50e-3) / 5e-3 - 0.5) + 0.5;  // lines stand 5 mm apart
        wander.add(c.y - 50e-3 - line * 5e-3);
        rotation.add(c.orientation);
        along.add(c.tilt * std::cos(c.tilt_heading - c.orientation));
        across.add(c.tilt * std::sin(c.tilt_heading - c.orientation));
        force.add(c.push);
    }
    // 1,000 s at 0.05 s hold some 10,000 independent values; between knots the spread is up to 2.5 % less
    const auto check = [n](const Moments& m, double mean, double sd) {
        CHECK_THAT(m.sum / n, WithinAbs(mean, 0.05 * sd));
        CHECK_THAT(std::sqrt(m.square / n - m.sum / n * m.sum / n), WithinRel(sd, 0.04));
    };
    const double degree = 1.0_deg;
    check(wander, 0, 0.3e-3);
    check(rotation, 0, 5 * degree);
    check(along, 3 * degree * std::cos(0.4), degree);
    check(across, 3 * degree * std::sin(0.4), degree);
    check(force, 1, 0.25);
}

TEST_CASE("directions scatter from pass to pass", "[motion][hand]")
{
    const device::Device pen{.cartridge = device::ring(12, 2.5_mm)};
    const motion::Plan plan{.pattern = "raster", .angle_noise = 4.0_deg};
    double square = 0;
    const std::uint32_t passes = 2000;
    for (std::uint32_t pass = 0; pass < passes; ++pass) {
        const double heading = motion::route_of(plan, pen, pass, 1).legs[0].heading;
        square += heading * heading / passes;
    }
    CHECK_THAT(std::sqrt(square), WithinRel(double(4.0_deg), 0.06));  // 1/sqrt(2 n) = 1.6 %
}
