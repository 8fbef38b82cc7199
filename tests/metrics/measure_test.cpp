#include "dermavox/device/profile.hpp"
#include "dermavox/metrics/measure.hpp"
#include "dermavox/wound/carve.hpp"
#include "tests/support/catch.hpp"
#include "tests/wound/samples.hpp"

#include <numeric>

using namespace dermavox;
using std::numbers::pi;

namespace {

const device::Needle needle{.diameter = 0.25_mm, .taper = 1.5_mm, .tip_radius = 3.0_um};
const core::Lattice lattice{20e-6, 250, 250, 60};  // 5 x 5 mm
constexpr double side = 5e-3, area = side * side;

metrics::Measures measured(const std::vector<mechanics::Insertion>& insertions, const skin::Skin& skin,
                           motion::Edges edges, const metrics::MeasureOptions& options = {})
{
    return metrics::measure(wound::carve(insertions, device::NeedleSet(needle), skin, lattice, edges), insertions,
                            skin, options);
}

std::vector<mechanics::Insertion> square(int n, double depth)
{
    std::vector<mechanics::Insertion> all;
    for (int j = 0; j < n; ++j)
        for (int i = 0; i < n; ++i)
            all.push_back(wound::straight_down((i + 0.5) * side / n, (j + 0.5) * side / n, depth));
    return all;
}

}  // namespace

TEST_CASE("a square pattern of straight channels has its closed figures", "[metrics][analytic]")
{
    const int n = 10;
    const double depth = 0.6e-3, recoil = 0.5, deep_recoil = 0.25;
    const skin::Skin skin = wound::three_layers(side, side, recoil, deep_recoil);
    metrics::MeasureOptions options;
    options.depths = {0, 0.1e-3, 0.5e-3, 1e-3};
    options.set_depth = 1e-3;
    const metrics::Measures m = measured(square(n, depth), skin, motion::Edges::periodic, options);

    const double per_area = n * n / area;
    CHECK_THAT(m.strokes_per_area, WithinRel(per_area, 1e-12));
    CHECK_THAT(m.channels_per_area, WithinRel(per_area, 1e-12));
    CHECK_THAT(m.punctures_per_area, WithinRel(per_area, 1e-12));
    const auto open = [&](double z, double factor) {
        const double r = factor * device::radius_at(needle, depth - z);
        return per_area * pi * r * r;
    };
    REQUIRE(m.coverage.size() == 4);
    CHECK_THAT(m.coverage[0].open_fraction, WithinRel(open(0, recoil), 1e-8));
    CHECK_THAT(m.coverage[1].open_fraction, WithinRel(open(0.1e-3, deep_recoil), 1e-8));
    CHECK_THAT(m.coverage[2].open_fraction, WithinRel(open(0.5e-3, deep_recoil), 1e-8));
    CHECK(m.coverage[3].open_fraction == 0);
    CHECK(m.coverage[3].overlap_index == 0);
    CHECK_THAT(m.density[2].channels_per_area, WithinRel(per_area, 1e-12));
    CHECK(m.density[3].channels_per_area == 0);
    CHECK_THAT(m.zone_fraction, WithinAbs(
                                    per_area * pi * std::pow(0.25e-3 + recoil * device::radius_at(needle, depth), 2) -
                                        4 * per_area *
                                            [&] {
                                                const double r = 0.25e-3 + recoil * device::radius_at(needle, depth);
                                                const double g = side / n;
                                                return r * r * std::acos(g / (2 * r)) -
                                                       g / 2 * std::sqrt(r * r - g * g / 4);
                                            }(),
                                    1e-7));
    CHECK_THAT(m.largest_gap,
               WithinAbs(2 * (side / n / std::numbers::sqrt2 - recoil * device::radius_at(needle, depth)), 2e-8));
    CHECK_THAT(m.evenness.clark_evans, WithinRel(2.0, 1e-9));
    CHECK_THAT(m.evenness.voronoi_spread, WithinAbs(0, 1e-6));
    CHECK(m.confluence.clusters == std::vector<std::size_t>{std::size_t(n) * n});
    CHECK_THAT(m.intervals.punctures_per_area.mean, WithinRel(per_area, 1e-9));
    CHECK_THAT(m.intervals.open_fraction.mean, WithinRel(open(0, recoil), 1e-7));
    CHECK(m.intervals.open_fraction.low < m.intervals.open_fraction.high);
    CHECK(m.notes.empty());
    CHECK(m.depths.set == 1e-3);
    CHECK(m.depths.punctured_fraction == 1);
    CHECK_THAT(m.depths.tip.mean, WithinRel(depth, 1e-12));

    // layers: envelope volumes add up to the needles' and split at the interfaces
    REQUIRE(m.layers.size() == 3);
    const double above_dermis = device::volume_to(needle, depth) - device::volume_to(needle, depth - 75e-6);
    CHECK_THAT(m.layers[0].wounded_volume + m.layers[1].wounded_volume, WithinRel(n * n * above_dermis, 1e-9));
    CHECK_THAT(m.layers[2].wounded_volume / (n * n * device::volume_to(needle, depth - 75e-6)), WithinRel(1.0, 3e-4));
    CHECK_THAT(m.layers[2].wounded_fraction, WithinRel(m.layers[2].wounded_volume / (area * 2e-3), 1e-12));
    CHECK(m.layers[2].reached_fraction == 1);
    CHECK_THAT(m.bleeding_per_area, WithinRel(per_area, 1e-12));
}

