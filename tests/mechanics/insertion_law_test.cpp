#include "dermavox/core/problem.hpp"
#include "dermavox/mechanics/channel.hpp"
#include "dermavox/mechanics/cutting_law.hpp"
#include "dermavox/mechanics/hole_opening.hpp"
#include "dermavox/mechanics/insertion_law.hpp"
#include "dermavox/mechanics/needle_strength.hpp"
#include "dermavox/mechanics/puncture.hpp"
#include "tests/mechanics/samples.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <numbers>

using namespace dermavox;
using namespace dermavox::mechanics;
using std::numbers::pi;

namespace {

/// The constants with which figures were worked out beforehand.
Parameters reference()
{
    Parameters p = Parameters::defaults();
    p.dermis_matrix.value = 15.0_kPa, p.dermis_fibre.value = 130.0_kPa, p.dermis_fibre_stiffening.value = 37.0;
    p.dermis_fibre_limit.value = 36.0_MPa, p.dermis_rupture.value = 4.0_MPa;
    p.dermis_toughness.value = 1700.0_J_per_m2;
    p.puncture_pressure.value = 95.0_MPa, p.shaft_pressure.value = 0.19;
    return p;
}

skin::Stack dermis(double tension = 0)
{
    skin::Stack stack;
    stack.layers = {samples::layer("dermis", skin::Role::dermis, 10e-3, 60e3, 0, 1)};
    stack.backing.rigid = true, stack.tension = Tension{tension};
    return stack;
}

/// Half a diameter of 125 um, slope 0.12, all but sharp.
device::Needle slender()
{
    device::Needle needle;
    needle.taper = Length{1e-3}, needle.length = Length{4e-3}, needle.friction = 0.10;
    needle.point = device::Point::table;
    needle.profile = {{0, 5e-6}, {1e-3, 125e-6}};
    return needle;
}

double total(const skin::Stack& skin, const device::Needle& needle, const Parameters& p, double depth)
{
    return InsertionLaw(skin, needle, p, 1).force(depth).total();
}

}  // namespace

TEST_CASE("a cone in dermis meets the forces worked out beforehand", "[mechanics][analytic]")
{
    // G R^2 below the crossover, and f pi G (R^2 - r^2)/pi/slope; on the shaft 2 pi R f kappa q more per depth
    const InsertionLaw law(dermis(), slender(), reference(), 1);
    const double g = 6.604e6;
    for (const auto& [depth, friction] :
         {std::pair{0.3e-3, 9.1e-3}, {0.6e-3, 32.5e-3}, {1e-3, 85.9e-3}, {3e-3, 148.6e-3}}) {
        const double radius = std::min(5e-6 + 0.12 * depth, 125e-6);
        const Resistance r = law.force(depth);
        CHECK_THAT(r.cut + r.spread, WithinRel(g * radius * radius, 5e-3));
        CHECK_THAT(r.friction, WithinRel(friction, 5e-3));
    }
}

TEST_CASE("friction on a taper is its slope's share of opening the hole", "[mechanics][analytic]")
{
    const InsertionLaw law(dermis(), slender(), reference(), 1);
    const Resistance r = law.force(0.7e-3), tip = law.force(1e-9);
    CHECK_THAT(r.friction, WithinRel(0.10 / 0.12 * (r.cut + r.spread - tip.cut - tip.spread), 5e-3));
}

TEST_CASE("the work of an insertion is the integral of its force", "[mechanics]")
{
    const InsertionLaw law(samples::cheek(), device::Needle{}, Parameters::defaults(), 1);
    double work = 0;
    const double step = 1e-7;
    for (double depth = 0; depth < 1.2e-3 - step / 2; depth += step)
        work += step * (law.force(depth).total() + law.force(depth + step).total()) / 2;
    CHECK_THAT(law.work(1.2e-3).total(), WithinRel(work, 1e-6));
}

