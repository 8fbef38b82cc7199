// What the table of measures states in closed form and no other test compares: depths, layers, the capillary plane,
// the 95 % line of stripes, where openings join, how wide an interval is.
#include "dermavox/core/random.hpp"
#include "dermavox/device/profile.hpp"
#include "dermavox/metrics/measure.hpp"
#include "dermavox/metrics/pattern.hpp"
#include "dermavox/wound/carve.hpp"
#include "dermavox/wound/clusters.hpp"
#include "tests/support/catch.hpp"
#include "tests/wound/samples.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

using namespace dermavox;
using std::numbers::pi;

namespace {

constexpr double side = 5e-3, area = side * side;
const device::Needle needle{.diameter = 0.25_mm, .taper = 1.5_mm, .tip_radius = 3.0_um};
const core::Lattice lattice{20e-6, 250, 250, 60};

double uniform(std::uint64_t point, std::uint64_t draw, std::uint64_t seed)
{
    return core::Random(seed, core::Purpose::reference_pattern).uniform({.cycle = point, .draw = draw});
}

/// At random places, all of this depth.
std::vector<mechanics::Insertion> scattered(std::size_t n, double depth, std::uint64_t seed)
{
    std::vector<mechanics::Insertion> all;
    for (std::size_t i = 0; i < n; ++i)
        all.push_back(wound::straight_down(side * uniform(i, 0, seed), side * uniform(i, 1, seed), depth));
    return all;
}

metrics::Measures measured(const std::vector<mechanics::Insertion>& insertions, double recoil = 0.5)
{
    const skin::Skin skin = wound::three_layers(side, side, recoil, recoil);
    return metrics::measure(
        wound::carve(insertions, device::NeedleSet(needle), skin, lattice, motion::Edges::periodic), insertions, skin,
        {});
}

metrics::Pattern random_pattern(std::size_t n, std::uint64_t seed)
{
    metrics::Pattern p{.points = {}, .width = side, .height = side, .periodic = true};
    for (std::size_t i = 0; i < n; ++i) p.points.push_back({side * uniform(i, 0, seed), side * uniform(i, 1, seed)});
    return p;
}

}  // namespace

TEST_CASE("depths that rise evenly have their mean, spread, percentiles and shares past each layer",
          "[metrics][depths][analytic]")
{
    // 10 to 250 um in 100 even steps, at places apart: 15 um of barrier, 75 um to the dermis, 150 um to the
    // capillaries
    const int n = 10, count = n * n;
    const double low = 10e-6, range = 240e-6;
    std::vector<mechanics::Insertion> all;
    for (int k = 0; k < count; ++k)
        all.push_back(wound::straight_down((k % n + 0.5) * side / n, (k / n + 0.5) * side / n,
                                           low + range * (k + 0.5) / count));
    const metrics::Measures m = measured(all);
    const core::Spread& d = m.depths.inserted;
    CHECK_THAT(d.mean, WithinRel(low + range / 2, 1e-12));
    CHECK_THAT(d.sd, WithinRel(range / std::sqrt(12.0) * std::sqrt(1 + 1.0 / count), 1e-9));  // of n even steps
    CHECK_THAT(d.p5, WithinRel(low + range * (0.05 * (count - 1) + 0.5) / count, 1e-9));
    CHECK_THAT(d.p50, WithinRel(low + range / 2, 1e-9));
    CHECK_THAT(d.p95, WithinRel(low + range * (0.95 * (count - 1) + 0.5) / count, 1e-9));
    const auto share_past = [&](double depth) { return std::round(count * (1 - (depth - low) / range)) / count; };
    CHECK(m.layers[0].reached_fraction == 1);
    CHECK(m.layers[1].reached_fraction == share_past(15e-6));
    CHECK(m.layers[2].reached_fraction == share_past(75e-6));
    CHECK_THAT(m.bleeding_per_area, WithinRel(count * share_past(150e-6) / area, 1e-12));
    REQUIRE(m.density[1].depth == 0.1e-3);
    CHECK_THAT(m.density[1].channels_per_area, WithinRel(count * share_past(100e-6) / area, 1e-12));
}

TEST_CASE("one random pattern in twenty is more striped than the 95 % line", "[metrics][stripes][statistics]")
{
    const int patterns = 300;
    int above = 0;
    double mean = 0;
    for (int s = 0; s < patterns; ++s) {
        const metrics::StripeIndex index = metrics::stripe_index(random_pattern(150, 1000 + s), std::uint64_t(s));
        above += index.value > index.p95;
        mean += index.value / patterns;
    }
    CHECK_THAT(double(above) / patterns, WithinAbs(0.05, 0.03));
    CHECK_THAT(mean, WithinAbs(1.0, 0.03));
}

TEST_CASE("a hexagonal lattice has a Clark-Evans ratio of 2.149", "[metrics][analytic]")
{
    const int n = 16;
    const double g = side / n;
    metrics::Pattern hex{.points = {}, .width = side, .height = n * g * std::sqrt(3.0) / 2, .periodic = true};
    for (int j = 0; j < n; ++j)
        for (int i = 0; i < n; ++i)
            hex.points.push_back({(i + 0.25 + 0.5 * (j % 2)) * g, (j + 0.5) * g * std::sqrt(3.0) / 2});
    CHECK_THAT(metrics::clark_evans(hex), WithinAbs(2.149, 5e-4));
}

TEST_CASE("discs at random places join from end to end near eta 1.13", "[metrics][confluence][analytic]")
{
    const auto largest_share = [](double eta) {
        const std::size_t n = 6000;
        std::vector<wound::Opening> discs;
        for (std::size_t i = 0; i < n; ++i)
            discs.push_back({.x = side * uniform(i, 0, 9),
                             .y = side * uniform(i, 1, 9),
                             .radius = std::sqrt(eta * area / (pi * double(n)))});
        std::size_t largest = 0;
        for (const auto& group : wound::clusters(discs, side, side)) largest = std::max(largest, group.size());
        return double(largest) / double(n);
    };
    CHECK(largest_share(0.5) < 0.03);
    CHECK(largest_share(0.8 * metrics::eta_percolates) < 0.25);
    CHECK(largest_share(1.2 * metrics::eta_percolates) > 0.8);
}

TEST_CASE("crowded openings are told, in two steps", "[metrics][confluence]")
{
    const double depth = 0.6e-3, one = pi * std::pow(device::radius_at(needle, depth), 2);
    const auto note_at = [&](double eta) {
        const metrics::Measures m = measured(scattered(std::size_t(eta * area / one), depth, 5), 1.0);
        return m.notes.empty() ? std::string() : m.notes[0].code;
    };
    CHECK(note_at(0.45).empty());
    CHECK(note_at(0.6) == "indistinct_channels");
    CHECK(note_at(1.1) == "confluent");
}

TEST_CASE("intervals are as wide as the patch is small", "[metrics][statistics][analytic]")
{
    // Counts of a random pattern in 16 windows are Poisson: half width t15 sqrt(n/16)/4, over a mean of n/16
    constexpr double t15 = 2.131;
    for (const std::size_t n : {400, 1600}) {
        double share = 0;
        const int seeds = 40;
        for (int s = 0; s < seeds; ++s) {
            const metrics::Interval i = measured(scattered(n, 0.2e-3, std::uint64_t(s))).intervals.punctures_per_area;
            CHECK_THAT(i.mean, WithinRel(double(n) / area, 1e-9));
            share += (i.high - i.mean) / i.mean / seeds;
        }
        CHECK_THAT(share, WithinRel(t15 / std::sqrt(double(n)), 0.1));
    }
}
