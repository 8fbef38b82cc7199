#include "dermavox/core/parallel.hpp"
#include "dermavox/core/random.hpp"
#include "dermavox/metrics/gap.hpp"
#include "dermavox/metrics/pattern.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <numbers>
#include <set>

using namespace dermavox;
using metrics::Pattern;

namespace {

constexpr double side = 1e-2;

Pattern square(int n, bool periodic)
{
    Pattern p{{}, side, side, periodic};
    for (int j = 0; j < n; ++j)
        for (int i = 0; i < n; ++i) p.points.push_back({(i + 0.5) * side / n, (j + 0.5) * side / n});
    return p;
}

/// Rows sqrt(3)/2 pitch apart on a patch of whole periods.
Pattern hexagonal(int n, bool periodic)
{
    const double pitch = side / n, rise = std::sqrt(3.0) / 2 * pitch;
    Pattern p{{}, side, n * rise, periodic};
    for (int j = 0; j < n; ++j)
        for (int i = 0; i < n; ++i) p.points.push_back({(i + 0.25 + 0.5 * (j % 2)) * pitch, (j + 0.5) * rise});
    return p;
}

Pattern random_points(std::size_t n, std::uint64_t seed, bool periodic)
{
    const core::Random random(seed, core::Purpose::pattern);
    Pattern p{{}, side, side, periodic};
    for (std::size_t i = 0; i < n; ++i)
        p.points.push_back({side * random.uniform({.cycle = i}), side * random.uniform({.cycle = i, .draw = 1})});
    return p;
}

std::vector<wound::Opening> discs(const Pattern& pattern, double radius)
{
    std::vector<wound::Opening> all;
    for (const metrics::Point& p : pattern.points) all.push_back({.x = p.x, .y = p.y, .radius = radius});
    return all;
}

}  // namespace

TEST_CASE("Clark-Evans is 1 for random and 2 and 2.149 for lattices", "[metrics][analytic]")
{
    for (const bool periodic : {true, false}) {
        INFO("periodic " << periodic);
        CHECK_THAT(metrics::clark_evans(square(20, periodic)), WithinRel(2.0, 1e-9));
        CHECK_THAT(metrics::clark_evans(hexagonal(20, periodic)), WithinRel(std::sqrt(8 / std::sqrt(3.0)), 1e-9));
        // standard error of the ratio: 0.5227/sqrt(n)
        const std::size_t n = 20000;
        CHECK_THAT(metrics::clark_evans(random_points(n, 1, periodic)), WithinAbs(1.0, 4 * 0.5227 / std::sqrt(n)));
    }
}

TEST_CASE("the edge takes nothing from Clark-Evans of few points", "[metrics]")
{
    double mean = 0;
    const int patterns = 400;
    for (int s = 0; s < patterns; ++s)
        mean += metrics::clark_evans(random_points(60, std::uint64_t(s), false)) / patterns;
    CHECK_THAT(mean, WithinAbs(1.0, 0.015));  // uncorrected: 1.06
}

TEST_CASE("nearest distances equal those of every pair", "[metrics][property]")
{
    for (const bool periodic : {true, false}) {
        const Pattern p = random_points(300, 7, periodic);
        const auto fast = metrics::nearest_distances(p);
        for (std::size_t i = 0; i < p.points.size(); ++i) {
            double best = INFINITY;
            for (std::size_t j = 0; j < p.points.size(); ++j) {
                double dx = p.points[i].x - p.points[j].x, dy = p.points[i].y - p.points[j].y;
                if (periodic) dx = std::remainder(dx, side), dy = std::remainder(dy, side);
                if (i != j) best = std::min(best, std::hypot(dx, dy));
            }
            REQUIRE_THAT(fast[i], WithinRel(best, 1e-12));
        }
    }
}

TEST_CASE("counts in quadrats vary as Poisson for random points and not at all on a lattice", "[metrics][analytic]")
{
    CHECK_THAT(metrics::quadrat_vmr(random_points(40000, 2, true)), WithinAbs(1.0, 4 * std::sqrt(2.0 / 5000)));
    CHECK(metrics::quadrat_vmr(square(40, true), 16) == 0);
}

TEST_CASE("stripes stand out in their direction only", "[metrics]")
{
    CHECK_THAT(metrics::stripe_index(random_points(2000, 3, true), 1).value, WithinAbs(1.0, 0.35));
    double mean = 0;
    for (int s = 0; s < 40; ++s)
        mean += metrics::stripe_index(random_points(500, std::uint64_t(s), true), 1).value / 40;
    CHECK_THAT(mean, WithinAbs(1.0, 0.08));
    Pattern lines = random_points(2000, 4, true);  // random along x, on eleven lines in y
    for (metrics::Point& p : lines.points) p.y = (std::floor(p.y / side * 11) + 0.5) * side / 11;
    const metrics::StripeIndex striped = metrics::stripe_index(lines, 1);
    CHECK(striped.value > 5);
    CHECK(striped.p95 > 1);
    CHECK(striped.p95 < 2);
}

