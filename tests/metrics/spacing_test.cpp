#include "dermavox/core/random.hpp"
#include "dermavox/metrics/confluence.hpp"
#include "dermavox/metrics/passes.hpp"
#include "dermavox/metrics/spacing.hpp"
#include "dermavox/metrics/windows.hpp"
#include "dermavox/wound/carve.hpp"
#include "engine/metrics/pair_weights.hpp"
#include "tests/support/catch.hpp"
#include "tests/wound/samples.hpp"

#include <numeric>

using namespace dermavox;
using metrics::Pattern;

namespace {

constexpr double side = 1e-2;

Pattern random_points(std::size_t n, std::uint64_t seed, bool periodic)
{
    const core::Random random(seed, core::Purpose::pattern);
    Pattern p{{}, side, side, periodic};
    for (std::size_t i = 0; i < n; ++i)
        p.points.push_back({side * random.uniform({.cycle = i}), side * random.uniform({.cycle = i, .draw = 1})});
    return p;
}

Pattern square(int n, bool periodic)
{
    Pattern p{{}, side, side, periodic};
    for (int j = 0; j < n; ++j)
        for (int i = 0; i < n; ++i) p.points.push_back({(i + 0.5) * side / n, (j + 0.5) * side / n});
    return p;
}

}  // namespace

TEST_CASE("L of r less r is 0 for random points with and without an edge", "[metrics][analytic]")
{
    for (const bool periodic : {true, false}) {
        int outside = 0, all = 0;
        double mean = 0;
        for (const std::uint64_t seed : {1, 2, 3, 4, 5, 6, 7, 8}) {
            const metrics::SpacingCurve curve =
                metrics::spacing_curve(random_points(600, seed, periodic), 10 + seed, 0, 20);
            for (std::size_t k = 0; k < curve.radius.size(); ++k, ++all) {
                CHECK(curve.low[k] < 0);
                CHECK(curve.high[k] > 0);
                outside += curve.excess[k] < curve.low[k] || curve.excess[k] > curve.high[k];
                mean += curve.excess[k] / curve.radius[k];
            }
        }
        CHECK(outside < 0.2 * all);  // 5 % each, but neighbouring radii go together
        CHECK_THAT(mean / all, WithinAbs(0, 0.01));
    }
}

TEST_CASE("pairs are weighed as by every pair, with and without an edge", "[metrics][property]")
{
    for (const bool periodic : {true, false}) {
        const Pattern p = random_points(300, 5, periodic);
        const double reach = 0.31 * side;
        constexpr int steps = 7;
        std::vector<double> expected(steps, 0);
        for (std::size_t i = 0; i < p.points.size(); ++i)
            for (std::size_t j = 0; j < p.points.size(); ++j) {
                double dx = std::abs(p.points[i].x - p.points[j].x), dy = std::abs(p.points[i].y - p.points[j].y);
                if (periodic) dx = std::min(dx, side - dx), dy = std::min(dy, side - dy);
                const int bin = int(std::hypot(dx, dy) / reach * steps);
                if (i != j && bin < steps) expected[bin] += periodic ? 1 : side * side / ((side - dx) * (side - dy));
            }
        const std::vector<double> got = metrics::pair_weights(p, reach, steps);
        for (int k = 0; k < steps; ++k) CHECK_THAT(got[k], WithinRel(expected[k], 1e-12));
    }
    // the shell at exactly r counts within r, and points at one place count
    CHECK(metrics::pair_weights(square(20, true), 0.05 * side, 1) == std::vector<double>{1600});
    CHECK(metrics::pair_weights({{{1, 1}, {1, 1}, {1, 1}}, 4, 4, true}, 0.5, 1) == std::vector<double>{6});
}

TEST_CASE("L of r less r of a lattice follows its shells", "[metrics][analytic]")
{
    const double g = side / 20;
    const metrics::SpacingCurve curve = metrics::spacing_curve(square(20, true), 1, 1.5 * g, 30);
    for (std::size_t k = 0; k < curve.radius.size(); ++k) {
        const double r = curve.radius[k] / g;
        const int within = r < 1 - 1e-9 ? 0 : r < std::sqrt(2.0) ? 4 : 8;
        const double expected = std::sqrt(within * 400.0 / 399 * g * g / std::numbers::pi) - curve.radius[k];
        if (std::abs(r - 1) > 1e-6) CHECK_THAT(curve.excess[k], WithinAbs(expected, 1e-12));
    }
    CHECK(curve.excess[10] < curve.low[10]);  // they keep apart
}

TEST_CASE("Voronoi cells tile the patch and spread as published", "[metrics][analytic]")
{
    const Pattern random = random_points(20000, 2, true);
    const auto areas = metrics::voronoi_areas(random);
    REQUIRE(areas.size() == random.points.size());
    CHECK_THAT(std::accumulate(areas.begin(), areas.end(), 0.0), WithinRel(side * side, 1e-9));
    CHECK_THAT(metrics::voronoi_spread(random), WithinAbs(0.529, 0.012));
    CHECK_THAT(metrics::voronoi_spread(random_points(20000, 3, false)), WithinAbs(0.529, 0.02));
    CHECK_THAT(metrics::voronoi_spread(square(12, true)), WithinAbs(0, 1e-6));
    CHECK(metrics::voronoi_areas(square(12, false)).size() >= 100);
    CHECK(std::isnan(metrics::voronoi_spread(random_points(1, 1, false))));
}

