// What a gliding needle does to the skin: carries it along, and cuts what cannot follow.
#include "dermavox/mechanics/sideways.hpp"
#include "engine/mechanics/sideways/sideways_stiffness.hpp"
#include "tests/mechanics/sideways_samples.hpp"
#include "tests/support/catch.hpp"

#include <cmath>

using namespace dermavox;
using namespace dermavox::mechanics;
using samples::Array;

namespace {

SidewaysLaw law_of(Array array, const Parameters& parameters, const skin::Stack& skin = samples::moist_cheek())
{
    const device::Device pen = samples::gliding(array);
    return {skin, pen, pen.needle, parameters, samples::at_stroke, 3e-3};
}

Parameters stiff(double barrier_modulus)
{
    Parameters p = Parameters::defaults();
    p.barrier_modulus.value = Pressure{barrier_modulus};
    return p;
}

/// A barrier that takes the same line force [J/m2] under every edge.
Parameters with_toughness(double barrier_modulus, double toughness)
{
    Parameters p = stiff(barrier_modulus);
    p.barrier_work.value = Pressure{toughness}, p.barrier_zone.value = Length{1};
    return p;
}

constexpr double demo = 199e-6, demo_depth = 0.77e-3;

}  // namespace

TEST_CASE("arrays carry the skin farther before they cut it", "[mechanics][reference]")
{
    // travel per force of the barrier's cut, 0.4 mm deep, 10 MPa, 3 ms, free length 4 mm [um/mN]
    const std::pair<Array, double> expected[] = {{Array::one, 10.5}, {Array::ring12, 32}, {Array::grid36, 93}};
    for (const auto& [array, travel] : expected) {
        const device::Device pen = samples::gliding(array);
        const SidewaysStiffness stiffness(samples::moist_cheek(), pen, pen.needle, stiff(10e6), samples::at_stroke,
                                          3e-3);
        const auto [own, common] = stiffness.at(0.4e-3);
        CHECK_THAT((1 + common * own.whole()) / (own.ss - own.sd) * 1e3, WithinRel(travel, 0.05));
    }
}

TEST_CASE("a stroke cuts the share of its travel that reference solutions give", "[mechanics][reference]")
{
    const auto share = [](Array array, const Parameters& parameters, double inserted = demo_depth) {
        return law_of(array, parameters).stroke(inserted, demo).surface / demo;
    };
    CHECK_THAT(share(Array::ring12, with_toughness(10e6, 300)), WithinAbs(0.20, 0.05));
    CHECK(share(Array::ring12, with_toughness(10e6, 600)) == 0);
    CHECK_THAT(share(Array::ring12, with_toughness(67e6, 100)), WithinAbs(0.89, 0.04));
    CHECK_THAT(share(Array::one, stiff(10e6)), WithinAbs(0.45, 0.05));
    CHECK_THAT(share(Array::one, stiff(67e6)), WithinAbs(0.87, 0.05));
    CHECK(share(Array::ring12, stiff(10e6)) == 0);
    CHECK_THAT(share(Array::ring12, stiff(30e6)), WithinAbs(0.37, 0.05));
    CHECK_THAT(share(Array::ring12, stiff(67e6)), WithinAbs(0.64, 0.05));
    CHECK(share(Array::grid36, stiff(10e6), 0.65e-3) == 0);
    CHECK_THAT(share(Array::grid36, stiff(67e6), 0.65e-3), WithinAbs(0.15, 0.08));
}

TEST_CASE("up to the first cut force grows with the travel, beyond it the slit does", "[mechanics][property]")
{
    for (const Array array : {Array::one, Array::ring12}) {
        const SidewaysLaw law = law_of(array, stiff(30e6));
        const double first = law.first_cut(demo_depth);
        const SidewaysCut half = law.stroke(demo_depth, first / 2), whole = law.stroke(demo_depth, 0.98 * first);
        CHECK(half.surface == 0);
        CHECK(whole.surface == 0);
        CHECK_THAT(whole.force / half.force, WithinRel(1.96, 1e-9));
        double slit = 0, force = whole.force;
        for (double x = 1.02 * first; x < 6 * first; x *= 1.3) {
            const SidewaysCut cut = law.stroke(demo_depth, x);
            CHECK(cut.surface > slit);
            CHECK(cut.surface < x - 0.5 * first);
            CHECK(cut.force >= 0.99 * force);
            CHECK(cut.load <= 1 + 1e-12);
            slit = cut.surface, force = cut.force;
        }
    }
}

