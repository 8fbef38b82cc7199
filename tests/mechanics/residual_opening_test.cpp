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

/// Calliper width of the sum of segment and ellipse from their outlines.
double calliper(const skin::Ellipse& e, double slit, double heading, double direction)
{
    double low = 0, high = 0;
    for (int i = 0; i < 20000; ++i) {
        const double t = 2 * pi * i / 20000, a = e.long_axis / 2 * std::cos(t), b = e.short_axis / 2 * std::sin(t);
        const double x = a * std::cos(e.angle) - b * std::sin(e.angle),
                     y = a * std::sin(e.angle) + b * std::cos(e.angle);
        for (const double end : {-slit / 2, slit / 2}) {
            const double at = (x + end * std::cos(heading)) * std::cos(direction) +
                              (y + end * std::sin(heading)) * std::sin(direction);
            low = std::min(low, at), high = std::max(high, at);
        }
    }
    return high - low;
}

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

TEST_CASE("a slit through an ellipse is the sum of the two", "[mechanics][property]")
{
    const skin::Ellipse round{60e-6, 60e-6, 0.3}, hole{90e-6, 40e-6, 0.3};
    CHECK(swept(round, 50e-6, -1).long_axis == Approx(110e-6));
    CHECK(swept(round, 50e-6, -1).short_axis == Approx(60e-6));
    CHECK(swept(round, 50e-6, -1).angle == Approx(-1));
    CHECK(swept(hole, 0, 1.2).angle == hole.angle);
    for (const double slit : {1e-6, 30e-6, 200e-6})
        for (double heading = -1.5; heading < 4; heading += 0.4) {
            const skin::Ellipse whole = swept(hole, slit, heading);
            double widest = 0;
            for (double u = 0; u < pi; u += 0.002)
                widest = std::max(widest, slit * std::abs(std::cos(u - heading)) +
                                              std::hypot(90e-6 * std::cos(u - 0.3), 40e-6 * std::sin(u - 0.3)));
            CHECK_THAT(whole.long_axis, WithinRel(widest, 1e-5));
            CHECK(whole.angle > -pi / 2);
            CHECK(whole.angle <= pi / 2);
        }
    const skin::Ellipse whole = swept(hole, 30e-6, 1.1);
    CHECK_THAT(calliper(hole, 30e-6, 1.1, whole.angle), WithinRel(whole.long_axis, 1e-6));
    CHECK_THAT(calliper(hole, 30e-6, 1.1, whole.angle + pi / 2), WithinRel(whole.short_axis, 1e-6));
}

TEST_CASE("an insertion tells the opening that it leaves", "[mechanics]")
{
    const Insertion even = pressed(taut(40, 1), 0, 0), uneven = pressed(taut(40, 0.3), 0, 0);
    const double diameter = 0.5 * 2 * device::radius_at(device::Needle{}, even.inserted);
    CHECK_THAT(even.opening.long_axis, WithinRel(diameter, 1e-9));
    CHECK(even.opening.short_axis == even.opening.long_axis);
    CHECK(uneven.inserted == even.inserted);
    CHECK_THAT(uneven.opening.long_axis / uneven.opening.short_axis,
               WithinRel(opening_aspect(taut(40, 0.3), 0), 1e-9));
    CHECK(uneven.opening.angle == 0.5);
    const Insertion slit = pressed(taut(40, 1), 0.3, 0.2);
    REQUIRE(slit.slit > 0);
    CHECK_THAT(slit.opening.long_axis, WithinRel(slit.slit + diameter, 1e-6));
    CHECK_THAT(slit.opening.angle, WithinRel(0.2, 1e-9));
}

TEST_CASE("a gliding needle is pushed sideways as on its parabola", "[mechanics][analytic]")
{
    skin::Stack gel;
    gel.layers = {samples::layer("gel", skin::Role::other, 10e-3, 60e3, 300, 1)};
    gel.backing.rigid = true;
    const Parameters p = Parameters::defaults();
    const ChannelLaw law(gel, device::Needle{}, p);
    const double depth = 0.8e-3, spring = 4 * pi * 60e3 / 2.96 / std::log(p.lateral_reach.value),
                 give = law.give(depth);
    CHECK_THAT(law.lateral(depth, give / 2), WithinRel(16.0 / 27 * spring * depth * give / 2, 1e-12));
    CHECK_THAT(law.lateral(depth, 3 * give), WithinRel(300 * p.lateral_cut.value * depth, 1e-12));
    CHECK(law.lateral(depth, 0) == 0);
    for (const double way : {0.3, 1.2, 1.55, 1.7, 1.9, 2.5}) {  // of `give`: against all moments of the visit
        double most = 0;
        for (double t = -1; t <= 1; t += 1e-3)
            most = std::max(most, law.drag(depth * (1 - t * t), way * give * (1 + t) / 2));
        CHECK_THAT(law.lateral(depth, way * give), WithinRel(most, 1e-3));
    }
}

TEST_CASE("the sideways force of an insertion grows with the glide until the needle cuts", "[mechanics]")
{
    double before = 0;
    for (const double speed : {0.0, 0.001, 0.002, 0.004}) {
        const double force = pressed(samples::cheek(), speed, 0).lateral_force;
        CHECK((speed == 0 ? force == 0 : force > before));
        before = force;
    }
    const double fast = pressed(samples::cheek(), 0.6, 0).lateral_force;
    CHECK_THAT(pressed(samples::cheek(), 1.2, 0).lateral_force, WithinRel(fast, 0.02));
}
