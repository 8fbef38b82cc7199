#include "dermavox/core/random.hpp"
#include "dermavox/skin/inclusion.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <numbers>

using namespace dermavox;
using namespace dermavox::skin;

namespace {

const Inclusion bolus{.name = "filler",
                      .shape = Inclusion::Shape::ellipsoid,
                      .depth = 1.5e-3,
                      .x = 5e-3,
                      .y = 4e-3,
                      .half_x = 2e-3,
                      .half_y = 1e-3,
                      .half_depth = 0.5e-3};

/// The same by small steps along the path.
bool meets_by_steps(const Inclusion& e, const NeedlePath& p)
{
    constexpr int steps = 20000;
    for (int k = 0; k <= steps; ++k) {
        const double z = p.depth * k / steps;
        const double x = (p.x + p.lean_x * z - e.x) / e.half_x, y = (p.y + p.lean_y * z - e.y) / e.half_y;
        const double w = (z - e.depth) / e.half_depth;
        if (x * x + y * y + w * w <= 1) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("a needle reaches a plane at its depth", "[skin][inclusion]")
{
    const Inclusion plane{.name = "vessels", .shape = Inclusion::Shape::plane, .depth = 0.8e-3};
    CHECK(meets(plane, {.depth = 0.8e-3}));
    CHECK_FALSE(meets(plane, {.depth = 0.7999e-3}));
    CHECK(meets(plane, {.x = -1, .y = 3, .depth = 2e-3, .lean_x = 0.1}));
}

TEST_CASE("a needle meets a bolus from its upper face on, and only above it", "[skin][inclusion][analytic]")
{
    CHECK(meets(bolus, {.x = 5e-3, .y = 4e-3, .depth = 1.0001e-3}));
    CHECK_FALSE(meets(bolus, {.x = 5e-3, .y = 4e-3, .depth = 0.9999e-3}));
    // half way out along x the face lies at 1.5 - 0.5 sqrt(3)/2 mm
    const double face = 1.5e-3 - 0.5e-3 * std::sqrt(3) / 2;
    CHECK(meets(bolus, {.x = 6e-3, .y = 4e-3, .depth = face + 1e-9}));
    CHECK_FALSE(meets(bolus, {.x = 6e-3, .y = 4e-3, .depth = face - 1e-9}));
    CHECK_FALSE(meets(bolus, {.x = 7.001e-3, .y = 4e-3, .depth = 3e-3}));
    CHECK(meets(bolus, {.x = 7.1e-3, .y = 4e-3, .depth = 3e-3, .lean_x = -0.1}));
    CHECK_FALSE(meets(bolus, {.x = 5e-3, .y = 4e-3, .depth = 0}));
}

TEST_CASE("leaning needles meet a bolus as they do step by step", "[skin][inclusion][property]")
{
    const core::Random random(5, core::Purpose::appendages);
    int met = 0;
    for (std::uint64_t n = 0; n < 400; ++n) {
        const auto u = [&](std::uint64_t draw) { return random.uniform({.cycle = n, .draw = draw}); };
        const NeedlePath path{8e-3 * u(1) + 1e-3, 6e-3 * u(2) + 1e-3, 2.5e-3 * u(3), u(4) - 0.5, u(5) - 0.5};
        INFO(n);
        CHECK(meets(bolus, path) == meets_by_steps(bolus, path));
        met += meets(bolus, path);
    }
    CHECK(met > 20);
}

TEST_CASE("the share of upright needles that meet a bolus is its shadow", "[skin][inclusion][analytic]")
{
    int met = 0;
    constexpr int n = 400;
    for (int i = 0; i < n; ++i)
        for (int j = 0; j < n; ++j)
            met += meets(bolus, {.x = 1e-2 * (i + 0.5) / n, .y = 1e-2 * (j + 0.5) / n, .depth = 2e-3});
    CHECK_THAT(double(met) / (n * n), WithinRel(std::numbers::pi * 2e-3 * 1e-3 / 1e-4, 0.01));
}
