#include "dermavox/core/problem.hpp"
#include "dermavox/transport/volume_transient.hpp"
#include "tests/support/catch.hpp"
#include "tests/transport/volumes.hpp"

#include <cmath>
#include <numbers>

using namespace dermavox;
using namespace dermavox::transport;

namespace {

/// A slab of n cells and unit thickness and diffusivity.
IndexedVolume slab(int n, FluxProblem& p)
{
    p = problem_of({1.0}, 1.0 / n, Direction::z);
    p.stop.residual = 1e-11;
    return LabelBlock({1, 1, n}, Order::z_fastest).indexed(p);
}

/// Crank, The Mathematics of Diffusion, 1975, equation 4.24a with a clean slab at the start.
double crank_passed(double t)
{
    double sum = t - 1.0 / 6;
    for (int n = 1; n < 60; ++n)
        sum -= 2 / (std::numbers::pi * std::numbers::pi) * (n % 2 ? -1.0 : 1.0) / (n * n) *
               std::exp(-n * n * std::numbers::pi * std::numbers::pi * t);
    return sum;
}

TransientResult march(int cells, double step, int steps)
{
    TransientProblem t;
    const IndexedVolume v = slab(cells, t.steady);
    t.storage = {1.0};
    t.step = {step}, t.steps = steps;
    return volume_transient(v, t);
}

}  // namespace

TEST_CASE("a slab sets in as its series says", "[transport][transient][analytic]")
{
    const TransientResult r = march(80, 0.005, 100);
    for (const int n : {9, 19, 39, 99})
        CHECK_THAT(r.points[n].passed_top, WithinAbs(crank_passed(r.points[n].time), 2e-4));
    CHECK_THAT(r.points.back().top, WithinAbs(1.0 - 2 * std::exp(-std::pow(std::numbers::pi, 2) * 0.5), 2e-3));
    CHECK_THAT(r.points.back().passed_bottom - r.points.back().passed_top, WithinAbs(r.stored, 1e-7));
}

TEST_CASE("steps are second order", "[transport][transient][order]")
{
    const double exact = march(40, 0.4 / 512, 512).points.back().passed_top;
    const double coarse = std::abs(march(40, 0.4 / 16, 16).points.back().passed_top - exact);
    const double fine = std::abs(march(40, 0.4 / 32, 32).points.back().passed_top - exact);
    CHECK_THAT(std::log2(coarse / fine), WithinAbs(2.0, 0.35));
}

TEST_CASE("lag time of a slab is its sixth and that of a volume the intercept of its march",
          "[transport][transient][analytic]")
{
    FluxProblem p;
    const IndexedVolume v = slab(100, p);
    const double one[] = {1.0};
    CHECK_THAT(lag_time(v, p, one), WithinRel(1.0 / 6, 2e-4));
    const double three[] = {3.0};
    CHECK_THAT(lag_time(v, p, three), WithinRel(0.5, 2e-4));

    const LabelBlock block = random_volume({7, 6, 8}, 3, 12);
    TransientProblem t;
    t.steady = problem_of({1.0, 0.2, 0.05}, 0.1, Direction::x);
    t.steady.stop.residual = 1e-11;
    t.storage = {1.0, 2.0, 0.5};
    t.step = {0.05}, t.steps = 400;
    const IndexedVolume volume = block.indexed(t.steady);
    const TransientPoint last = volume_transient(volume, t).points.back();
    const double flux = volume_flux(volume, t.steady).flux_density;
    CHECK_THAT(last.top, WithinRel(flux, 1e-6));
    CHECK_THAT(last.time - last.passed_top / flux, WithinRel(lag_time(volume, t.steady, t.storage), 1e-5));
}

TEST_CASE("a march with bad steps or storage is refused", "[transport][transient][bad input]")
{
    TransientProblem t;
    const IndexedVolume v = slab(4, t.steady);
    CHECK_THROWS_AS(volume_transient(v, t), core::InputError);
    t.storage = {-1.0}, t.step = {1};
    CHECK_THROWS_AS(volume_transient(v, t), core::InputError);
    CHECK_THROWS_AS(lag_time(v, t.steady, t.storage), core::InputError);
}
