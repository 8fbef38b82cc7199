#include "dermavox/device/profile.hpp"
#include "dermavox/device/wear.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <numbers>

using namespace dermavox;
using std::numbers::pi;

namespace {

double integrated(const device::Needle& needle, double depth)
{
    const int n = 20000;  // midpoint rule, the needle's radius only
    double sum = 0;
    for (int i = 0; i < n; ++i) {
        const double r = device::radius_at(needle, (i + 0.5) * depth / n);
        sum += pi * r * r * depth / n;
    }
    return sum;
}

}  // namespace

TEST_CASE("a sharp needle is the cone pi D2 h/12", "[device][needle][analytic]")
{
    device::Needle needle;
    needle.tip_radius = 1e-6 * 1.0_um;
    CHECK_THAT(device::half_angle(needle), WithinRel(std::atan(0.125 / 1.5), 1e-6));
    CHECK_THAT(device::radius_at(needle, 0.75e-3), WithinRel(0.0625e-3, 1e-6));
    CHECK_THAT(device::volume_to(needle, 1.5e-3), WithinRel(pi * 0.25e-3 * 0.25e-3 * 1.5e-3 / 12, 1e-6));
}

TEST_CASE("a hemispherical tip has the volume of half a ball", "[device][needle][analytic]")
{
    device::Needle needle;
    needle.tip_radius = needle.taper = 0.125_mm;
    CHECK_THAT(device::half_angle(needle), WithinAbs(0, 1e-12));
    const double r = 0.125e-3;
    CHECK_THAT(device::volume_to(needle, r), WithinRel(2 * pi / 3 * r * r * r, 1e-12));
    CHECK_THAT(device::volume_to(needle, 3 * r), WithinRel((2.0 / 3 + 2) * pi * r * r * r, 1e-12));
}

TEST_CASE("sphere and cone and shaft join without a step and never narrow", "[device][needle]")
{
    for (const double tip : {1e-6, 3e-6, 25e-6, 60e-6}) {
        device::Needle needle;
        needle.tip_radius = {tip};
        const double alpha = device::half_angle(needle), touch = tip * (1 - std::sin(alpha));
        const double eps = 1e-12;
        CHECK_THAT(device::radius_at(needle, touch - eps), WithinAbs(device::radius_at(needle, touch + eps), 1e-11));
        CHECK_THAT(device::radius_at(needle, touch), WithinRel(tip * std::cos(alpha), 1e-9));  // tangent point
        CHECK_THAT(device::radius_at(needle, 1.5e-3 - eps), WithinAbs(0.125e-3, 1e-11));
        CHECK(device::radius_at(needle, 2e-3) == 0.125e-3);
        CHECK(device::radius_at(needle, -1e-6) == 0);
        double last = 0;
        for (double u = 0; u < 2e-3; u += 1e-6) {
            CHECK(device::radius_at(needle, u) >= last);
            last = device::radius_at(needle, u);
        }
    }
}

TEST_CASE("the volume is the integral of the profile", "[device][needle][analytic]")
{
    device::Needle needle;
    for (const double tip : {3e-6, 40e-6})
        for (const double depth : {1e-6, 20e-6, 0.8e-3, 1.5e-3, 2.2e-3}) {
            needle.tip_radius = {tip};
            CHECK_THAT(device::volume_to(needle, depth), WithinRel(integrated(needle, depth), 1e-5));
        }
}

TEST_CASE("a bevelled needle is half of the shaft over its cut", "[device][needle][analytic]")
{
    device::Needle needle;
    needle.point = device::Point::bevel;
    const double r = 0.125e-3, t = 1.5e-3;
    CHECK_THAT(device::volume_to(needle, t), WithinRel(pi * r * r * t / 2, 1e-12));
    CHECK_THAT(device::volume_to(needle, 2 * t), WithinRel(pi * r * r * t * 1.5, 1e-12));
    CHECK_THAT(device::radius_at(needle, t / 2), WithinRel(r / std::sqrt(2.0), 1e-12));  // half the circle
    for (const double depth : {0.1e-3, 0.7e-3, 1.3e-3})
        CHECK_THAT(device::volume_to(needle, depth), WithinRel(integrated(needle, depth), 1e-6));
}

