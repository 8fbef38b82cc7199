#include "dermavox/core/random.hpp"
#include "dermavox/metrics/domain.hpp"
#include "dermavox/metrics/gap.hpp"
#include "dermavox/metrics/measure.hpp"
#include "dermavox/metrics/passes.hpp"
#include "dermavox/metrics/spacing.hpp"
#include "dermavox/wound/carve.hpp"
#include "tests/support/catch.hpp"
#include "tests/wound/samples.hpp"

#include <numbers>

using namespace dermavox;
using metrics::Domain;
using std::numbers::pi;

namespace {

constexpr double side = 1e-2;

motion::Polygon circle(double x, double y, double radius)
{
    motion::Polygon polygon;
    for (int k = 0; k < 720; ++k)
        polygon.push_back({x + radius * std::cos(k * pi / 360), y + radius * std::sin(k * pi / 360)});
    return polygon;
}
motion::Polygon box(double x0, double y0, double x1, double y1) { return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}; }

/// Random points over the patch, those of the domain kept.
metrics::Pattern random_in(std::shared_ptr<const Domain> domain, std::size_t n, std::uint64_t seed)
{
    const core::Random random(seed, core::Purpose::reference_pattern);
    metrics::Pattern p{{}, side, side, false, domain};
    for (std::uint64_t i = 0; p.points.size() < n; ++i) {
        const metrics::Point at{side * random.uniform({.pass = 7, .cycle = i, .draw = 1}),
                                side * random.uniform({.pass = 7, .cycle = i, .draw = 2})};
        if (domain->contains(at.x, at.y)) p.points.push_back(at);
    }
    return p;
}

}  // namespace

TEST_CASE("a domain knows its area, its border and what lies inside", "[domain][analytic]")
{
    motion::Region ring;
    ring.outline = circle(5e-3, 5e-3, 4e-3);
    ring.keep_outs = {circle(5e-3, 5e-3, 1e-3)};
    const Domain domain(ring, side, side);
    CHECK_THAT(domain.area(), WithinRel(pi * 15e-6, 2e-4));
    CHECK_THAT(domain.distance(5e-3, 7e-3), WithinRel(1e-3, 1e-4));
    CHECK_THAT(domain.distance(7e-3, 5e-3), WithinRel(1e-3, 1e-4));
    CHECK_THAT(domain.distance(5e-3, 5e-3), WithinRel(-1e-3, 1e-3));
    CHECK_THAT(domain.distance(5e-3, 9.5e-3), WithinAbs(-0.5e-3, 1e-6));
    // farther than d from both circles
    CHECK_THAT(domain.inner_area(0.5e-3), WithinRel(pi * (3.5 * 3.5 - 1.5 * 1.5) * 1e-6, 5e-3));
    // two discs of radius r, centres h apart, share 2 r^2 acos(h/2r) - h sqrt(4 r^2 - h^2)/2
    motion::Region disc;
    disc.outline = circle(5e-3, 5e-3, 4e-3);
    const metrics::SharedArea shared(Domain(disc, side, side), 2e-3);
    for (const double h : {0.0, 0.5e-3, 1.7e-3}) {
        const double lens = 2 * 16e-6 * std::acos(h / 8e-3) - h * std::sqrt(64e-6 - h * h) / 2;
        CHECK_THAT(shared.at(h, 0), WithinRel(lens, 3e-3));
        CHECK_THAT(shared.at(-0.6 * h, 0.8 * h), WithinRel(lens, 3e-3));
        CHECK_THAT(shared.at(0.6 * h, 0.8 * h), WithinRel(lens, 3e-3));
    }
}

TEST_CASE("a mask is the same domain as the polygon that it pictures", "[domain]")
{
    motion::Region picture, polygon;
    picture.mask = {.columns = 4, .rows = 2, .treated = {0, 1, 1, 0, 0, 1, 1, 0}};
    polygon.outline = box(2.5e-3, 0, 7.5e-3, side);
    const Domain a(picture, side, side), b(polygon, side, side);
    CHECK_THAT(a.area(), WithinRel(b.area(), 1e-9));
    CHECK_THAT(a.area(), WithinRel(50e-6, 1e-9));
    for (const double x : {1e-3, 3e-3, 5e-3, 7.4e-3, 9e-3})
        CHECK_THAT(a.distance(x, 4e-3), WithinAbs(b.distance(x, 4e-3), 1e-12));
    CHECK_THAT(a.area_in({0, 0, 5e-3, 5e-3}), WithinRel(12.5e-6, 1e-9));
}

TEST_CASE("a domain that is the whole patch changes no figure", "[domain][full]")
{
    motion::Region all;
    all.outline = box(-1e-3, -1e-3, 2e-2, 2e-2);
    const auto whole = std::make_shared<const Domain>(all, side, side);
    auto p = random_in(whole, 800, 3);
    metrics::Pattern plain{p.points, side, side};
    CHECK_THAT(metrics::clark_evans(p), WithinRel(metrics::clark_evans(plain), 3e-3));
    CHECK_THAT(metrics::quadrat_vmr(p), WithinRel(metrics::quadrat_vmr(plain), 1e-12));
    CHECK_THAT(metrics::voronoi_spread(p), WithinRel(metrics::voronoi_spread(plain), 1e-12));
    CHECK_THAT(metrics::stripe_index(p, 1).value, WithinRel(metrics::stripe_index(plain, 1).value, 0.1));
    const auto a = metrics::spacing_curve(p, 1), b = metrics::spacing_curve(plain, 1);
    for (std::size_t k = 0; k < a.radius.size(); ++k)
        CHECK_THAT(a.excess[k], WithinAbs(b.excess[k], 2e-3 * a.radius[k]));
}