TEST_CASE("looked-up strokes are those of the march through time", "[mechanics][property]")
{
    // just past the first cut the march takes over: nothing jumps
    const SidewaysLaw law = law_of(Array::ring12, stiff(30e6));
    for (const double inserted : {0.3e-3, 0.77e-3, 1.1e-3}) {
        const double first = law.first_cut(inserted);
        const SidewaysCut before = law.stroke(inserted, 0.999 * first), after = law.stroke(inserted, 1.01 * first);
        CHECK_THAT(after.force, WithinRel(before.force, 0.02));
        CHECK(after.surface < 0.02 * first);
    }
}

TEST_CASE("nothing is cut by needles that nothing resists, all by needles that all resists", "[mechanics][property]")
{
    CHECK(law_of(Array::one, with_toughness(10e6, 1e9)).stroke(demo_depth, demo).surface == 0);
    CHECK(law_of(Array::one, stiff(10e6)).stroke(0, demo).force == 0);
    CHECK(law_of(Array::one, stiff(10e6)).stroke(demo_depth, 0).force == 0);
    skin::Stack rigid = samples::moist_cheek();
    for (skin::Layer& layer : rigid.layers) layer.young_modulus.value = Pressure{1e9};
    device::Device pen = samples::gliding(Array::one);
    pen.needle.young_modulus = Pressure{1e20};
    const SidewaysLaw law(rigid, pen, pen.needle, stiff(1e12), 1, 3e-3);
    const SidewaysCut cut = law.stroke(demo_depth, demo);
    CHECK_THAT(cut.surface, WithinRel(demo, 0.03));
    CHECK_THAT(cut.below, WithinRel(demo, 0.03));
}

TEST_CASE("skin without a barrier is cut at the surface when it is cut at all", "[mechanics][property]")
{
    skin::Stack gel;
    gel.layers = {samples::layer("gel", skin::Role::other, 10e-3, 10e3, 300, 1)};
    gel.backing.rigid = true;
    const Parameters p = Parameters::defaults();
    CHECK(law_of(Array::one, p, gel).stroke(demo_depth, demo).surface == 0);
    gel.layers.front().toughness.value = Toughness{1};
    const SidewaysCut cut = law_of(Array::one, p, gel).stroke(demo_depth, demo);
    CHECK(cut.surface > 0.5 * demo);
    CHECK(cut.surface == cut.below);
    CHECK_THAT(cut.load, WithinRel(1, 1e-9));
    CHECK(std::isinf(law_of(Array::one, p, gel).first_cut(demo_depth)));
}

TEST_CASE("more needles, softer skin and a tougher barrier shorten the slit", "[mechanics][property]")
{
    const auto slit = [](Array array, const Parameters& p) {
        return law_of(array, p).stroke(demo_depth, demo).surface;
    };
    Parameters tough = stiff(67e6);
    tough.barrier_work.value = Pressure{14e6};
    CHECK(slit(Array::one, stiff(67e6)) > slit(Array::ring12, stiff(67e6)));
    CHECK(slit(Array::ring12, stiff(67e6)) > slit(Array::grid36, stiff(67e6)));
    CHECK(slit(Array::ring12, stiff(67e6)) > slit(Array::ring12, stiff(30e6)));
    CHECK(slit(Array::ring12, stiff(67e6)) > slit(Array::ring12, tough));
}

TEST_CASE("a drum's needles cut less than a pen's over the same travel", "[mechanics][property]")
{
    device::Device roller = samples::gliding(Array::one), pen = roller;
    roller.kind = device::Kind::roller;
    const Parameters p = stiff(30e6);
    const SidewaysLaw rolls(samples::moist_cheek(), roller, roller.needle, p, samples::at_stroke, 3e-3);
    const SidewaysLaw glides(samples::moist_cheek(), pen, pen.needle, p, samples::at_stroke, 3e-3);
    CHECK(rolls.stroke(demo_depth, demo).surface < glides.stroke(demo_depth, demo).surface);
}
