#include "engine/simulation/press_all.hpp"

#include "dermavox/core/parallel.hpp"
#include "engine/simulation/openings.hpp"
#include "tests/simulation/scenes.hpp"
#include "tests/support/catch.hpp"

using namespace dermavox;
using namespace dermavox::testing;

// Pressed one after the other, each stroke knowing all channels before it: what press_all must equal.
TEST_CASE("pressing in parallel equals pressing one cycle after the other", "[simulation][reentry]")
{
    // slow and many passes: needles meet their own and each other's channels
    const auto scene =
        scene_of(small_cheek, {"motion.speed=3 mm/s", "motion.passes=4", "motion.area=[\"1 mm\", \"1 mm\"]"});
    const motion::Programme programme(scene.device, scene.motion, scene.seed);
    const mechanics::Press press(scene.skin, scene.device, scene.mechanics, scene.seed);
    const double recoil = scene.skin.layers.front().recoil.value, reach = 0.4e-3;

    simulation::Openings openings({.width = 1e-3, .height = 1e-3, .cell = 0.1e-3, .periodic = false});
    std::vector<mechanics::Insertion> expected;
    std::vector<motion::Stroke> strokes(programme.needles());
    std::vector<mechanics::Insertion> cycle(programme.needles());
    for (std::size_t i = 0; i < programme.cycles(); ++i) {
        programme.strokes(programme.cycle(i), strokes);
        const auto near = [&](double x, double y) {
            return x > -reach && y > -reach && x < 1e-3 + reach && y < 1e-3 + reach;
        };
        bool touches = false;
        for (const auto& s : strokes) touches = touches || near(s.x, s.y);
        if (!touches) continue;
        press.cycle(
            strokes, [&](double x, double y) { return openings.depth_at(x, y); }, cycle);
        for (std::size_t k = 0; k < cycle.size(); ++k) {
            if (!near(strokes[k].x, strokes[k].y) || strokes[k].depth <= 0) continue;
            expected.push_back(cycle[k]);
            if (cycle[k].punctured())
                openings.add({cycle[k].x, cycle[k].y,
                              recoil * device::radius_at(scene.device.needle, cycle[k].inserted), cycle[k].residual});
        }
    }

    const device::NeedleSet needles(scene.device.needle);
    for (const int threads : {1, 3}) {
        core::with_threads(threads, [&] {
            const auto pressed = simulation::press_all({programme, &press, needles, recoil, reach}, {});
            CHECK(pressed.reentries > 50);
            REQUIRE(pressed.insertions.size() == expected.size());
            for (std::size_t i = 0; i < expected.size(); ++i) {
                CHECK(pressed.insertions[i].inserted == expected[i].inserted);
                CHECK(pressed.insertions[i].peak_force == expected[i].peak_force);
            }
        });
    }
}