TEST_CASE("a cone without a rounded apex removes pi D^2 h over 12", "[metrics][analytic]")
{
    const device::Needle cone{.diameter = 0.2_mm, .taper = 1.0_mm, .tip_radius = 1e-4_um};
    const skin::Skin skin = wound::three_layers(side, side);
    const std::vector one{wound::straight_down(2e-3, 2e-3, 1e-3)};
    const metrics::Measures m =
        metrics::measure(wound::carve(one, device::NeedleSet(cone), skin, lattice), one, skin, {});
    const double volume =
        std::accumulate(m.layers.begin(), m.layers.end(), 0.0,
                        [](double sum, const metrics::LayerWound& l) { return sum + l.wounded_volume; });
    CHECK_THAT(volume / (pi * 0.2e-3 * 0.2e-3 * 1e-3 / 12), WithinRel(1.0, 1e-5));
}

TEST_CASE("random insertions are hit as Poisson says", "[metrics][analytic]")
{
    const skin::Skin skin = wound::three_layers(side, side, 1.0, 1.0);
    std::vector<mechanics::Insertion> all = wound::random_insertions(3000, side, 0, 1e-3, 4);
    for (mechanics::Insertion& in : all) {
        in.punctured_layers = 1, in.slit = in.slit_dermis = in.slit_open = 0;
        in.set = in.inserted = in.tip = in.residual = 0.6e-3;
    }
    const double r = device::radius_at(needle, 0.6e-3), eta = double(all.size()) * pi * r * r / area;
    const metrics::Measures m = measured(all, skin, motion::Edges::periodic);
    double term = std::exp(-eta), rest = 1;
    REQUIRE(m.multiplicity.size() == 5);
    for (int k = 0; k < 4; ++k) {
        CHECK(m.multiplicity[k].hits == k);
        CHECK_THAT(m.multiplicity[k].fraction, WithinAbs(term, 0.012));
        rest -= term;
        term *= eta / (k + 1);
    }
    CHECK_THAT(m.multiplicity[4].fraction, WithinAbs(rest, 0.012));
    const double total = std::accumulate(m.multiplicity.begin(), m.multiplicity.end(), 0.0,
                                         [](double s, const metrics::Multiplicity& k) { return s + k.fraction; });
    CHECK_THAT(total, WithinRel(1.0, 1e-12));
    CHECK_THAT(m.coverage[0].overlap_index, WithinAbs(1 - (1 - std::exp(-eta)) / eta, 0.01));
    REQUIRE(m.notes.size() == 1);
    CHECK(m.notes[0].code == (eta > 0.9 ? "confluent" : "indistinct_channels"));
    CHECK(m.confluence.joined_share > 0.5);
}

TEST_CASE("insertions round the patch open into it and are not counted", "[metrics]")
{
    const skin::Skin skin = wound::three_layers(side, side);
    const std::vector edge{wound::straight_down(-10e-6, 1e-3, 0.6e-3), wound::straight_down(2e-3, 2e-3, 0.6e-3)};
    const metrics::Measures m = measured(edge, skin, motion::Edges::margin);
    CHECK_THAT(m.punctures_per_area, WithinRel(1 / area, 1e-12));
    CHECK_THAT(m.channels_per_area, WithinRel(1 / area, 1e-12));
    const double whole = pi * std::pow(0.5 * device::radius_at(needle, 0.6e-3), 2) / area;
    CHECK(m.coverage[0].open_fraction > 1.05 * whole);
    CHECK(m.coverage[0].open_fraction < 1.5 * whole);
}

TEST_CASE("held insertions count as insertions but not as punctures", "[metrics]")
{
    const skin::Skin skin = wound::three_layers(side, side);
    auto all = square(4, 0.4e-3);
    for (std::size_t i = 0; i < 4; ++i) all[i].punctured_layers = 0, all[i].inserted = 0;
    metrics::MeasureOptions options;
    options.strokes = 20;
    const metrics::Measures m = measured(all, skin, motion::Edges::margin, options);
    CHECK(m.depths.punctured_fraction == 0.75);
    CHECK(m.layers[0].reached_fraction == 0.75);
    CHECK_THAT(m.strokes_per_area, WithinRel(20 / area, 1e-12));
    CHECK_THAT(m.punctures_per_area, WithinRel(12 / area, 1e-12));
}

TEST_CASE("a patch where nothing happened has figures too", "[metrics]")
{
    const skin::Skin skin = wound::three_layers(side, side);
    const metrics::Measures m = measured({}, skin, motion::Edges::margin);
    CHECK(m.channels_per_area == 0);
    CHECK(m.coverage[0].open_fraction == 0);
    CHECK(m.zone_fraction == 0);
    CHECK(m.multiplicity[0].fraction == 1);
    CHECK(m.largest_gap == side);
    CHECK(m.bleeding_per_area == 0);
    CHECK(std::isnan(m.evenness.clark_evans));
}
