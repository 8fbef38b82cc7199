#include "dermavox/device/device.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace dermavox;
using std::numbers::pi;

TEST_CASE("a ring stands on its circle at the asked pitch", "[device][cartridge]")
{
    const auto ring = device::ring(12, 2.5_mm, 0.1);
    REQUIRE(ring.seats.size() == 12);
    for (const auto& seat : ring.seats) CHECK_THAT(std::hypot(seat.x, seat.y), WithinRel(2.5e-3, 1e-12));
    CHECK_THAT(std::atan2(ring.seats[0].y, ring.seats[0].x), WithinRel(0.1, 1e-12));
    CHECK(ring.swath == 5.0_mm);
    const auto& a = ring.seats[3];
    const auto& b = ring.seats[4];
    CHECK_THAT(device::ring_radius(12, {std::hypot(a.x - b.x, a.y - b.y)}).si, WithinRel(2.5e-3, 1e-12));
}

TEST_CASE("a grid is centred and treats columns times pitch", "[device][cartridge]")
{
    const auto grid = device::grid(3, 2, 1.0_mm);
    REQUIRE(grid.seats.size() == 6);
    CHECK_THAT(grid.seats[0].x, WithinAbs(-1e-3, 1e-15));
    CHECK_THAT(grid.seats[0].y, WithinAbs(-0.5e-3, 1e-15));
    CHECK_THAT(grid.seats[5].x, WithinAbs(1e-3, 1e-15));
    CHECK(grid.swath == 3.0_mm);
}

TEST_CASE("a table of seats on a row treats as much as the same grid", "[device][cartridge]")
{
    const device::Needle needle;
    CHECK_THAT(device::swath_of(device::table(device::grid(6, 2, 0.5_mm).seats), needle).si, WithinRel(3e-3, 1e-12));
    CHECK(device::swath_of(device::table({{0, 0, 0}, {0, 1e-3, 0}}), needle) == needle.diameter);
}

TEST_CASE("a ring of twelve leaves 7 or 12 or 6 tracks", "[device][cartridge][analytic]")
{
    const auto ring = device::ring(12, 2.5_mm);
    const double pitch = 2 * pi / 12;
    CHECK(device::tracks(ring) == 7);
    CHECK(device::tracks(ring, pitch / 4) == 12);
    CHECK(device::tracks(ring, pitch / 2) == 6);
}

TEST_CASE("faults of a cartridge are told all at once", "[device][cartridge]")
{
    const device::Needle needle;
    const auto keys = [&](const device::Cartridge& cartridge) {
        core::Checklist list;
        device::check_seats(cartridge, {needle}, list);
        device::check_aperture(cartridge, {needle}, list);
        std::string all;
        for (const auto& problem : list.problems()) all += problem.key + ";";
        return all;
    };
    CHECK(keys(device::ring(12, 2.5_mm)).empty());
    CHECK(keys(device::ring(0, 2.5_mm)) == "device.cartridge.needles;");
    CHECK(keys(device::ring(12, 3.0_mm)) == "device.cartridge.aperture;");  // 3 + 0.125 > 6/2
    CHECK(keys(device::ring(100, 2.5_mm)) == "device.cartridge;");          // 0.157 mm apart
    CHECK(keys(device::ring(100, 3.0_mm)) == "device.cartridge;device.cartridge.aperture;");
    auto walled = device::ring(12, 2.5_mm);
    walled.minimum_wall = 1.1_mm;  // chord 1.294 mm, needle 0.25 mm
    CHECK(keys(walled) == "device.cartridge;");
}

TEST_CASE("needles of a ring crowd towards the edges of its swath by the arcsine law", "[device][layout][analytic]")
{
    // share of the needles within |x| < y: (2/pi) asin(y/R)
    const auto ring = device::ring(100000, 2.5_mm, 0.1);
    for (const double share : {0.25, 0.5, 0.9}) {
        const double y = share * 2.5e-3;
        const auto within = std::count_if(ring.seats.begin(), ring.seats.end(),
                                          [y](const device::Seat& seat) { return std::abs(seat.x) < y; });
        CHECK_THAT(double(within) / 100000, WithinAbs(2 / std::numbers::pi * std::asin(share), 1e-4));
    }
}

TEST_CASE("needles of two types keep the sum of their radii and the wall apart", "[device][cartridge]")
{
    const std::vector<device::Needle> types{{.diameter = 0.2_mm}, {.diameter = 0.4_mm}};
    const auto problems = [&](double distance, double wall) {
        device::Cartridge pair = device::table({{0, 0, 0, 0}, {distance, 0, 0, 1}});
        pair.minimum_wall = {wall};
        core::Checklist list;
        device::check_seats(pair, types, list);
        return list.problems().size();
    };
    CHECK(problems(0.3001e-3, 0) == 0);
    CHECK(problems(0.2999e-3, 0) == 1);
    CHECK(problems(0.3999e-3, 0.1e-3) == 1);
    const auto pair = device::table({{-1e-3, 0, 0, 0}, {0.95e-3, 0, 0, 1}});
    CHECK_THAT(device::rim_of(pair, types).si, WithinRel(1.15e-3, 1e-12));

    core::Checklist list;
    device::check_seats(device::table({{0, 0, 0, 2}}), types, list);  // there are two types, 0 and 1
    REQUIRE(list.problems().size() == 1);
    CHECK(list.problems()[0].key == "device.cartridge.needle_types");
}

TEST_CASE("a device is asked for every type of needle", "[device][cartridge]")
{
    device::Device pen{.depth = 1.0_mm, .cartridge = device::ring(6, 2.0_mm)};
    pen.other_needles = {{.length = 0.8_mm, .taper = 0.5_mm}};
    CHECK(device::problems_of(pen).empty());  // not in any seat
    pen.cartridge.seats[3].type = 1;
    auto problems = device::problems_of(pen);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].key == "device.depth");  // further out than that needle is long
    pen.other_needles[0].tip_radius = 0.0_um;
    problems = device::problems_of(pen);
    CHECK(problems.at(0).key == "device.needle_type[1].tip_radius");
    const device::NeedleSet needles = device::needles_of(pen);
    CHECK(needles.type_of(3) == 1);
    CHECK(needles.type_of(2) == 0);
    CHECK(needles.at(3).length == 0.8_mm);
}

TEST_CASE("a pen's needles come out of its face, inside its cap", "[device][cartridge]")
{
    device::Device pen{.depth = 1.0_mm, .cartridge = device::ring(6, 2.0_mm)};
    const auto keys = [](const device::Device& device) {
        std::string all;
        for (const auto& problem : device::problems_of(device)) all += problem.key + ' ' + problem.expected + ';';
        return all;
    };
    pen.cartridge.aperture = 2 * pen.cap.radius;
    CHECK(keys(pen).empty());
    pen.cartridge.aperture = 8.1_mm;
    CHECK(keys(pen) == "device.cartridge.aperture at most 8 mm, the opening of the cap;");
    pen.cartridge.aperture = 6.0_mm;
    pen.cartridge.seats[2].length_offset = -1.2e-3;
    CHECK(keys(pen).empty());  // 0.1 mm out of a face 0.3 mm behind the cap's plane
    pen.cartridge.seats[2].length_offset = -1.4e-3;
    CHECK(keys(pen) == "device.cartridge.recess more than 0.4 mm, so that every needle comes out of the face;");
}