TEST_CASE("the interval over windows holds the true mean 95 times in 100", "[metrics][statistics]")
{
    const core::Random random(1, core::Purpose::bootstrap);
    const int trials = 2000;
    for (const int sides : {2, 4}) {
        int held = 0;
        std::uint64_t draw = 0;
        for (int t = 0; t < trials; ++t) {
            const metrics::Interval i = metrics::over_windows(1, 1, sides, [&](const wound::Window&) {
                return 5 + random.normal({.cycle = draw++, .draw = std::uint64_t(sides)});
            });
            held += i.low < 5 && 5 < i.high;
        }
        CHECK_THAT(double(held) / trials, WithinAbs(0.95, 0.015));
    }
    const wound::Window whole{0, 0, 2, 3};
    double area = 0;
    metrics::over_windows(whole.x1, whole.y1, 3, [&](const wound::Window& w) { return area += w.area(), 0.0; });
    CHECK_THAT(area, WithinRel(whole.area(), 1e-12));
    CHECK(std::isnan(metrics::over_windows(1, 1, 1, [](const wound::Window&) { return 1.0; }).low));
    double t = 0;  // Student's t of three degrees of freedom is 3.182
    const metrics::Interval four = metrics::over_windows(1, 1, 2, [&](const wound::Window&) { return t++; });
    CHECK_THAT(four.high - four.mean, WithinRel(3.182 * std::sqrt(5.0 / 3) / 2, 5e-3));
}

TEST_CASE("clusters are counted by size", "[metrics][confluence]")
{
    std::vector<wound::Channel> channels(4);
    channels[0].merged_insertions = channels[1].merged_insertions = 1, channels[2].merged_insertions = 3;
    channels[3].merged_insertions = 1;
    channels[0].area = channels[1].area = channels[3].area = 1, channels[2].area = 2;
    const metrics::Confluence c = metrics::confluence_of(channels);
    CHECK(c.clusters == std::vector<std::size_t>{3, 0, 1});
    CHECK(c.joined_share == 0.5);
    CHECK(c.largest_share == 0.4);
    CHECK(metrics::confluence_of({}).clusters.empty());
}

TEST_CASE("passes at independent offsets cover as the product says", "[metrics][passes][analytic]")
{
    const core::Lattice lattice{20e-6, 250, 250, 40};
    const double width = lattice.width();
    const skin::Skin skin = wound::three_layers(width, width, 1, 1);
    std::vector<mechanics::Insertion> all = wound::random_insertions(4000, width, 0, 1e-3, 5);
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].pass = std::uint32_t(i / 1000);
        all[i].punctured_layers = 1;
    }
    const auto curve = metrics::after_passes(wound::carve(all, {}, skin, lattice, motion::Edges::periodic), all);
    REQUIRE(curve.size() == 4);
    for (std::size_t p = 0; p < 4; ++p) {
        CHECK(curve[p].passes == int(p) + 1);
        CHECK_THAT(curve[p].punctures_per_area, WithinRel(1000.0 * double(p + 1) / (width * width), 1e-12));
        CHECK_THAT(curve[p].open_fraction, WithinAbs(curve[p].independent_fraction, 0.015));
    }
    CHECK_THAT(curve[0].open_fraction, WithinRel(curve[0].independent_fraction, 1e-12));
    CHECK(curve[3].open_fraction > curve[0].open_fraction);
}

TEST_CASE("the dose across a swath is a comb for a row and highest at the rims for a ring", "[metrics][swath]")
{
    std::vector<double> row, ring;
    for (int k = 0; k < 6; ++k) row.push_back(-2.5e-3 + k * 1e-3);
    const auto comb = metrics::swath_profile(row, 0.2e-3, 6e-3, 30);  // strips of 0.2 mm, every fifth is hit
    CHECK_THAT(std::accumulate(comb.begin(), comb.end(), 0.0), WithinRel(6.0, 1e-9));
    CHECK_THAT(*std::max_element(comb.begin(), comb.end()), WithinRel(1.0, 1e-9));
    for (int k = 0; k < 3600; ++k) ring.push_back(2.5e-3 * std::cos(2 * std::numbers::pi * (k + 0.5) / 3600));
    const auto dose = metrics::swath_profile(ring, 1e-6, 5e-3, 50);
    for (const int b : {25, 35, 45}) {  // density over mean: 2/(pi sqrt(1 - (y/R)^2))
        const double y = (b + 0.5) / 25 - 1, mean = std::accumulate(dose.begin(), dose.end(), 0.0) / 50;
        CHECK_THAT(dose[b] / mean, WithinRel(2 / (std::numbers::pi * std::sqrt(1 - y * y)), 0.03));
    }
}
