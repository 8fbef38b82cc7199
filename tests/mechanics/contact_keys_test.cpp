/// What shapes the contact of a device with the skin moves what its needles do.
#include "dermavox/device/tolerance.hpp"
#include "dermavox/mechanics/contact_tables.hpp"
#include "dermavox/mechanics/press.hpp"
#include "tests/mechanics/samples.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <functional>

using namespace dermavox;
using namespace dermavox::mechanics;

namespace {

struct Reached {
    double depth = 0, peak = 0, face = 0;
};

/// Means over the needles of one cycle.
Reached reached(const device::Device& device, const skin::Stack& skin = samples::cheek(15))
{
    const Press press(skin, device, samples::calm(), 1);
    std::vector<motion::Stroke> strokes;
    for (const device::Seat& seat : device.cartridge.seats)
        strokes.push_back({.needle = std::uint16_t(strokes.size()),
                           .x = seat.x,
                           .y = seat.y,
                           .depth = device.depth.si + seat.length_offset});
    std::vector<Insertion> out(strokes.size());
    const CycleTotal total = press.cycle(
        strokes, [](double, double) { return 0.0; }, out);
    Reached mean{.face = total.face};
    for (const Insertion& in : out) mean.depth += in.inserted / double(out.size()), mean.peak += in.peak_force;
    return mean;
}

/// Depth or force move by more than what a balance leaves open.
bool moves(const device::Device& base, const std::function<void(device::Device&)>& change,
           const skin::Stack& skin = samples::cheek(15))
{
    device::Device changed = base;
    change(changed);
    const Reached a = reached(base, skin), b = reached(changed, skin);
    return std::abs(a.depth - b.depth) > 1e-6 || std::abs(a.peak / b.peak - 1) > 5e-3;
}

device::Device stamp()
{
    device::Device made{.kind = device::Kind::stamp, .depth = 0.6_mm};
    made.cartridge = device::grid(4, 4, 1.0_mm);
    made.needle = {.diameter = 0.2_mm, .length = 0.6_mm, .taper = 0.5_mm};
    made.stamp.push = device::Press{.force = 3.0_N};
    return made;
}

device::Device roller()
{
    device::Device made{.kind = device::Kind::roller, .depth = 0.5_mm};
    made.cartridge = device::station(8, 20.0_mm);
    made.needle = {.diameter = 0.2_mm, .length = 0.5_mm, .taper = 0.4_mm};
    made.roller.force = 2.0_N;
    return made;
}

}  // namespace

TEST_CASE("cap, hand, aperture and recess move what a pen reaches", "[mechanics][keys]")
{
    device::Device pen = samples::pen();
    pen.cap.force = 4.0_N;
    CHECK(moves(pen, [](auto& d) { d.cap.force = 2.0_N; }));
    CHECK(moves(pen, [](auto& d) { d.cap.radius = 5.0_mm; }));
    CHECK(moves(pen, [](auto& d) { d.cap.width = 0.5_mm; }));
    pen.cartridge.recess = 0.05_mm;  // over bone skin rises up to the face
    CHECK(moves(
        pen, [](auto& d) { d.cartridge.recess = 0.15_mm; }, samples::bony()));
    CHECK(moves(
        pen, [](auto& d) { d.cartridge.aperture = 5.2_mm; }, samples::bony()));
}

TEST_CASE("hand, width and radius of a drum move what a roller reaches", "[mechanics][keys]")
{
    CHECK(moves(roller(), [](auto& d) { d.roller.force = 4.0_N; }));
    CHECK(moves(roller(), [](auto& d) { d.roller.width = 30.0_mm; }));
    CHECK(moves(roller(), [](auto& d) { d.roller.radius = 1.5 * d.roller.radius; }));
}

TEST_CASE("push, rim and curvature of a base move what a stamp reaches", "[mechanics][keys]")
{
    CHECK(moves(stamp(), [](auto& d) { d.stamp.push = device::Press{.force = 6.0_N}; }));
    CHECK(moves(stamp(), [](auto& d) { d.cap.radius = 6.0_mm; }));
    CHECK(moves(stamp(), [](auto& d) { d.stamp.radius_of_curvature = 20.0_mm; }));
}

TEST_CASE("tilt of its needles, their length and the dial of a piece move what it reaches", "[mechanics][keys]")
{
    for (const auto scatter : {&device::Tolerances::tilt, &device::Tolerances::length, &device::Tolerances::dial}) {
        device::Tolerances tolerances;
        (tolerances.*scatter).width = scatter == &device::Tolerances::tilt ? 0.1 : 0.1e-3;
        CHECK(moves(samples::pen(), [&](auto& d) { d = device::as_built(d, tolerances, 1, 0); }));
    }
}

TEST_CASE("a face bears the hand where needles are in to their roots", "[mechanics][keys]")
{
    device::Device pen = samples::pen(6, 1e-3, 0.25e-3);
    pen.needle.length = 0.5_mm, pen.needle.taper = 0.45_mm, pen.needle.diameter = 0.05_mm;
    pen.cap.force = 6.0_N, pen.cartridge.recess = 0.0_mm;
    const double pressed = reached(pen).face;
    pen.cartridge.recess = 0.3_mm;
    CHECK(pressed > 1e-3);
    CHECK(reached(pen).face < pressed / 2);
    CHECK(reached(stamp(), samples::cheek(15)).face >= 0);
}
