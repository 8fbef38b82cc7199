#include "dermavox/device/layout.hpp"
#include "tests/support/catch.hpp"

#include <cmath>

using namespace dermavox;

TEST_CASE("two rings and rows and hexagons stand where they should", "[device][layout]")
{
    const auto two = device::two_rings(9, 2.5_mm, 5, 1.2_mm);
    REQUIRE(two.seats.size() == 14);
    CHECK_THAT(std::hypot(two.seats[8].x, two.seats[8].y), WithinRel(2.5e-3, 1e-12));
    CHECK_THAT(std::hypot(two.seats[9].x, two.seats[9].y), WithinRel(1.2e-3, 1e-12));
    CHECK(two.swath == 5.0_mm);

    const auto rows = device::rows(3, 4, 0.9_mm, 0.5_mm);  // 12 tracks, 0.3 mm apart
    CHECK(device::tracks(rows) == 12);
    CHECK_THAT(rows.seats[4].x - rows.seats[0].x, WithinRel(0.3e-3, 1e-12));
    CHECK_THAT(rows.seats[4].y - rows.seats[0].y, WithinRel(0.5e-3, 1e-12));
    double mean = 0;
    for (const auto& seat : rows.seats) mean += seat.x / 12;
    CHECK_THAT(mean, WithinAbs(0, 1e-15));

    const auto seven = device::hex(7, 1.0_mm);
    CHECK(seven.seats[0].x == 0);
    for (std::size_t k = 1; k < 7; ++k)
        CHECK_THAT(std::hypot(seven.seats[k].x, seven.seats[k].y), WithinRel(1e-3, 1e-12));
    const auto nineteen = device::hex(19, 1.0_mm);  // two full shells: the farthest at 2 pitches
    CHECK_THAT(device::reach_of(nineteen), WithinRel(2e-3, 1e-12));
    CHECK(device::reach_of(device::hex(20, 1.0_mm)) > 2.1e-3);
}

TEST_CASE("heights repeat needle by needle", "[device][layout]")
{
    const auto cartridge = device::staggered(device::ring(5, 2.0_mm), {0.0_mm, 0.2_mm});
    CHECK(cartridge.seats[1].length_offset == 0.2e-3);
    CHECK(cartridge.seats[4].length_offset == 0);
}

TEST_CASE("a layout by name is the layout built by hand", "[device][layout]")
{
    const auto same = [](const device::Cartridge& a, const device::Cartridge& b) {
        REQUIRE(a.seats.size() == b.seats.size());
        CHECK(a.layout == b.layout);
        CHECK(a.swath == b.swath);
        for (std::size_t k = 0; k < a.seats.size(); ++k) {
            CHECK(a.seats[k].x == b.seats[k].x);
            CHECK(a.seats[k].y == b.seats[k].y);
            CHECK(a.seats[k].length_offset == b.seats[k].length_offset);
        }
    };
    using device::cartridge_of;
    same(cartridge_of({}), device::ring(12, 2.5_mm));
    same(cartridge_of({.radius = {}, .pitch = 1.2_mm}), device::ring(12, device::ring_radius(12, 1.2_mm)));
    same(cartridge_of({.name = "grid", .needles = 12, .pitch = 1.0_mm, .rows = 3}), device::grid(4, 3, 1.0_mm));
    same(cartridge_of({.name = "rows", .needles = 12, .pitch = 0.9_mm, .rows = 3}),
         device::rows(3, 4, 0.9_mm, 0.9_mm));
    same(cartridge_of({.name = "hex", .needles = 7, .pitch = 1.0_mm}), device::hex(7, 1.0_mm));
    same(cartridge_of({.name = "two-rings", .needles = 14, .inner_needles = 5, .inner_radius = 1.2_mm}),
         device::two_rings(9, 2.5_mm, 5, 1.2_mm));
    same(cartridge_of({.name = "table", .table = {{1e-3, 2e-3, 0}}}), device::table({{1e-3, 2e-3, 0}}));
    same(cartridge_of({.heights = {0.1_mm}}), device::staggered(device::ring(12, 2.5_mm), {0.1_mm}));
}

TEST_CASE("a layout that cannot be built says why", "[device][layout]")
{
    const auto keys = [](const device::Layout& layout) {
        core::Checklist list;
        device::check(layout, list);
        std::string all;
        for (const auto& problem : list.problems()) all += problem.key.substr(17) + ";";
        return all;
    };
    CHECK(keys({.name = "spiral"}) == "layout;");
    CHECK(keys({.needles = 0}) == "needles;");
    CHECK(keys({.name = "grid", .rows = 5}) == "rows;pitch;");  // 5 does not divide 12
    CHECK(keys({.name = "two-rings"}) == "inner_needles;inner_radius;");
    CHECK(keys({.name = "table"}) == "table;");
    CHECK(keys({.radius = {}}) == "pitch;");
    CHECK_THROWS_AS(device::cartridge_of({.needles = -3}), core::InputError);
}
