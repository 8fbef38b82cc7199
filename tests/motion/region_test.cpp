#include "dermavox/motion/programme.hpp"
#include "tests/support/catch.hpp"

#include <cmath>

using namespace dermavox;

namespace {

const motion::Polygon triangle{{0, 0}, {10e-3, 0}, {0, 10e-3}};
const motion::Polygon mole{{2e-3, 2e-3}, {4e-3, 2e-3}, {4e-3, 4e-3}, {2e-3, 4e-3}};
const motion::Point patch{10e-3, 10e-3};

}  // namespace

TEST_CASE("a region is its outline less its keep-outs", "[motion][region]")
{
    const motion::Region region{.outline = triangle, .keep_outs = {mole}};
    CHECK(motion::contains(region, {1e-3, 1e-3}, patch));
    CHECK_FALSE(motion::contains(region, {6e-3, 6e-3}, patch));  // past the slope
    CHECK_FALSE(motion::contains(region, {3e-3, 3e-3}, patch));  // on the mole
    CHECK_FALSE(motion::contains(region, {-1e-6, 1e-3}, patch));
    CHECK_THAT(motion::area_of(region, patch), WithinRel(50e-6 - 4e-6, 2e-3));
    CHECK(motion::area_of({}, patch) == 100e-6);
}

TEST_CASE("a mask treats where its pixels say so", "[motion][region]")
{
    const motion::Region region{.mask = {.columns = 2, .rows = 2, .treated = {1, 0, 0, 1}}};
    CHECK(motion::contains(region, {2e-3, 2e-3}, patch));
    CHECK_FALSE(motion::contains(region, {7e-3, 2e-3}, patch));
    CHECK(motion::contains(region, {7e-3, 7e-3}, patch));
    CHECK_THAT(motion::area_of(region, patch), WithinRel(50e-6, 1e-12));
}

TEST_CASE("no needle lands in a keep-out and the device is lifted where it has nothing to do", "[motion][region]")
{
    const device::Device pen{.cartridge = device::ring(12, 1.0_mm)};
    motion::Plan plan{.passes = 4, .region = {.outline = triangle, .keep_outs = {mole}}};
    const motion::Programme programme(pen, plan, 1);
    std::vector<motion::Stroke> strokes(12);
    std::size_t made = 0, lifted = 0;
    for (std::size_t i = 0; i < programme.cycles(); ++i) {
        const auto cycle = programme.cycle(i);
        programme.strokes(cycle, strokes);
        lifted += cycle.lifted;
        for (const auto& s : strokes) {
            CHECK((s.depth == 0) == cycle.lifted);
            if (cycle.lifted) continue;
            made += programme.inside(s.x, s.y);
            REQUIRE_FALSE(motion::contains(mole, s.x, s.y));
        }
    }
    CHECK(lifted > 0);
    // away from the mole's rim, which needles of a lifted device leave out, the dose is the usual one
    const double least = 4 * motion::strokes_per_area(plan, pen) * (50e-6 - 36e-6);
    const double most = 4 * motion::strokes_per_area(plan, pen) * (50e-6 - 4e-6);
    CHECK(double(made) > least);
    CHECK(double(made) < most);
}

TEST_CASE("regions that make no sense are told", "[motion][region]")
{
    core::Checklist list;
    motion::check(motion::Region{.outline = {{0, 0}, {1, 1}},
                                 .keep_outs = {{{0, 0}, {1, 0}, {std::nan(""), 1}}},
                                 .mask = {.columns = 2, .rows = 2, .treated = {1}}},
                  list);
    REQUIRE(list.problems().size() == 3);
    CHECK(list.problems()[2].key == "motion.region.mask");
}