TEST_CASE("a homogeneous tissue resists a cylinder by its opening and a steady drag", "[mechanics][analytic]")
{
    skin::Stack stack;
    stack.layers = {samples::layer("gel", skin::Role::other, 10e-3, 60e3, 300, 1)};
    stack.backing.rigid = true;
    device::Needle needle;
    needle.tip_radius = needle.taper = needle.diameter / 2;  // a round-ended rod
    const Parameters p = Parameters::defaults();
    const InsertionLaw law(stack, needle, p, 1);
    const CuttingLaw gel = cutting_law(stack.layers.front(), p, 1);
    const Opening open = HoleOpening(DermisLaw(gel.constants), 300).open(125e-6);
    const Resistance at1 = law.force(1e-3), at2 = law.force(2e-3);
    CHECK_THAT(gel.constants.matrix, WithinRel(60e3 / 2.96, 1e-12));
    CHECK_THAT(at2.cut, WithinRel(open.cut, 1e-9));
    CHECK_THAT(at2.spread, WithinRel(open.spread, 1e-9));
    CHECK_THAT(at2.friction - at1.friction,
               WithinRel(2 * pi * 125e-6 * 1e-3 * 0.15 * p.shaft_pressure.value * open.pressure, 1e-9));
}

TEST_CASE("an open channel spares the cutting, and its wall presses as on a shaft", "[mechanics]")
{
    const Parameters p = Parameters::defaults();
    const InsertionLaw law(samples::cheek(), device::Needle{}, p, 1);
    const Resistance whole = law.force(0.8e-3), again = law.force(0.8e-3, 0.8e-3), part = law.force(0.8e-3, 0.4e-3);
    CHECK(again.cut == 0);
    CHECK(again.spread == whole.spread);
    CHECK_THAT(again.friction, WithinRel(p.shaft_pressure.value * whole.friction, 1e-9));  // a taper of 1.5 mm
    CHECK(part.cut > 0);
    CHECK(part.cut < whole.cut);
    CHECK(part.friction > again.friction);
    CHECK(part.friction < whole.friction);
}

TEST_CASE("after the turn cuts stay, spread relaxes and the taper is pressed as the shaft", "[mechanics]")
{
    const Parameters p = Parameters::defaults();
    const InsertionLaw law(samples::cheek(), device::Needle{}, p, 1), after = law.relaxed(0.6);
    const Resistance before = law.force(0.8e-3), now = after.force(0.8e-3);
    CHECK(now.cut == before.cut);
    CHECK_THAT(now.spread, WithinRel(0.6 * before.spread, 1e-12));
    CHECK_THAT(now.friction, WithinRel(0.6 * p.shaft_pressure.value * before.friction, 1e-9));
}

TEST_CASE("force grows with diameter, tension, dryness, toughness and rupture", "[mechanics]")
{
    const Parameters p = reference();
    const device::Needle needle = slender();
    const double base = total(dermis(5), needle, p, 0.8e-3);
    device::Needle wider = needle, slippery = needle, edged = needle;
    wider.profile.back().radius = 150e-6, wider.diameter = 0.3_mm;
    slippery.lubricated = true, edged.edge = 0.5;
    CHECK(total(dermis(5), wider, p, 0.8e-3) > base);
    CHECK(total(dermis(20), needle, p, 0.8e-3) > total(dermis(0), needle, p, 0.8e-3));
    CHECK(total(dermis(5), slippery, p, 0.8e-3) < base);
    CHECK(total(dermis(5), edged, p, 0.8e-3) <= base);
    Parameters tougher = p, stronger = p;
    tougher.dermis_toughness.value = 2 * p.dermis_toughness.value;
    stronger.dermis_rupture.value = 1.2 * p.dermis_rupture.value;
    CHECK(total(dermis(5), needle, tougher, 0.8e-3) >= base);
    CHECK(total(dermis(5), needle, stronger, 0.8e-3) > base);
}

TEST_CASE("a needle held by a force never stands deeper in tougher skin", "[mechanics]")
{
    const auto depth = [](const Parameters& p) {
        const InsertionLaw law(samples::cheek(15), device::Needle{}, p, 1);
        double deep = 0;
        while (deep < 2e-3 && law.force(deep).total() < 60e-3) deep += 1e-6;
        return deep;
    };
    double before = 1;
    for (const double factor : {0.25, 0.5, 1.0, 2.0, 4.0}) {
        Parameters p = reference();
        p.dermis_toughness.value = factor * p.dermis_toughness.value;
        p.dermis_rupture.value = factor * p.dermis_rupture.value;
        CHECK(depth(p) <= before);
        before = depth(p);
    }
}