TEST_CASE("the largest gap of a lattice is its diagonal", "[metrics][gap][analytic]")
{
    const int n = 20;
    const double g = side / n, r = 30e-6;
    const Pattern s = square(n, true), h = hexagonal(n, true);
    CHECK_THAT(metrics::largest_gap(discs(s, r), s.width, s.height, true).diameter,
               WithinAbs(2 * (g / std::numbers::sqrt2 - r), 2e-8));
    CHECK_THAT(metrics::largest_gap(discs(h, r), h.width, h.height, true).diameter,
               WithinAbs(2 * (g / std::sqrt(3.0) - r), 2e-8));
}

// Half a period away the image whose centre is nearest is not the one whose edge is: the search had no end there.
TEST_CASE("the largest gap of two slits half a period apart is found", "[metrics][gap]")
{
    const double period = 4e-3, c = std::numbers::sqrt2 / 2;
    const wound::Opening upright{.x = 1e-3, .y = 1e-3, .along_x = 0, .along_y = 1, .half = 25e-6, .radius = 25e-6};
    const wound::Opening slanting{.x = 3e-3, .y = 3e-3, .along_x = c, .along_y = c, .half = 25e-6, .radius = 25e-6};
    const std::vector<wound::Opening> openings{upright, slanting};
    const metrics::Gap gap = metrics::largest_gap(openings, period, period, true);
    double best = 0;
    constexpr int steps = 400;
    for (int k = 0; k < steps * steps; ++k) {
        const double x = (k % steps + 0.5) * period / steps, y = (k / steps + 0.5) * period / steps;
        double free = INFINITY;
        for (const wound::Opening& o : openings)
            for (int image = 0; image < 9; ++image)
                free = std::min(free, wound::distance(o, x + (image % 3 - 1) * period, y + (image / 3 - 1) * period));
        best = std::max(best, free);
    }
    CHECK(2 * best <= gap.diameter + 1e-8);
    CHECK(2 * best > gap.diameter - 4 * period / steps);
    CHECK((gap.x >= 0 && gap.x < period && gap.y >= 0 && gap.y < period));
}

TEST_CASE("the largest gap of random slits is not beaten anywhere", "[metrics][gap][property]")
{
    for (const bool periodic : {true, false}) {
        auto openings = discs(random_points(150, 5, periodic), 40e-6);
        for (std::size_t i = 0; i < openings.size(); i += 2) openings[i].half = 300e-6;
        const metrics::Gap gap = metrics::largest_gap(openings, side, side, periodic);
        const auto clearance = [&](double x, double y) {
            double d = periodic ? INFINITY : std::min({x, y, side - x, side - y});
            for (const wound::Opening& o : openings)
                for (int i = -1; i <= 1; ++i)
                    for (int j = -1; j <= 1; ++j)
                        if (periodic || (i == 0 && j == 0))
                            d = std::min(d, wound::distance(o, x + i * side, y + j * side));
            return d;
        };
        CHECK_THAT(2 * clearance(gap.x, gap.y), WithinRel(gap.diameter, 1e-9));
        double best = 0;
        for (int j = 0; j < 300; ++j)
            for (int i = 0; i < 300; ++i)
                best = std::max(best, clearance((i + 0.5) * side / 300, (j + 0.5) * side / 300));
        CHECK(2 * best <= gap.diameter + 1e-8);
        CHECK(2 * best > 0.95 * gap.diameter);
    }
}

TEST_CASE("a patch without openings is one gap", "[metrics][gap]")
{
    CHECK(metrics::largest_gap({}, 2e-3, 1e-3, false).diameter == 1e-3);
}

TEST_CASE("a row makes a comb and a ring doubles its tracks", "[metrics][swath]")
{
    const double mark = 0.2e-3;
    std::vector<double> row, ring;
    for (int k = 0; k < 6; ++k) row.push_back(k * 1e-3);
    CHECK_THAT(metrics::swath_peak_to_mean(row, mark, 6e-3), WithinRel(6e-3 / (6 * mark), 1e-12));
    for (int k = 0; k < 12; ++k) ring.push_back(2.5e-3 * std::cos(2 * std::numbers::pi * k / 12));
    CHECK_THAT(metrics::swath_peak_to_mean(ring, mark, 5e-3), WithinRel(2 * 5e-3 / (12 * mark), 1e-12));
    CHECK(std::isnan(metrics::swath_peak_to_mean({}, mark, 6e-3)));
}

TEST_CASE("pattern figures are the same bits for any thread count", "[metrics][threads]")
{
    const Pattern p = random_points(5000, 6, false);
    std::set<double> clark, stripes;
    for (const int threads : {1, 2, 3, 8})
        core::with_threads(threads, [&] {
            clark.insert(metrics::clark_evans(p));
            stripes.insert(metrics::stripe_index(p, 1).value);
        });
    CHECK(clark.size() == 1);
    CHECK(stripes.size() == 1);
}

TEST_CASE("too few points have no evenness", "[metrics]")
{
    CHECK(std::isnan(metrics::clark_evans(random_points(1, 1, true))));
    CHECK(std::isnan(metrics::stripe_index(random_points(1, 1, true), 1).value));
    CHECK(std::isnan(metrics::quadrat_vmr(random_points(1, 1, true))));
}
