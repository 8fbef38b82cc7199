// Every device of the catalogue on every site: strokes balance, go deeper with the dial, never past the root, and
// answer the hand the right way and within bounds.
#include "dermavox/mechanics/press.hpp"
#include "scenes.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <fmt/format.h>

using namespace dermavox;

namespace {

/// A device of the catalogue on a site with this dial or needle length [mm], pushed with `hand` times its own force.
scene::Scene placed(const scene::Catalogue& all, const std::string& device, const std::string& site, double dial,
                    double hand)
{
    std::vector<std::string> sets{"grid.depth=\"8 mm\""};
    const auto read = [&] {
        return scene::read_scene_text(
            fmt::format("schema = 1\ntitle = \"grid\"\n[skin]\nsite = \"{}\"\n[device]\npreset = \"{}\"\n", site,
                        device),
            "grid.toml", sets, all);
    };
    const device::Device plain = read().device;
    sets.push_back(fmt::format("device.depth=\"{} mm\"", dial));
    if (plain.kind != device::Kind::pen) {
        sets.push_back(fmt::format("device.needle.length=\"{} mm\"", dial));
        sets.push_back(
            fmt::format("device.needle.taper=\"{} mm\"", std::min(1e3 * plain.needle.taper.si, 0.9 * dial)));
    }
    scene::Scene made = read();
    device::Device& d = made.device;
    d.cap.force = hand * d.cap.force, d.roller.force = hand * d.roller.force;
    if (auto* press = std::get_if<device::Press>(&d.stamp.push)) press->force = hand * press->force;
    return made;
}

/// Mean inserted depth over the seats of a cycle, median thresholds; checks roots.
double inserted(const scene::Scene& scene)
{
    mechanics::Parameters calm = scene.mechanics;
    calm.puncture_spread.value = 0.0;
    const mechanics::Press press(scene.skin, scene.device, calm, 1, scene.motion.speed);
    std::vector<motion::Stroke> strokes;
    for (const device::Seat& seat : scene.device.cartridge.seats)
        strokes.push_back({.needle = std::uint16_t(strokes.size()),
                           .x = seat.x,
                           .y = seat.y,
                           .depth = scene.device.depth.si + seat.length_offset,
                           .speed = scene.motion.speed.si});
    std::vector<mechanics::Insertion> out(strokes.size());
    press.cycle(
        strokes, [](double, double) { return 0.0; }, out);
    double sum = 0;
    const double recess = scene.device.kind == device::Kind::pen ? scene.device.cartridge.recess.si : 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        CHECK(out[i].inserted <= strokes[i].depth + recess + 1e-12);
        sum += out[i].inserted;
    }
    return sum / double(out.size());
}

void check(const scene::Catalogue& all, const std::string& device, const std::string& site,
           const std::vector<double>& dials, const std::vector<double>& hands)
{
    std::vector<double> shallower(hands.size(), 0);
    for (const double dial : dials) {
        double lighter = 0, lightest = 0;
        for (std::size_t h = 0; h < hands.size(); ++h) {
            INFO(device << " on " << site << ", " << dial << " mm, hand times " << hands[h]);
            double depth = 0;
            REQUIRE_NOTHROW(depth = inserted(placed(all, device, site, dial, hands[h])));
            CHECK(depth >= shallower[h] * 0.99 - 2e-6);
            CHECK(depth >= lighter * 0.99 - 2e-6);
            if (h == 0) lightest = depth;
            shallower[h] = depth, lighter = depth;
        }
        if (lightest > 0) CHECK(lighter >= lightest * 0.99);
    }
}

}  // namespace

TEST_CASE("pens, rollers and stamps balance on soft, taut and bony sites", "[mechanics][grid]")
{
    const scene::Catalogue all(DERMAVOX_SOURCE_DIR "/scenes");
    check(all, "pen-12-ring", "forehead", {0.5, 2.0}, {0.5, 4});
    check(all, "pen-9-grid", "abdomen", {1.0, 2.5}, {0.5, 4});
    check(all, "roller-192", "volar_forearm", {0.5, 1.5}, {0.5, 2});
    check(all, "skinstylus-sterilock", "thigh", {0.5, 1.5}, {0.5, 2});
}

TEST_CASE("every device balances on every site at every dial under three hands", "[mechanics][grid][full]")
{
    const scene::Catalogue all(DERMAVOX_SOURCE_DIR "/scenes");
    for (const std::string& device : all.devices())
        for (const std::string& site : all.sites())
            check(all, device, site, {0.25, 0.5, 1, 1.5, 2, 2.5}, {0.5, 1, 4});
}
