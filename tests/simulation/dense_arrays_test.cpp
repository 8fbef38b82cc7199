// Designs as studies draw them: whatever ring or stamp is put on whatever site, its strokes must balance.
#include "dermavox/mechanics/press.hpp"
#include "tests/simulation/scenes.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fmt/format.h>

using namespace dermavox;

namespace {

/// A few cycles of the device on whole skin, then on skin with open channels under a third of its needles. Every
/// needle must end between the surface and its dial or the skin's bulge.
void press(const scene::Scene& scene, std::uint64_t seed)
{
    const mechanics::Press press(scene.skin, scene.device, scene.mechanics, seed, scene.motion.speed);
    std::vector<motion::Stroke> strokes;
    for (const device::Seat& seat : scene.device.cartridge.seats)
        strokes.push_back({.needle = std::uint16_t(strokes.size()),
                           .x = seat.x,
                           .y = seat.y,
                           .depth = scene.device.depth.si,
                           .speed = scene.motion.speed.si});
    const auto some_open = [&](double x, double y) {
        const double place = std::abs(std::sin(12345 * x + 54321 * y));
        return place < 0.33 ? 2 * place * scene.device.depth.si : 0.0;
    };
    std::vector<mechanics::Insertion> out(strokes.size());
    for (std::uint32_t cycle = 0; cycle < 6; ++cycle) {
        for (motion::Stroke& stroke : strokes) stroke.cycle = cycle;
        if (cycle < 3)
            press.cycle(
                strokes, [](double, double) { return 0.0; }, out);
        else
            press.cycle(strokes, some_open, out);
        CHECK(std::ranges::all_of(out, [](const mechanics::Insertion& in) {
            return std::isfinite(in.peak_force) && std::isfinite(in.work) && in.inserted >= 0;
        }));
    }
}

/// Every `stride`-th combination; strides that share no factor with the counts mix all of them.
class Thinned
{
public:
    explicit Thinned(int stride) : m_stride(stride) {}
    bool next() { return m_at++ % m_stride == 0; }

private:
    int m_stride, m_at = 0;
};

}  // namespace

TEST_CASE("rings of 12 to 42 needles balance on every site", "[mechanics][full][property]")
{
    Thinned choice(41);
    const scene::Catalogue all(DERMAVOX_SOURCE_DIR "/scenes");
    int pressed = 0;
    for (const std::string& site : all.sites())
        for (const int needles : {12, 18, 24, 36, 42})
            for (const double radius : {1.0, 1.5, 2.0, 3.0})
                for (const double dial : {0.25, 0.5, 1.0, 1.5, 2.0, 2.5})
                    for (const double hand : {0.5, 2.0}) {
                        if (6.28 * radius < 0.27 * needles || !choice.next()) continue;
                        INFO(site << ", " << needles << " needles on " << radius << " mm, dial " << dial
                                  << " mm, hand " << hand << " N");
                        const auto scene = testing::scene_of(fmt::format(R"(schema = 1
title = "ring"
[skin]
site = "{}"
[device]
preset = "pen-12-ring"
depth = "{} mm"
cap.radius = "5 mm"
cap.force = "{} N"
[device.cartridge]
aperture = "7.5 mm"
needles = {}
radius = "{} mm"
[grid]
depth = "4 mm"
)",
                                                                         site, dial, hand, needles, radius));
                        for (const std::uint64_t seed : {1, 2}) press(scene, seed);
                        ++pressed;
                    }
    CHECK(pressed > 60);
}

TEST_CASE("stamps of one to 25 needles balance on every site under every push", "[mechanics][full][property]")
{
    Thinned choice(101);
    const scene::Catalogue all(DERMAVOX_SOURCE_DIR "/scenes");
    int pressed = 0;
    for (const std::string& site : all.sites())
        for (const int columns : {1, 2, 3, 5})
            for (const double pitch : {0.5, 0.8, 1.2, 2.0})
                for (const double length : {0.3, 0.6, 1.0, 1.5})
                    for (const double push : {0.5, 2.0, 6.0, 6.1, 6.2, 6.3, 6.4, 6.5, 15.0, 60.0}) {
                        if (!choice.next()) continue;
                        INFO(site << ", " << columns << " columns at " << pitch << " mm, " << length << " mm long, "
                                  << push << " N");
                        press(testing::scene_of(fmt::format(R"(schema = 1
title = "stamp"
[skin]
site = "{}"
[device]
kind = "stamp"
depth = "{} mm"
cap.radius = "9 mm"
[device.drive]
kind = "force"
force = "{} N"
[device.cartridge]
layout = "grid"
needles = {}
rows = {}
pitch = "{} mm"
[device.needle]
length = "{} mm"
taper = "0.3 mm"
diameter = "0.2 mm"
)",
                                                            site, length, push, columns * columns, columns, pitch,
                                                            length)),
                              1);
                        ++pressed;
                    }
    CHECK(pressed > 60);
}
