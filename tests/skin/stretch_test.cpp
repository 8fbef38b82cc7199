#include "dermavox/skin/stretch.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <numbers>

using namespace dermavox::skin;
using std::numbers::pi;

TEST_CASE("releasing taut skin gathers the channels by l1 l2", "[skin][stretch]")
{
    CHECK_THAT(released_density(1e6, {1.2, 1.1}), WithinRel(1.32e6, 1e-14));
    CHECK(released_density(1e6, {}) == 1e6);
}

TEST_CASE("a round hole becomes an ellipse across the pull", "[skin][stretch]")
{
    const Ellipse along_x = released({70e-6, 70e-6, 0.3}, {1.25, 1});
    CHECK_THAT(along_x.long_axis, WithinRel(70e-6, 1e-12));
    CHECK_THAT(along_x.short_axis, WithinRel(56e-6, 1e-12));
    CHECK_THAT(std::abs(along_x.angle), WithinAbs(pi / 2, 1e-9));

    const Ellipse both = released({70e-6, 70e-6, 0.3}, {1.25, 1.25});
    CHECK_THAT(both.long_axis, WithinRel(56e-6, 1e-12));
    CHECK_THAT(both.short_axis, WithinRel(56e-6, 1e-12));
}

TEST_CASE("an ellipse along the pull shortens and may turn its long axis", "[skin][stretch]")
{
    const Ellipse shorter = released({100e-6, 40e-6, 0}, {1.25, 1});
    CHECK_THAT(shorter.long_axis, WithinRel(80e-6, 1e-12));
    CHECK_THAT(shorter.short_axis, WithinRel(40e-6, 1e-12));
    CHECK_THAT(shorter.angle, WithinAbs(0, 1e-12));

    const Ellipse turned = released({100e-6, 90e-6, 0}, {1.25, 1});
    CHECK_THAT(turned.long_axis, WithinRel(90e-6, 1e-12));
    CHECK_THAT(turned.angle, WithinAbs(pi / 2, 1e-12));
}

TEST_CASE("a relaxed ellipse is the image of the taut one point by point", "[skin][stretch]")
{
    const Stretch stretch{1.3, 0.9};
    for (const double angle : {-1.2, -0.4, 0.0, 0.7, 1.5}) {
        const Ellipse taut{120e-6, 30e-6, angle}, relaxed = released(taut, stretch);
        CHECK_THAT(relaxed.long_axis * relaxed.short_axis,
                   WithinRel(taut.long_axis * taut.short_axis / (1.3 * 0.9), 1e-12));
        for (double t = 0; t < 2 * pi; t += 0.1) {
            const double u = taut.long_axis / 2 * std::cos(t), v = taut.short_axis / 2 * std::sin(t);
            const double x = (u * std::cos(angle) - v * std::sin(angle)) / stretch.x;
            const double y = (u * std::sin(angle) + v * std::cos(angle)) / stretch.y;
            const double c = std::cos(relaxed.angle), s = std::sin(relaxed.angle);
            const double along = (x * c + y * s) / (relaxed.long_axis / 2);
            const double across = (y * c - x * s) / (relaxed.short_axis / 2);
            CHECK_THAT(along * along + across * across, WithinRel(1, 1e-9));
        }
    }
}

TEST_CASE("drawing taut undoes the release", "[skin][stretch]")
{
    const Ellipse taut{120e-6, 30e-6, 0.7}, back = drawn_taut(released(taut, {1.3, 1.1}), {1.3, 1.1});
    CHECK_THAT(back.long_axis, WithinRel(taut.long_axis, 1e-12));
    CHECK_THAT(back.short_axis, WithinRel(taut.short_axis, 1e-12));
    CHECK_THAT(back.angle, WithinAbs(taut.angle, 1e-12));
}

TEST_CASE("a slit without width stays one and a point stays a point", "[skin][stretch]")
{
    const Ellipse slit = released({100e-6, 0, pi / 2}, {1.2, 1.25});
    CHECK_THAT(slit.long_axis, WithinRel(80e-6, 1e-12));
    CHECK(slit.short_axis == 0);
    const Ellipse point = released({}, {1.2, 1.1});
    CHECK((point.long_axis == 0 && point.short_axis == 0 && point.angle == 0));
}
