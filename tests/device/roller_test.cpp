#include "dermavox/device/device.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace dermavox;
using std::numbers::pi;

namespace {

constexpr device::Roller drum{};

device::Device roller()
{
    device::Device d{.kind = device::Kind::roller, .depth = 1.5_mm};
    d.cartridge = device::station(8, 20.0_mm);
    return d;
}

}  // namespace

TEST_CASE("a rigid needle of a drum sweeps 2R times tan a minus a", "[device][roller][analytic]")
{
    CHECK_THAT(device::opening_swept(drum, 0.5_mm).si, WithinAbs(0.206e-3, 0.0005e-3));
    CHECK_THAT(device::opening_swept(drum, 1.5_mm).si, WithinAbs(1.028e-3, 0.0005e-3));
    const double a = std::acos(10 / 11.5);
    CHECK_THAT(device::opening_swept(drum, 1.5_mm).si, WithinRel(2 * 10e-3 * (std::tan(a) - a), 1e-12));
    device::Roller slipping = drum;
    slipping.slip = 0.1;
    CHECK_THAT(device::opening_swept(slipping, 1.5_mm).si - device::opening_swept(drum, 1.5_mm).si,
               WithinRel(2 * 0.1 * 10e-3 * a, 1e-9));
    CHECK(device::opening_swept(drum, 1.5_mm, 1.5_mm).si == 0);
}

TEST_CASE("the swept length is the extent of the axis at that depth for any slip", "[device][roller]")
{
    for (const double slip : {-0.4, -0.1, -0.02, 0.0, 0.2})
        for (const double z : {0.0, 0.4e-3}) {
            device::Roller r = drum;
            r.slip = slip;
            double low = 0, high = 0;
            const double end = device::half_angle(r, 1.5_mm, {z});
            for (int k = -5000; k <= 5000; ++k) {
                // the axis runs from the tip towards the drum's centre: go up it to depth z
                const double a = end * k / 5000;
                const auto tip = device::tip_at(r, 1.5_mm, a);
                const double x = tip.forward.si + (tip.depth.si - z) * std::tan(a);
                low = std::min(low, x), high = std::max(high, x);
            }
            CHECK_THAT(device::opening_swept(r, 1.5_mm, {z}).si, WithinRel(high - low, 1e-5));
        }
}

TEST_CASE("tips of a drum are deepest below its centre and surface at the edge angle", "[device][roller]")
{
    CHECK_THAT(device::tip_at(drum, 1.5_mm, 0.0).depth.si, WithinRel(1.5e-3, 1e-12));
    CHECK_THAT(device::tip_at(drum, 1.5_mm, device::half_angle(drum, 1.5_mm)).depth.si, WithinAbs(0, 1e-15));
    // rolling about the contact point: speed = omega times the distance to it
    const double omega = 0.1 / 10e-3;
    CHECK_THAT(device::tip_speed(drum, 1.5_mm, 100.0_mm_s).si,
               WithinRel(omega * std::sqrt(11.5e-3 * 11.5e-3 - 10e-3 * 10e-3), 1e-12));
    CHECK_THAT(device::dwell(drum, 1.5_mm, 100.0_mm_s).si, WithinRel(2 * std::acos(10 / 11.5) / omega, 1e-12));
}

TEST_CASE("needles of a drum in the skin at once are N a over pi", "[device][roller][analytic]")
{
    CHECK(device::needle_count(roller()) == 192);
    CHECK_THAT(device::needles_in_skin(roller()), WithinRel(192 * std::acos(10 / 11.5) / pi, 1e-12));
    const device::Device pen{.cartridge = device::ring(12, 2.5_mm)};
    CHECK_THAT(device::needles_in_skin(pen), WithinRel(12 * device::duty(pen.drive, 1.0_mm), 1e-12));
}

TEST_CASE("a station spreads its rows over the drum and staggers each second one", "[device][roller]")
{
    const auto arc = device::station_arc(drum);
    const auto station = device::station(8, 20.0_mm, 0.5 * arc);
    CHECK(station.swath == 20.0_mm);
    CHECK_THAT(station.seats[1].x - station.seats[0].x, WithinRel(2.5e-3, 1e-12));
    CHECK_THAT(station.seats[7].x, WithinRel(8.75e-3, 1e-12));
    CHECK(station.seats[6].y == 0);
    CHECK_THAT(station.seats[7].y, WithinRel(pi * 10e-3 / 24, 1e-12));
}

TEST_CASE("drums that cannot be built are told", "[device][roller]")
{
    CHECK(device::problems_of(roller()).empty());
    auto d = roller();
    d.roller.width = 17.0_mm;  // the outer rows stand 17.5 mm apart
    d.roller.around = 300;     // 0.209 mm apart on the circumference
    d.roller.slip = 1;
    std::string all;
    for (const auto& problem : device::problems_of(d)) all += problem.key + ";";
    CHECK(all == "device.roller.slip;device.roller.width;device.cartridge;");
}

TEST_CASE("a stamp presses or strikes and loses depth on a curved body", "[device][stamp][analytic]")
{
    device::Device d{.kind = device::Kind::stamp, .cartridge = device::grid(10, 10, 0.8_mm)};
    REQUIRE(device::problems_of(d).size() == 1);  // corner needles stand past the base
    CHECK(device::problems_of(d)[0].key == "device.cap.radius");
    d.cap.radius = 6.0_mm;
    CHECK(device::problems_of(d).empty());
    d.stamp.push = device::Impact{.speed = {3}, .mass = {20e-3}};
    CHECK_THAT(device::impact_energy(d.stamp).si, WithinRel(0.09, 1e-12));
    CHECK(device::visit(d, 0.6_mm, {}).tip_speed.si == 3);
    CHECK(device::visit(d, 0.6_mm, {}).slit.si == 0);
    d.stamp.radius_of_curvature = 50.0_mm;
    CHECK_THAT(device::curvature_loss(d.stamp, 5.0_mm).si, WithinRel(0.25e-3, 1e-12));
    d.stamp.hold = {};
    CHECK(device::problems_of(d).size() == 1);
}