TEST_CASE("random points in a disc with a hole are random by every measure of evenness", "[domain][analytic][full]")
{
    motion::Region ring;
    ring.outline = circle(5e-3, 5e-3, 4.5e-3);
    ring.keep_outs = {circle(5e-3, 6e-3, 1.2e-3)};
    const auto domain = std::make_shared<const Domain>(ring, side, side);
    double evans = 0, quadrats = 0, stripes = 0, cells = 0, outside = 0;
    constexpr int trials = 6;
    for (int t = 0; t < trials; ++t) {
        const auto p = random_in(domain, 1500, 100 + std::uint64_t(t));
        evans += metrics::clark_evans(p) / trials;
        quadrats += metrics::quadrat_vmr(p) / trials;
        stripes += metrics::stripe_index(p, 1).value / trials;
        cells += metrics::voronoi_spread(p) / trials;
        const auto curve = metrics::spacing_curve(p, 1);
        for (std::size_t k = 0; k < curve.radius.size(); ++k)
            outside += (curve.excess[k] < curve.low[k] || curve.excess[k] > curve.high[k]) /
                       double(trials * curve.radius.size());
    }
    CHECK_THAT(evans, WithinAbs(1, 0.02));     // standard error 0.52/sqrt(6 x 1500) = 0.0055
    CHECK_THAT(quadrats, WithinAbs(1, 0.15));  // some 130 quadrats: 0.05
    CHECK_THAT(stripes, WithinAbs(1, 0.08));
    CHECK_THAT(cells, WithinAbs(0.529, 0.02));
    CHECK(outside < 0.2);  // 5 % at each radius; radii of one curve move together
}

TEST_CASE("the figures of half a lattice are those of the lattice", "[domain][measure][analytic]")
{
    // holes on a square lattice over the whole patch; the left half is treated, less a keep-out between holes
    const skin::Skin skin = wound::three_layers(side, side);
    const core::Lattice lattice{50e-6, 200, 200, 20};
    const double pitch = 0.5e-3;
    std::vector<mechanics::Insertion> all, left;
    for (int j = 0; j < 20; ++j)
        for (int i = 0; i < 20; ++i) {
            all.push_back(wound::straight_down((i + 0.5) * pitch, (j + 0.5) * pitch, 0.4e-3));
            if (i < 10) left.push_back(all.back());
        }
    motion::Region treated_half;
    treated_half.outline = box(0, 0, side / 2, side);
    metrics::MeasureOptions options;
    const wound::CarveOptions tracts = [] {
        wound::CarveOptions o(motion::Edges::periodic);
        o.grids = false;
        return o;
    }();
    const auto whole = metrics::measure(wound::carve(all, {}, skin, lattice, tracts), all, skin, options);
    options.domain = std::make_shared<const Domain>(treated_half, side, side);
    const wound::Wound treated = wound::carve(left, {}, skin, lattice, tracts);
    const auto part = metrics::measure(treated, left, skin, options);
    // needles that land beside the treated part count for nothing in it
    const auto beside = metrics::measure(wound::carve(all, {}, skin, lattice, tracts), all, skin, options);
    CHECK_THAT(part.area, WithinRel(50e-6, 1e-9));
    for (const metrics::Measures& m : {part, beside}) {
        CHECK_THAT(m.channels_per_area, WithinRel(whole.channels_per_area, 1e-9));
        CHECK_THAT(m.punctures_per_area, WithinRel(whole.punctures_per_area, 1e-9));
        CHECK_THAT(m.coverage[0].open_fraction, WithinRel(whole.coverage[0].open_fraction, 1e-6));
        CHECK_THAT(m.coverage[1].sum_fraction, WithinRel(whole.coverage[1].sum_fraction, 1e-6));
        CHECK_THAT(m.multiplicity[0].fraction, WithinRel(whole.multiplicity[0].fraction, 1e-6));
        CHECK_THAT(m.largest_gap, WithinAbs(whole.largest_gap, 2.1e-6));
        CHECK_THAT(m.evenness.clark_evans, WithinRel(2, 0.01));
        CHECK_THAT(m.layers[0].wounded_fraction, WithinRel(whole.layers[0].wounded_fraction, 1e-6));
        CHECK(m.patch_cut_volume.has_value());
        CHECK_THAT(m.intervals.channels_per_area.mean, WithinRel(whole.channels_per_area, 1e-6));
        CHECK_THAT(m.zone_fraction, WithinRel(whole.zone_fraction, 0.02));
    }
    CHECK_THAT(*beside.patch_cut_volume, WithinRel(2 * *part.patch_cut_volume, 1e-6));
    const auto curve = metrics::after_passes(treated, left, options.domain.get());
    CHECK_THAT(curve.at(0).open_fraction, WithinRel(whole.coverage[0].open_fraction, 1e-6));
    CHECK_THAT(curve.at(0).punctures_per_area, WithinRel(whole.punctures_per_area, 1e-9));
}

TEST_CASE("the largest gap lies within the treated part", "[domain][gap][analytic]")
{
    motion::Region disc;
    disc.outline = circle(5e-3, 5e-3, 3e-3);
    const Domain domain(disc, side, side);
    CHECK_THAT(metrics::largest_gap({}, side, side, false, &domain).diameter, WithinRel(6e-3, 1e-3));
    // a hole of radius a in the middle leaves circles between it and the rim
    const std::vector<wound::Opening> one{{.x = 5e-3, .y = 5e-3, .radius = 0.5e-3}};
    CHECK_THAT(metrics::largest_gap(one, side, side, true, &domain).diameter, WithinRel(2.5e-3, 1e-3));
}
