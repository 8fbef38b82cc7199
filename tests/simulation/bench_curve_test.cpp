// Curves as machines write them, made from laws that are known: contact, tare, drift, jitter, dwell, withdrawal.
#include "dermavox/core/problem.hpp"
#include "dermavox/simulation/bench_curve.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>

using namespace dermavox;
using simulation::BenchCurve;

namespace {

/// A linear and a quadratic part, then two breaks: 0.4 N at 2 mm.
double law(double u)
{
    if (u <= 0) return 0;
    const double rise = 150 * u + 40e3 * u * u;
    return rise * (u > 1.2e-3 ? 0.7 : 1) * (u > 1.7e-3 ? 0.85 : 1);
}

struct Bench {
    double contact = 0.5e-3, deepest = 2.5e-3, step = 5e-6, from = 0;
    double tare = 0, drift = 0;    // [N], [N per reading]
    double noise = 0, jitter = 0;  // [N], [m]
    int dwell = 0;                 // readings
    bool withdrawal = false;
    double force_sign = 1, position_sign = 1;
};

scene::RawCurve curve_of(const Bench& b, unsigned seed = 1)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    scene::RawCurve raw;
    const auto add = [&](double x, double force) {
        const auto n = double(raw.readings.size());
        raw.readings.push_back({b.position_sign * (x + b.jitter * normal(random)),
                                b.force_sign * (force + b.noise * normal(random)) + b.tare + b.drift * n, 0.02 * n});
    };
    for (double x = b.from; x <= b.deepest + 1e-9; x += b.step) add(x, law(x - b.contact));
    for (int i = 0; i < b.dwell; ++i) add(b.deepest, law(b.deepest - b.contact) * (0.8 + 0.2 * std::exp(-i / 20.0)));
    if (b.withdrawal)
        for (double x = b.deepest - b.step; x >= b.from; x -= b.step) add(x, 0.3 * law(x - b.contact - 0.3e-3));
    return raw;
}

/// Largest misfit of the points to the law over the largest force.
double misfit(const BenchCurve& curve)
{
    double worst = 0;
    for (const auto& p : curve.points)
        if (std::abs(p.travel - 1.2e-3) > 3e-5 && std::abs(p.travel - 1.7e-3) > 3e-5)
            worst = std::max(worst, std::abs(p.force - law(p.travel)));
    return worst / law(1.2e-3);
}

std::string refusal(const scene::RawCurve& raw, std::optional<double> contact = {})
{
    try {
        simulation::bench_curve(raw, contact);
    } catch (const core::InputError& error) {
        return error.problems().front().found;
    }
    FAIL("this curve was taken");
    return {};
}

}  // namespace

TEST_CASE("contact is found wherever the machine has its zero", "[simulation][curve]")
{
    for (const double zero : {-3e-3, 0.0, 0.7e-3}) {
        Bench bench{.contact = zero + 0.5e-3, .deepest = zero + 2.5e-3, .from = zero, .noise = 1e-4};
        const BenchCurve curve = simulation::bench_curve(curve_of(bench));
        CHECK(std::abs(curve.contact - bench.contact) < 4 * curve.contact_error);
        CHECK(curve.contact_error < 3e-6);
        CHECK(misfit(curve) < 0.01);
    }
    const BenchCurve exact = simulation::bench_curve(curve_of({}));
    CHECK(std::abs(exact.contact - 0.5e-3) < 0.3e-6);
    const BenchCurve begins = simulation::bench_curve(curve_of({.from = 0.5e-3}));  // at contact
    CHECK(std::abs(begins.contact - 0.5e-3) < 1e-6);
    CHECK(begins.approach == 0);
}

