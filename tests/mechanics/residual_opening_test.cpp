// Openings along the skin's tension lines, and the sideways force on a gliding needle.
#include "dermavox/mechanics/channel.hpp"
#include "dermavox/mechanics/press.hpp"
#include "dermavox/mechanics/residual_opening.hpp"
#include "tests/mechanics/samples.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace dermavox;
using namespace dermavox::mechanics;
using std::numbers::pi;

namespace {

skin::Stack taut(double tension, double ratio)
{
    skin::Stack skin = samples::cheek(tension);
    skin.tension_ratio = ratio, skin.tension_lines = Angle{0.5};
    return skin;
}

/// sum E h of the cheek down to the end of its dermis [N/m]
constexpr double membrane = 50e6 * 17e-6 + 100e3 * 55e-6 + 40e3 * 0.1e-3 + 60e3 * 0.95e-3;

Insertion pressed(const skin::Stack& skin, double speed, double heading)
{
    const device::Device device = samples::pen(1, 0);
    const Press press(skin, device, samples::calm(), 1, Speed{speed});
    std::vector<motion::Stroke> stroke(1);
    stroke[0].depth = device.depth.si, stroke[0].speed = speed, stroke[0].heading = heading;
    std::vector<Insertion> out(1);
    press.cycle(
        stroke, [](double, double) { return 0.0; }, out);
    return out.front();
}

}  // namespace

TEST_CASE("uneven tension draws a hole out as Kirsch found, and keeps its area", "[mechanics][analytic]")
{
    for (const double ratio : {0.0, 0.3, 0.9})
        for (const double tension : {0.1, 1.0, 40.0}) {
            const double along = 2 * tension / (1 + ratio) / membrane, across = ratio * along;
            const double q = opening_aspect(taut(tension, ratio), 1);
            CHECK_THAT(q, WithinRel(std::exp(4 * (along - across)), 1e-12));
            const double kirsch = (1 + 3 * along - across) / (1 + 3 * across - along);
            CHECK(std::abs(q - kirsch) < 20 * along * along);  // both to first order
            const skin::Ellipse hole = residual_opening(80e-6, q, 0.5);
            CHECK_THAT(hole.long_axis * hole.short_axis, WithinRel(80e-6 * 80e-6, 1e-12));
            CHECK_THAT(hole.long_axis / hole.short_axis, WithinRel(q, 1e-12));
            CHECK(hole.angle == 0.5);
        }
}

TEST_CASE("holes stay round in slack or evenly taut skin and below what carries the tension", "[mechanics][analytic]")
{
    CHECK(opening_aspect(taut(40, 1), 0) == 1);
    CHECK(opening_aspect(taut(0, 0.3), 0) == 1);
    for (std::size_t i = 0; i < 4; ++i) CHECK(opening_aspect(taut(40, 0.3), i) == opening_aspect(taut(40, 0.3), 0));
    CHECK(opening_aspect(taut(40, 0.3), 4) == 1);  // fat
    skin::Stack shallow = taut(40, 0.3);
    shallow.tension_depth = Length{72e-6};
    CHECK(opening_aspect(shallow, 1) > opening_aspect(taut(40, 0.3), 1));
    CHECK(opening_aspect(shallow, 2) == 1);
}

TEST_CASE("a slit closes to a line that taut skin opens as a crack in a sheet", "[mechanics][analytic]")
{
    CHECK_THAT(tension_strain(taut(40, 1)), WithinRel(40 / membrane, 1e-12));
    CHECK(tension_strain(taut(0, 1)) == 0);
    for (const double slit : {0.0, 50e-6, 300e-6})
        for (const double diameter : {0.0, 70e-6}) {
            const double wide = with_slit(diameter, slit, 0.04);
            const double line = 2 * pi * (slit / 2) * (slit / 2) * 0.04;  // ellipse of half axes slit/2 and slit e_t
            CHECK_THAT(pi / 4 * wide * wide, WithinAbs(pi / 4 * diameter * diameter + line, 1e-18));
        }
    CHECK(with_slit(70e-6, 300e-6, 0) == 70e-6);  // slack
}

TEST_CASE("an insertion leaves the opening of its hole, along the lines of tension", "[mechanics]")
{
    const Insertion even = pressed(taut(40, 1), 0, 0), uneven = pressed(taut(40, 0.3), 0, 0);
    const double diameter = 0.5 * 2 * device::radius_at(device::Needle{}, even.inserted);
    CHECK_THAT(even.opening.long_axis, WithinRel(diameter, 1e-9));
    CHECK(even.opening.short_axis == even.opening.long_axis);
    CHECK(uneven.inserted == even.inserted);
    CHECK_THAT(uneven.opening.long_axis / uneven.opening.short_axis,
               WithinRel(opening_aspect(taut(40, 0.3), 0), 1e-9));
    CHECK(uneven.opening.angle == 0.5);
    const Insertion slit = pressed(taut(40, 0.3), 0.3, 0.2);
    REQUIRE(slit.slit > 0);
    CHECK_THAT(std::sqrt(slit.opening.long_axis * slit.opening.short_axis),
               WithinRel(with_slit(diameter, slit.slit, tension_strain(taut(40, 0.3))), 1e-9));
    CHECK(slit.opening.angle == 0.5);  // of the lines, whichever way the needle went
}

TEST_CASE("the sideways force of an insertion grows with the glide", "[mechanics]")
{
    double before = 0;
    for (const double speed : {0.0, 0.01, 0.02, 0.04, 0.2, 1.0}) {
        const Insertion in = pressed(samples::cheek(), speed, 0);
        CHECK((speed == 0 ? in.lateral_force == 0 : in.lateral_force > before));
        CHECK(in.slit <= in.slit_rigid);
        CHECK(in.slit_dermis <= in.slit_rigid);
        before = in.lateral_force;
    }
    const double slow = pressed(samples::cheek(), 0.001, 0).lateral_force;
    CHECK_THAT(pressed(samples::cheek(), 0.002, 0).lateral_force, WithinRel(2 * slow, 0.01));
}
