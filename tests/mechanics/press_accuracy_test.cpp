// How far the fast balance of a cycle is from the full one, and what cycles of the whole catalogue's kinds do.
#include "dermavox/mechanics/press.hpp"
#include "tests/mechanics/samples.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/share.hpp"

#include <algorithm>
#include <cmath>

using namespace dermavox;
using namespace dermavox::mechanics;

namespace {

std::vector<Insertion> cycle_of(const Press& press, const device::Device& device, std::uint32_t cycle)
{
    std::vector<motion::Stroke> strokes;
    for (const device::Seat& seat : device.cartridge.seats)
        strokes.push_back({.cycle = cycle,
                           .needle = std::uint16_t(strokes.size()),
                           .x = seat.x,
                           .y = seat.y,
                           .depth = device.depth.si + seat.length_offset});
    std::vector<Insertion> out(strokes.size());
    press.cycle(
        strokes, [](double, double) { return 0.0; }, out);
    return out;
}

struct Draw {
    core::Random random{11, core::Purpose::sampling};
    std::uint64_t run, next = 0;
    double between(double a, double b)
    {
        return a + (b - a) * random.uniform({.pass = 0, .cycle = run, .needle = 0, .draw = next++});
    }
};

device::Device random_pen(Draw& draw)
{
    const int needles = int(draw.between(1, 36.99)), side = int(std::ceil(std::sqrt(needles)));
    const double pitch = draw.between(0.5e-3, 3.5e-3 / std::max(1, side - 1));
    device::Device pen = samples::pen(0, 0, draw.between(0.3e-3, 2.4e-3));
    for (int i = 0; i < needles; ++i)
        pen.cartridge.seats.push_back(
            {(i % side - (side - 1) / 2.0) * pitch, (i / side - (side - 1) / 2.0) * pitch, 0});
    pen.needle.length = 2.7_mm;
    pen.cap.force = Force{draw.between(0.5, 4)};
    return pen;
}

/// Differences of mean inserted depth, over the full one, one an array whose needles get in.
std::vector<double> differences(const std::vector<std::uint32_t>& arrays)
{
    std::vector<double> made;
    for (const std::uint32_t run : arrays) {
        Draw draw{.run = run};
        const device::Device pen = random_pen(draw);
        const skin::Stack skin = samples::cheek(draw.between(0, 100));
        Parameters fast = Parameters::defaults(), full = fast;
        full.full_contact = true;
        const Press near(skin, pen, fast, 1), exact(skin, pen, full, 1);
        double a = 0, b = 0;
        for (const Insertion& in : cycle_of(near, pen, run)) a += in.inserted;
        for (const Insertion& in : cycle_of(exact, pen, run)) b += in.inserted;
        if (b > 20e-6 * double(pen.cartridge.seats.size())) made.push_back(std::abs(a / b - 1));
    }
    std::ranges::sort(made);
    return made;
}

}  // namespace

TEST_CASE("the fast balance is near the full one", "[mechanics][property]")
{
    const std::vector<double> off = differences(support::share_of(1000, 83));
    REQUIRE(off.size() >= 8);
    CHECK(off[off.size() / 2] <= 0.03);
    CHECK(off.back() <= 0.10);
}

TEST_CASE("over a thousand random arrays the fast balance is off by 3 % at the median and 10 % at most",
          "[mechanics][property][full]")
{
    const std::vector<double> off = differences(support::share_of(1000, 8));
    WARN("fast against full over " << off.size() << " arrays: median " << off[off.size() / 2] << ", largest "
                                   << off.back());
    CHECK(off[off.size() / 2] <= 0.03);
    CHECK(off.back() <= 0.10);
}

TEST_CASE("a heavier hand moves a pen's depth little and never the wrong way", "[mechanics][property]")
{
    for (const double dial : {0.5e-3, 1e-3, 2e-3}) {
        double first = 0, last = 0;
        for (const double hand : {0.5, 1.0, 2.0, 4.0}) {
            device::Device pen = samples::pen(12, 2.5e-3, dial);
            pen.cap.force = Force{hand};
            const double inserted = cycle_of(Press(samples::cheek(), pen, samples::calm(), 1), pen, 0)[0].inserted;
            INFO(dial << " m, " << hand << " N");
            CHECK(inserted >= last * (1 - 1e-6));
            if (first == 0) first = inserted;
            last = inserted;
        }
        CHECK(last < 1.3 * first);
    }
}

TEST_CASE("no needle goes in further than it stands out of the face", "[mechanics][property]")
{
    for (const double recess : {0.0, 0.1e-3, 0.3e-3}) {
        device::Device pen = samples::pen(6, 1.5e-3, 0.5e-3);
        pen.cartridge.recess = Length{recess}, pen.cap.force = Force{6};
        for (const Insertion& in : cycle_of(Press(samples::bony(), pen, samples::calm(), 1), pen, 0))
            CHECK(in.inserted <= 0.5e-3 + recess);
    }
}