TEST_CASE("the standard error of the contact covers it as often as it should", "[simulation][curve][property]")
{
    int within_one = 0, within_two = 0;
    constexpr int curves = 200;
    for (unsigned seed = 0; seed < curves; ++seed) {
        const BenchCurve curve = simulation::bench_curve(curve_of({.noise = 1e-3}, seed));
        const double off = std::abs(curve.contact - 0.5e-3) / curve.contact_error;
        within_one += off < 1, within_two += off < 2;
    }
    CHECK(within_one > 0.5 * curves);
    CHECK(within_two > 0.85 * curves);
}

TEST_CASE("tare, drift and signs are taken out", "[simulation][curve]")
{
    const BenchCurve tared = simulation::bench_curve(curve_of({.tare = -0.2, .noise = 2e-4}));
    CHECK(std::abs(tared.tare + 0.2) < 1e-4);
    CHECK(tared.drift == 0);
    CHECK(std::abs(tared.noise - 2e-4) < 0.7e-4);
    CHECK(misfit(tared) < 0.02);

    const Bench drifts{.tare = 0.05, .drift = 1e-4, .noise = 2e-4};
    const BenchCurve slope = simulation::bench_curve(curve_of(drifts));
    CHECK_THAT(slope.drift, WithinRel(1e-4 * 400, 0.08));
    CHECK(misfit(slope) < 0.03);
    Bench there_and_back = drifts;
    there_and_back.withdrawal = true;
    const BenchCurve both = simulation::bench_curve(curve_of(there_and_back));
    CHECK_THAT(both.drift, WithinRel(1e-4 * 400, 0.01));
    CHECK(both.withdrawal == 500);
    CHECK(misfit(both) < 0.02);

    const BenchCurve turned = simulation::bench_curve(curve_of({.force_sign = -1, .position_sign = -1}));
    CHECK(turned.force_turned);
    CHECK(turned.position_turned);
    CHECK(std::abs(turned.contact + 0.5e-3) < 1e-6);
    CHECK(misfit(turned) < 1e-3);
}

TEST_CASE("jitter is smoothed, dwell and withdrawal are left out", "[simulation][curve]")
{
    const BenchCurve curve = simulation::bench_curve(
        curve_of({.step = 2e-6, .noise = 2e-4, .jitter = 3e-6, .dwell = 200, .withdrawal = true}));
    CHECK(std::ranges::is_sorted(curve.points, {}, &simulation::BenchPoint::travel));
    CHECK(curve.jitter > 1e-6);
    CHECK(curve.jitter < 4e-6);
    CHECK(std::abs(curve.contact - 0.5e-3) < 5e-6);
    CHECK(std::abs(int(curve.dwell) - 200) < 40);
    CHECK(std::abs(int(curve.withdrawal) - 1240) < 50);
    CHECK_THAT(curve.dwell_drop, WithinRel(0.2 * law(2e-3), 0.1));
    CHECK(misfit(curve) < 0.03);
    CHECK(simulation::description(curve).size() == 5);
}

TEST_CASE("curves that are no single insertion are refused", "[simulation][curve][bad]")
{
    scene::RawCurve twice = curve_of({.deepest = 2e-3, .withdrawal = true});
    for (const auto& r : curve_of({}).readings) twice.readings.push_back(r);
    CHECK(refusal(twice).find("back before the deepest") != std::string::npos);
    CHECK(refusal(curve_of({.from = 1e-3})).find("in contact already") != std::string::npos);
    const BenchCurve stated = simulation::bench_curve(curve_of({.from = 1e-3}), 0.5e-3);
    CHECK(stated.contact_given);
    CHECK_THAT(stated.points.back().travel, WithinRel(2e-3, 1e-6));
    CHECK(refusal(curve_of({}), 3e-3).find("past the deepest") != std::string::npos);
    scene::RawCurve few = curve_of({});
    few.readings.resize(9);
    CHECK(refusal(few) == "9 readings");
    scene::RawCurve flat = curve_of({.deepest = 0.4e-3});
    CHECK_THROWS_AS(simulation::bench_curve(flat), core::InputError);
}