TEST_CASE("a measured profile is straight between its rows", "[device][needle][analytic]")
{
    device::Needle needle;
    needle.point = device::Point::table;
    needle.profile = {{0, 5e-6}, {0.5e-3, 60e-6}, {0.9e-3, 60e-6}, {1.5e-3, 125e-6}};
    CHECK_THAT(device::radius_at(needle, 0.25e-3), WithinRel(32.5e-6, 1e-12));
    CHECK_THAT(device::radius_at(needle, 1.2e-3), WithinRel(92.5e-6, 1e-12));
    for (const double depth : {0.2e-3, 0.5e-3, 0.8e-3, 1.4e-3, 2.0e-3})
        CHECK_THAT(device::volume_to(needle, depth), WithinRel(integrated(needle, depth), 1e-6));

    core::Checklist list;
    device::check(needle, list);
    CHECK(list.problems().empty());
    needle.profile.back().radius = 100e-6;  // not the shaft's
    device::check(needle, list);
    needle.profile[1].distance = 2e-3;  // not ascending
    device::check(needle, list);
    REQUIRE(list.problems().size() == 2);
    CHECK(list.problems()[1].key == "device.needle.profile");
}

TEST_CASE("wear takes a constant volume per stroke off the tip", "[device][needle][analytic]")
{
    device::Needle needle;
    needle.tip_radius = 3.0_um;
    const Angle alpha = device::half_angle(needle);
    // what the sharp cone holds more than the blunt one, down to a depth far past both tips
    const double shift = 3e-6 / std::sin(alpha) - 3e-6;  // the blunt apex lies this far behind the sharp one
    const double base = 0.2e-3, slope = std::tan(alpha);
    const double sharp = pi * slope * slope * base * base * base / 3;
    const double blunt = device::volume_to(needle, base - shift);
    CHECK_THAT(device::tip_volume_lost(3.0_um, alpha).si, WithinRel(sharp - blunt, 1e-6));

    const Volume step{1e-22};
    const Length worn = device::worn_tip_radius(needle, step, 5'000'000);
    const double lost = device::tip_volume_lost(worn, alpha).si - device::tip_volume_lost(3.0_um, alpha).si;
    CHECK_THAT(lost, WithinRel(5e-16, 1e-9));
    CHECK_THAT(device::worn_tip_radius(needle, step, 0).si, WithinRel(3e-6, 1e-12));
}

TEST_CASE("every fault of a needle is told at once", "[device][needle]")
{
    core::Checklist list;
    device::check({.diameter = {-1e-3}, .length = {1e-3}, .taper = {2e-3}, .tip_radius = {0}}, list);
    REQUIRE(list.problems().size() == 3);
    CHECK(list.problems()[0].key == "device.needle.diameter");
    CHECK(list.problems()[1].key == "device.needle.tip_radius");
    CHECK(list.problems()[2].key == "device.needle.length");
}

TEST_CASE("the profile reads any needle both ways", "[device][needle]")
{
    const device::Needle needle;
    device::Needle bevel = needle, table = needle;
    bevel.point = device::Point::bevel;
    table.point = device::Point::table;
    table.profile = {{0, 1e-6}, {0.2e-3, 40e-6}, {0.4e-3, 41e-6}, {1.5e-3, 0.125e-3}};
    for (const device::Needle& any : {needle, bevel, table}) {
        const device::Profile profile(any);
        for (double u = 1e-7; u < 1.5e-3; u *= 1.3) {
            const double back = profile.depth_of(profile.radius(u));
            if (any.point == device::Point::bevel)
                CHECK_THAT(back, WithinAbs(u, 1e-9));
            else
                CHECK_THAT(back, WithinRel(u, 1e-7));
            CHECK_THAT(profile.radius(profile.depth_of(profile.radius(u))), WithinAbs(profile.radius(u), 1e-9));
        }
        CHECK(profile.radius(0) == 0);
        CHECK(std::isinf(profile.depth_of(0.125e-3)));
    }
}