TEST_CASE("a crack of one toughness costs thin needles more than rupture and thick ones alike", "[mechanics]")
{
    Parameters crack = reference();
    crack.cutting = Cutting::crack;
    crack.crack_toughness.value = 650.0_J_per_m2;
    const auto energy = [](const Parameters& p, double radius) {
        const CuttingLaw law = cutting_law(dermis().layers.front(), p, 1);
        const Opening open = HoleOpening(DermisLaw(law.constants), law.toughness).open(radius);
        return open.cut + open.spread;
    };
    // the two ways differ about sevenfold at 25 um and little at 0.3 mm
    CHECK_THAT(energy(crack, 25e-6) / energy(reference(), 25e-6), WithinRel(7.0, 0.3));
    CHECK_THAT(energy(crack, 0.3e-3) / energy(reference(), 0.3e-3), WithinRel(1.0, 0.35));
}

TEST_CASE("a blunt edge moving sideways meets rupture where thin and a crack where thick", "[mechanics][analytic]")
{
    const CuttingLaw law = cutting_law(dermis().layers.front(), reference(), 1);
    CHECK_THAT(edge_resistance(law, 25e-6), WithinRel(2 * 4e6 * 25e-6, 1e-12));
    CHECK_THAT(edge_resistance(law, 1e-3), WithinRel(1700.0, 1e-12));
}

TEST_CASE("dermis bears the skin's tension, gels none", "[mechanics]")
{
    const Parameters p = reference();
    const double l0 = dermis_prestretch(dermis(150), p);  // 15 kPa in 10 mm
    CHECK_THAT(DermisLaw(cutting_law(dermis().layers.front(), p, l0).constants).stress(l0, l0),
               WithinRel(15e3, 1e-9));
    skin::Stack gel = dermis(150);
    gel.layers.front().role = skin::Role::other;
    CHECK(dermis_prestretch(gel, p) == 1);
    CHECK_THROWS_AS(InsertionLaw(dermis(1e6), device::Needle{}, p, 1), core::InputError);
}

TEST_CASE("no needle passes a rigid backing", "[mechanics]")
{
    skin::Stack stack = samples::cheek();
    stack.backing.rigid = true;
    const InsertionLaw law(stack, device::Needle{}, Parameters::defaults(), 1);
    CHECK_THAT(law.floor(), WithinRel(7.122e-3, 1e-9));
    CHECK(std::isinf(InsertionLaw(samples::cheek(), device::Needle{}, Parameters::defaults(), 1).floor()));
}

TEST_CASE("a tip bears on its section at the barrier's depth", "[mechanics][analytic]")
{
    const Parameters p = reference();
    const auto flat = [](double radius, double slope) {
        device::Needle needle;
        needle.point = device::Point::table;
        needle.profile = {{0, radius}, {0.4e-3, radius + slope * 0.4e-3}};
        needle.taper = Length{0.4e-3}, needle.diameter = Length{2 * needle.profile.back().radius};
        return needle;
    };
    const double slope = std::tan(15 * pi / 180);
    CHECK_THAT(puncture_force(p, flat(2.5e-6, slope), 17.0_um).si, WithinRel(14.9e-3, 5e-3));
    CHECK_THAT(puncture_force(p, flat(18.5e-6, slope), 17.0_um).si, WithinRel(158.6e-3, 5e-3));
    device::Needle bevel;
    bevel.point = device::Point::bevel, bevel.tip_radius = Length{1e-10};
    const double sharp = bearing_area(bevel, 17.0_um), radius = device::radius_at(bevel, 17e-6);
    CHECK_THAT(sharp, WithinRel(pi * radius * radius, 1e-3));
    bevel.tip_radius = 10.0_um;
    CHECK(bearing_area(bevel, 17.0_um) > sharp + pi * 100e-12);
}

TEST_CASE("puncture forces of sharp and blunt tips", "[mechanics][published]")
{
    const Parameters p = Parameters::defaults();
    const auto force = [&](double radius, double angle) {
        device::Needle needle;
        needle.point = device::Point::table;
        needle.profile = {{0, radius}, {0.2e-3, radius + 0.2e-3 * std::tan(angle * pi / 180)}};
        needle.taper = Length{0.2e-3}, needle.diameter = Length{2 * needle.profile.back().radius};
        return puncture_force(p, needle, p.puncture_thickness.value).si;
    };
    // Roemgens 2014, doi:10.1016/j.jmbbm.2014.09.015: 20 and 167 mN, within 30 %.
    CHECK_THAT(force(2.5e-6, 15), WithinRel(20e-3, 0.30));
    CHECK_THAT(force(18.5e-6, 15), WithinRel(167e-3, 0.30));
    // Davis 2004, doi:10.1016/j.jbiomech.2003.12.010: linear in tip area, 3.04 N at 24000 um2, within 40 %.
    CHECK_THAT(force(std::sqrt(24000e-12 / pi), 12), WithinRel(3.04, 0.40));
}

