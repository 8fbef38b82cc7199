#include "dermavox/core/problem.hpp"
#include "dermavox/mechanics/cavity.hpp"
#include "dermavox/mechanics/channel.hpp"
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

TEST_CASE("a cavity in neo-Hookean tissue has its closed forms", "[mechanics][analytic]")
{
    const Cavity cavity(2);
    const double mu = 20e3, radius = 100e-6;
    for (const double s : {1.2, 3.0, 20.0, 300.0}) {
        const double toughness = mu * radius * (2 * std::log(s) / s + s - 1 / s);  // at which s is best
        const Opening open = cavity.open(radius, mu, toughness);
        const double hole = radius / s;
        CHECK_THAT(open.cut, WithinRel(pi * hole * toughness, 1e-6));
        CHECK_THAT(open.spread, WithinRel(pi * mu * (radius * radius - hole * hole) * std::log(s), 1e-6));
        CHECK_THAT(open.pressure, WithinRel(mu * (std::log(s) + (1 - 1 / (s * s)) / 2), 1e-6));
    }
}

TEST_CASE("the pressure on the shaft pays for cutting and spreading", "[mechanics]")
{
    const Cavity cavity(9);
    const double mu = 20e3, toughness = 350, dr = 1e-8;
    const auto energy = [&](double r) {
        const Opening open = cavity.open(r, mu, toughness);
        return open.cut + open.spread;
    };
    for (const double r : {5e-6, 30e-6, 125e-6}) {
        const double slope = (energy(r + dr) - energy(r - dr)) / (2 * dr);
        CHECK_THAT(slope, WithinRel(2 * pi * r * cavity.open(r, mu, toughness).pressure, 1e-4));
    }
}

TEST_CASE("stiffer tissue that is as tough is cut more and stretched less", "[mechanics]")
{
    const Cavity cavity(9);
    const Opening soft = cavity.open(100e-6, 5e3, 300), stiff = cavity.open(100e-6, 50e3, 300);
    CHECK(stiff.cut > soft.cut);
    CHECK(stiff.cut + stiff.spread > soft.cut + soft.spread);
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
    const Opening open = Cavity(p.stiffening_exponent.value).open(125e-6, 60e3 / 2.96, 300);
    const Resistance at1 = law.force(1e-3), at2 = law.force(2e-3);
    CHECK_THAT(at2.cut, WithinRel(open.cut, 1e-9));
    CHECK_THAT(at2.spread, WithinRel(open.spread, 1e-9));
    CHECK_THAT(at2.friction - at1.friction, WithinRel(2 * pi * 125e-6 * 1e-3 * 0.15 * open.pressure, 1e-9));
}

TEST_CASE("an open channel spares the cutting and nothing else", "[mechanics]")
{
    const InsertionLaw law(samples::cheek(), device::Needle{}, Parameters::defaults(), 1);
    const Resistance whole = law.force(0.8e-3), again = law.force(0.8e-3, 0.8e-3), part = law.force(0.8e-3, 0.4e-3);
    CHECK(again.cut == 0);
    CHECK(again.spread == whole.spread);
    CHECK(again.friction == whole.friction);
    CHECK(part.cut > 0);
    CHECK(part.cut < whole.cut);
}

TEST_CASE("no needle passes a rigid backing", "[mechanics]")
{
    skin::Stack stack = samples::cheek();
    stack.backing.rigid = true;
    const InsertionLaw law(stack, device::Needle{}, Parameters::defaults(), 1);
    CHECK_THAT(law.floor(), WithinRel(7.122e-3, 1e-9));
    CHECK(std::isinf(InsertionLaw(samples::cheek(), device::Needle{}, Parameters::defaults(), 1).floor()));
}

TEST_CASE("puncture forces of sharp and blunt tips", "[mechanics][published]")
{
    const Parameters p = Parameters::defaults();
    const auto force = [&](double um) {
        return puncture_force(p, Length{um * 1e-6}, p.puncture_thickness.value, p.speed_reference.value).si;
    };
    // Roemgens 2014, doi:10.1016/j.jmbbm.2014.09.015: 20 and 167 mN, within 30 %.
    CHECK_THAT(force(5), WithinRel(20e-3, 0.30));
    CHECK_THAT(force(37), WithinRel(167e-3, 0.30));
    // Davis 2004, doi:10.1016/j.jbiomech.2003.12.010: 0.08 to 3.04 N from 720 to 24000 um2, within 40 %.
    CHECK_THAT(force(2 * std::sqrt(720 / pi)), WithinRel(0.08, 0.40));
    CHECK_THAT(force(2 * std::sqrt(24000 / pi)), WithinRel(3.04, 0.40));
}

TEST_CASE("faster needles puncture at less force down to the floor", "[mechanics]")
{
    const Parameters p = Parameters::defaults();
    const auto force = [&](double mm_s) { return puncture_force(p, 6.0_um, 17.0_um, Speed{mm_s * 1e-3}).si; };
    CHECK_THAT(1 - force(1.0) / force(0.5), WithinAbs(0.26, 0.02));  // 24 to 28 % less, doi:10.1002/jps.23439
    CHECK_THAT(force(1000), WithinRel(0.25 * force(0.5), 1e-9));
    CHECK(puncture_force(p, 6.0_um, 170.0_um, 0.5_mm_s) > puncture_force(p, 6.0_um, 17.0_um, 0.5_mm_s));
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
    p.puncture_line.value = Tension{-1};
    p.stiffening_exponent.value = 1.0;
    p.relaxation_time.value = Time{std::nan("")};
    try {
        check(p);
        FAIL("accepted");
    } catch (const core::InputError& error) {
        CHECK(error.problems().size() == 3);
        CHECK(error.problems().front().key == "mechanics.puncture_line");
    }
    bool floor_listed = false;
    for (const core::Assumption& a : assumptions(Parameters::defaults()))
        floor_listed = floor_listed || a.key == "mechanics.speed_floor";
    CHECK(floor_listed);
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
