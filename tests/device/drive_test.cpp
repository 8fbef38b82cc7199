#include "dermavox/device/device.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <numbers>

using namespace dermavox;

namespace {

constexpr device::Drive pen{.frequency = {7000.0 / 60}, .stroke = {3e-3}};

struct Row {
    double dial_mm, degrees, duty, dwell_ms, slit_um, speed;
};

}  // namespace

TEST_CASE("sinusoid drive at five dials", "[device][drive][analytic]")
{
    for (const Row& row : {Row{0.25, 33.557, 0.18643, 1.5980, 31.959, 0.6078},
                           {0.5, 48.190, 0.26772, 2.2947, 45.895, 0.8196},
                           {1.0, 70.529, 0.39183, 3.3585, 67.171, 1.0367},
                           {1.5, 90.000, 0.50000, 4.2857, 85.714, 1.0996},
                           {2.0, 109.471, 0.60817, 5.2129, 104.26, 1.0367}}) {
        const Length dial{row.dial_mm * 1e-3};
        CHECK_THAT(device::half_angle(pen, dial) * 180 / std::numbers::pi, WithinRel(row.degrees, 1e-4));
        CHECK_THAT(device::duty(pen, dial), WithinRel(row.duty, 1e-4));
        CHECK_THAT(device::dwell(pen, dial).si * 1e3, WithinRel(row.dwell_ms, 1e-4));
        CHECK_THAT(device::rigid_slit(pen, dial, 20.0_mm_s).si * 1e6, WithinRel(row.slit_um, 1e-4));
        CHECK_THAT(device::tip_speed(pen, dial).si, WithinRel(row.speed, 1e-4));
    }
}

TEST_CASE("the tip is fastest at half stroke with pi f s", "[device][drive][analytic]")
{
    CHECK_THAT(device::tip_speed(pen, 1.5_mm).si, WithinRel(std::numbers::pi * 7000 / 60 * 3e-3, 1e-12));
    CHECK(device::tip_speed(pen, 1.0_mm, 1.0_mm).si == 0);
    CHECK(device::tip_speed(pen, 1.0_mm, 1.2_mm).si == 0);
    CHECK(device::clearance(pen, 1.0_mm).si == 2e-3);
}

TEST_CASE("dwell agrees with a count of moments below a depth", "[device][drive]")
{
    const double r = 1.5e-3, d = 1e-3, z = 0.3e-3;
    int below = 0;
    const int n = 1000000;
    for (int i = 0; i < n; ++i) below += d - r * (1 - std::cos(2 * std::numbers::pi * (i + 0.5) / n)) > z;
    CHECK_THAT(device::duty(pen, {d}, {z}), WithinAbs(double(below) / n, 3e-6));
}

TEST_CASE("slit over pitch is the duty at any speed and rate", "[device][drive][property]")
{
    for (const double f : {50.0, 117.0, 180.0})
        for (const double v : {1e-3, 20e-3, 90e-3})
            for (const double d : {0.25e-3, 1e-3, 2.9e-3}) {
                const device::Drive drive{{f}, {3e-3}};
                const double ratio = device::rigid_slit(drive, {d}, {v}) / device::pitch(drive, {v});
                CHECK_THAT(ratio, WithinRel(device::duty(drive, {d}), 1e-12));
            }
}

TEST_CASE("a deeper dial never shortens the dwell and a deeper plane never lengthens it", "[device][drive][property]")
{
    double last = 0;
    for (double d = 0; d < 3.5e-3; d += 1e-5) {
        const double now = device::dwell(pen, {d}).si;
        CHECK(now >= last);
        CHECK(device::dwell(pen, {d}, 0.1_mm).si <= now);
        last = now;
    }
}

TEST_CASE("limits of glide speed solve their own conditions", "[device][drive][analytic]")
{
    const Length dial = 1.0_mm, needle = 0.25_mm;
    const Speed fast = device::slit_limit(pen, dial, needle);
    CHECK_THAT(device::rigid_slit(pen, dial, fast).si, WithinRel(needle.si, 1e-12));
    const double closed = 0.25e-3 * 7000 / 60 * std::numbers::pi / std::acos(1 - 1.0 / 1.5);
    CHECK_THAT(fast.si, WithinRel(closed, 1e-12));
    const Speed slow = device::groove_limit(pen, dial, 0.1_mm);
    CHECK_THAT(device::pitch(pen, slow).si, WithinRel(0.1e-3, 1e-12));
    CHECK(std::isinf(device::groove_limit(pen, 3.0_mm, 0.1_mm).si));
}

TEST_CASE("a glide slants the way of the tip by atan of its speed over the tip's", "[device][drive][analytic]")
{
    // d = 1 mm, s = 3 mm at 7000/60 Hz: 1.0367 m/s at the surface
    CHECK_THAT(device::entry_slant(pen, 1.0_mm, 20.0_mm_s) * 180 / std::numbers::pi,
               WithinRel(std::atan(0.02 / 1.0367) * 180 / std::numbers::pi, 1e-4));
    CHECK(device::entry_slant(pen, 1.0_mm, {}) == 0);
}

TEST_CASE("a long rod gives the sinusoid and a cam its own table", "[device][drive][analytic]")
{
    const device::Drive rod{{7000.0 / 60}, {3e-3}, device::Crank{1000}};
    CHECK_THAT(device::duty(rod, 1.0_mm), WithinRel(0.39183, 1e-3));
    // x = r cos a + sqrt(l^2 - r^2 sin^2 a), l = 4 r, a quarter turn after the deepest point
    const device::Drive crank{{100}, {3e-3}, device::Crank{4}};
    const double r = 1.5e-3, l = 4 * r, x = std::sqrt(l * l - r * r);
    CHECK_THAT(device::tip_depth(crank, 1.0_mm, 0.25).si, WithinRel(1e-3 - (r + l - x), 1e-9));
    const device::Drive cam{{100}, {3e-3}, device::Cam{{0, 0.5, 1, 0.5}}};
    CHECK_THAT(device::duty(cam, 1.0_mm), WithinRel(1.0 / 3, 1e-12));  // a triangle
}

TEST_CASE("a lean of 5 degrees at 6 mm costs 0.52 mm of depth", "[device][analytic]")
{
    CHECK_THAT(device::tilt_loss(6.0_mm, 5.0_deg).si, WithinAbs(0.52e-3, 0.005e-3));
}

TEST_CASE("a device that cannot work says everything that is wrong with it", "[device]")
{
    device::Device d{.cartridge = device::ring(12, 2.5_mm)};
    CHECK(device::problems_of(d).empty());
    d.depth = d.needle.length = 3.0_mm;  // as long as the stroke
    REQUIRE(device::problems_of(d).size() == 1);
    CHECK(device::problems_of(d)[0].key == "device.depth");
    d.depth = 2.8_mm;
    d.cartridge.seats[3].length_offset = 0.3e-3;  // only this needle never leaves
    CHECK(device::problems_of(d).size() == 1);
    d.drive.frequency = {-110};
    d.cap.width = {};
    d.needle.diameter = {std::nan("")};
    CHECK(device::problems_of(d).size() >= 4);
}