TEST_CASE("a thicker barrier and a duller tip take more force", "[mechanics]")
{
    const Parameters p = Parameters::defaults();
    device::Needle sharp, dull;
    dull.tip_radius = 3 * sharp.tip_radius;
    CHECK(puncture_force(p, sharp, 170.0_um) > puncture_force(p, sharp, 17.0_um));
    CHECK(puncture_force(p, dull, 17.0_um) > puncture_force(p, sharp, 17.0_um));
}

TEST_CASE("a channel stays open where recoil leaves it wide enough", "[mechanics]")
{
    skin::Stack stack;
    stack.layers = {samples::layer("gel", skin::Role::other, 10e-3, 60e3, 300, 1)};
    stack.backing.rigid = true;
    device::Needle cone;
    cone.tip_radius = Length{1e-9};
    cone.taper = Length{1.25e-3};  // slope 0.1: opening 0.2 x 0.2 u, 10 um at u = 250 um
    Parameters p = Parameters::defaults();
    const ChannelLaw law(stack, cone, p);
    CHECK_THAT(law.residual(1e-3), WithinRel(0.75e-3, 1e-4));
    CHECK(law.residual(0.2e-3) == 0);
    p.open_width.value = Length{0};
    CHECK_THAT(ChannelLaw(stack, cone, p).residual(1e-3), WithinRel(1e-3, 1e-12));
}

TEST_CASE("constants out of range are all named", "[mechanics]")
{
    Parameters p = Parameters::defaults();
    CHECK_NOTHROW(check(p));
    p.puncture_pressure.value = Pressure{-1};
    p.shaft_pressure.value = 2.0;
    p.relaxation_time.value = Time{std::nan("")};
    try {
        check(p);
        FAIL("accepted");
    } catch (const core::InputError& error) {
        CHECK(error.problems().size() == 3);
        CHECK(error.problems().front().key == "mechanics.puncture_pressure");
    }
    bool listed = false;
    for (const core::Assumption& a : assumptions(Parameters::defaults()))
        listed = listed || a.key == "mechanics.puncture_spread";
    CHECK(listed);
}

TEST_CASE("a needle buckles and bends as its cross-section says", "[mechanics][analytic]")
{
    const device::Needle needle;  // 0.25 mm of steel: E I = 193e9 x pi (0.25e-3)^4/64 = 3.7007e-5 N m2
    CHECK_THAT(buckling_force(needle, 2.5_mm).si, WithinRel(pi * pi * 3.70076e-5 / 25e-6, 1e-4));
    CHECK_THAT(bending_stress(needle, 0.1_N, 2.5_mm).si, WithinRel(162.97e6, 1e-4));
}

TEST_CASE("the weakest needle of a device is the most slender of its types", "[mechanics][analytic]")
{
    device::Device device;
    device.needle.length = 2.5_mm;
    device::Needle thin = device.needle;
    thin.diameter = device.needle.diameter / 2;
    CHECK(weakest_buckling(device).si == buckling_force(device.needle, 2.5_mm).si);
    device.other_needles = {thin};
    CHECK_THAT(weakest_buckling(device).si, WithinRel(buckling_force(device.needle, 2.5_mm).si / 16, 1e-12));
}

TEST_CASE("a shaft drags with the skin's spring until it cuts", "[mechanics]")
{
    const ChannelLaw law(samples::cheek(), device::Needle{}, Parameters::defaults());
    const double give = law.give(0.6e-3);
    CHECK(give > 0);
    CHECK_THAT(law.drag(0.6e-3, give / 2), WithinRel(law.drag(0.6e-3, give) / 2, 1e-12));
    CHECK_THAT(law.drag(0.6e-3, 10 * give), WithinRel(law.drag(0.6e-3, give), 1e-12));
    CHECK(law.drag(0, give) == 0);
}
