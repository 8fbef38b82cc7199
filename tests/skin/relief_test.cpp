#include "dermavox/core/problem.hpp"
#include "dermavox/core/random.hpp"
#include "dermavox/skin/skin.hpp"
#include "tests/skin/samples.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>

using namespace dermavox;
using namespace dermavox::skin;

namespace {

constexpr double side = 16e-3, D = 50e-6;  // 40 spacings of 0.4 mm

Stack furrowed(double second = 1)
{
    Stack stack = stack_of({layer_of(20.0_um), layer_of(130.0_um), layer_of(1.0_mm)});
    stack.relief.depth.value = {D};
    stack.relief.second.value = second;
    return stack;
}

struct Moments {
    double mean = 0, square = 0, least = 1, greatest = -1;
};

Moments moments(double second)
{
    const int seeds = 4;
    const std::uint64_t points = 60000;
    Moments m;
    const core::Random random(1, core::Purpose::sampling);
    for (int seed = 0; seed < seeds; ++seed) {
        const Skin skin(furrowed(second), side, side, std::uint64_t(seed));
        for (std::uint64_t n = 0; n < points; ++n) {
            const double z = skin.top(0, side * random.uniform({.pass = std::uint64_t(seed), .cycle = n}),
                                      side * random.uniform({.pass = std::uint64_t(seed), .cycle = n, .draw = 1}));
            m.mean += z / double(seeds * points), m.square += z * z / double(seeds * points);
            m.least = std::min(m.least, z), m.greatest = std::max(m.greatest, z);
        }
    }
    return m;
}

}  // namespace

TEST_CASE("furrows have the mean and deviation of their closed form", "[skin][relief]")
{
    const double share = 0.12 / 0.4, m = 8.0 / 15 * share, m2 = 128.0 / 315 * share;
    for (const double q : {1.0, 0.4, 0.0}) {
        INFO("second direction " << q);
        const Moments z = moments(q);
        const double plateau = (1 - m) * (1 - q * m);
        const double variance = (1 - 2 * m + m2) * (1 - 2 * q * m + q * q * m2) - plateau * plateau;
        CHECK_THAT(z.mean / D, WithinRel(1 - plateau, 0.03));
        CHECK_THAT(std::sqrt(z.square - z.mean * z.mean) / D, WithinRel(std::sqrt(variance), 0.03));
        CHECK(z.least == 0);  // plateaus
        CHECK(z.greatest <= D);
        CHECK(z.greatest > 0.98 * D);
    }
}

TEST_CASE("furrows cross a side as often as their spacing says", "[skin][relief]")
{
    // set 1 at 0.4 rad from x: 16 mm cos(0.4)/0.4 mm = 36.8, a whole number of times on a periodic patch
    const Skin skin(furrowed(0), side, side, 3);
    for (const double x : {0.0, 3.3e-3, 9.1e-3}) {
        int crossings = 0;
        const int n = 16000;
        for (int j = 0; j < n; ++j) {
            const bool before = skin.top(0, x, side * j / n) > D / 2;
            crossings += !before && skin.top(0, x, side * (j + 1) / n) > D / 2;
        }
        CHECK(crossings == 37);
    }
}

TEST_CASE("interfaces follow the furrows with a share that fades with depth", "[skin][relief]")
{
    const Skin skin(furrowed(), side, side, 3);
    CHECK_FALSE(skin.flat());
    for (int n = 0; n < 1000; ++n) {
        const double x = n * 13e-6, y = n * 7e-6, z = skin.top(0, x, y);
        CHECK_THAT(skin.top(1, x, y), WithinAbs(20e-6 + z * (1 - 20.0 / 300), 1e-15));
        CHECK_THAT(skin.top(2, x, y), WithinAbs(150e-6 + z * (1 - 150.0 / 300), 1e-15));
        CHECK(skin.top(3, x, y) == depth_of(skin.stack(), 3).si);
    }
}

TEST_CASE("furrows repeat with the patch", "[skin][relief]")
{
    const Skin skin(furrowed(), side, side, 3);
    for (int n = 0; n < 300; ++n)
        CHECK_THAT(skin.top(0, n * 13e-6 + side, n * 7e-6 - 2 * side),
                   WithinAbs(skin.top(0, n * 13e-6, n * 7e-6), 1e-12));
}

TEST_CASE("every problem of a relief is named", "[skin][relief][bad]")
{
    Stack stack = furrowed();
    stack.relief.spacing.value = 0.1_mm;  // narrower than a furrow
    stack.relief.second.value = 1.5;
    stack.relief.waviness.value = -0.1;
    stack.relief.carried.value = 0.0_mm;
    try {
        const Skin skin(stack, side, side, 1);
        FAIL("accepted");
    } catch (const core::InputError& error) {
        CHECK(error.problems().size() == 4);
    }
    CHECK_THROWS_AS(Skin(furrowed(), 0.3e-3, side, 1), core::InputError);  // no room for a spacing
    stack.relief.depth.value = {0};                                        // then nothing else is read
    CHECK(Skin(stack, side, side, 1).flat());
}
