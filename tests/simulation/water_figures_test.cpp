#include "dermavox/simulation/dial_sweep.hpp"
#include "dermavox/simulation/simulate.hpp"
#include "dermavox/simulation/water_map.hpp"
#include "scenes.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>

using namespace dermavox;
using testing::scene_of;

TEST_CASE("Water loss grows with the passes and ends at that of the run", "[simulation]")
{
    const auto outcome = simulation::simulate(scene_of(testing::small_cheek, {"motion.passes=3"}));
    REQUIRE(outcome.pass_loss.size() == 3);
    double last = outcome.water_loss->intact;
    for (std::size_t i = 0; i < 3; ++i) {
        const simulation::PassLoss& at = outcome.pass_loss[i];
        CHECK(at.passes == int(i) + 1);
        CHECK(at.calibrated > last);
        CHECK(at.p10 < at.calibrated);
        CHECK(at.p90 > at.calibrated);
        last = at.calibrated;
    }
    CHECK_THAT(last, WithinRel(outcome.water_loss->calibrated, 1e-12));
    CHECK_THAT(outcome.pass_loss.back().p90, WithinRel(outcome.water_loss->calibrated_p90, 1e-12));
}

TEST_CASE("What the channels give off is the rise that the network says", "[simulation]")
{
    auto outcome = simulation::simulate(scene_of(testing::known_lattice));
    simulation::map_water(outcome);
    REQUIRE(outcome.contributions.size() == 16);
    double sum = 0;
    for (const auto& one : outcome.contributions) {
        CHECK_THAT(one.flow, WithinRel(outcome.contributions.front().flow, 0.02));  // a lattice: all alike
        CHECK_THAT(one.radius, WithinRel(20e-6, 0.01));
        sum += one.flow;
    }
    const double rise = outcome.water_loss->calibrated - outcome.water_loss->intact;
    // the map is isothermal, the network cools and wets the barrier
    CHECK_THAT(sum / (4e-3 * 4e-3), WithinRel(rise, 0.25));
}

TEST_CASE("Without water loss, and for crowds of openings, there is no map", "[simulation]")
{
    auto dry = simulation::simulate(scene_of(testing::known_lattice, {"run.stages=[\"wound\"]"}));
    simulation::map_water(dry);
    CHECK(dry.contributions.empty());
    auto crowd = simulation::simulate(
        scene_of(testing::known_lattice, {"wound.lattice.per_cm2=7000", "wound.lattice.radius=\"5 um\"",
                                          "run.stages=[\"wound\", \"transport\"]"}));
    simulation::map_water(crowd);
    CHECK(crowd.contributions.empty());
}

TEST_CASE("A sweep of the dial has the water loss at each setting", "[simulation]")
{
    const auto scene = scene_of(testing::small_cheek, {"device.drive.stroke=\"1.3 mm\""});
    const auto points = simulation::dial_sweep(scene);
    REQUIRE(points.size() >= 4);
    const auto own = std::ranges::find_if(points, [](auto& at) { return std::abs(at.set - 1e-3) < 1e-9; });
    CHECK_THAT(own->water_loss.value(), WithinRel(simulation::simulate(scene).water_loss->calibrated, 1e-9));
    CHECK(points.back().water_loss.value() > points.front().water_loss.value());
    const auto force = simulation::dial_sweep(
        scene_of(testing::small_cheek, {"device.drive.stroke=\"1.3 mm\"", "run.stages=[\"motion\", \"mechanics\"]"}));
    CHECK_FALSE(force.front().water_loss);
}

TEST_CASE("Every figure of water loss refers to the treated part and to the needles in their seats",
          "[simulation][region]")
{
    const scene::Catalogue catalogue(DERMAVOX_SOURCE_DIR "/scenes");
    const std::vector<std::string> small = {"motion.area=[\"3 mm\", \"3 mm\"]", "grid.voxel=20 um"};
    const scene::Scene scenes[] = {
        scene_of(testing::small_cheek, {"grid.voxel=20 um", "motion.region.outline=circle 1 mm, 1 mm, 0.9 mm",
                                        "motion.region.keep_outs=[\"circle 1.2 mm, 1 mm, 0.3 mm\"]"}),
        scene::read_scene(DERMAVOX_SOURCE_DIR "/scenes/mixed-needles.toml", small, catalogue)};
    for (const scene::Scene& scene : scenes) {
        auto outcome = simulation::simulate(scene);
        REQUIRE(outcome.water_loss);
        const double run = outcome.water_loss->calibrated;
        CHECK_THAT(outcome.pass_loss.back().calibrated, WithinRel(run, 1e-9));
        const auto points = simulation::dial_sweep(scene);
        const auto own =
            std::ranges::find_if(points, [&](auto& at) { return std::abs(at.set - scene.device.depth.si) < 1e-9; });
        REQUIRE(own != points.end());
        CHECK_THAT(own->water_loss.value(), WithinRel(run, 1e-9));
        simulation::map_water(outcome);
        for (const auto& one : outcome.contributions) CHECK(outcome.treated->contains(one.x, one.y));
    }
}
