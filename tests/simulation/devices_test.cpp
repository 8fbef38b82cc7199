// Rollers, stamps and spring pens through the whole chain.
#include "dermavox/simulation/simulate.hpp"

#include "dermavox/wound/wound.hpp"
#include "tests/simulation/scenes.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>

using namespace dermavox;
using namespace dermavox::testing;

namespace {

const std::string forearm = "schema = 1\n[skin]\nsite = \"volar_forearm\"\n";

bool warned(const simulation::Outcome& outcome, const std::string& code)
{
    return std::any_of(outcome.notes.warnings.begin(), outcome.notes.warnings.end(),
                       [&](const core::Warning& w) { return w.code == code; });
}

}  // namespace

TEST_CASE("a roller's run makes its density and curved tracts", "[simulation][roller]")
{
    const auto outcome = simulation::simulate(scene_of(
        forearm, {"device.preset=dermaroller-mf8", "device.needle.length=0.5 mm", "device.needle.taper=0.4 mm",
                  "motion.pattern=raster", "motion.edges=periodic", "motion.passes=15",
                  "motion.area=[\"20 mm\", \"20 mm\"]", "grid.voxel=50 um", "grid.depth=1 mm",
                  "report.depths=[\"0 mm\"]", "run.stages=[\"motion\", \"mechanics\", \"wound\", \"metrics\"]"}));
    CHECK_THAT(outcome.measures->strokes_per_area * 1e-4, WithinRel(15 * 192 / (2 * 3.14159265 * 1 * 2), 0.1));
    CHECK(outcome.wound->tracts.drum == 10e-3);
    REQUIRE(outcome.motion);
    CHECK_FALSE(outcome.motion->kinematics.slit_limit);
    CHECK_THAT(outcome.motion->kinematics.slit.si, WithinAbs(0.206e-3, 0.5e-6));
    REQUIRE(outcome.slit);
    CHECK_THAT(outcome.slit->rigid, WithinRel(0.206e-3, 0.01));
    CHECK(outcome.slit->compliant < outcome.slit->rigid);
    CHECK_FALSE(outcome.slit->v_max);
    CHECK(outcome.force->power > 0);
}

TEST_CASE("a stamp's run presses all needles at once and tears nothing along", "[simulation][stamp]")
{
    const std::vector<std::string> grid{"device.kind=stamp",
                                        "device.depth=0.6 mm",
                                        "device.cartridge.layout=grid",
                                        "device.cartridge.needles=16",
                                        "device.cartridge.rows=4",
                                        "device.cartridge.pitch=1 mm",
                                        "motion.area=[\"4 mm\", \"4 mm\"]",
                                        "motion.passes=1",
                                        "motion.repeat=exact",
                                        "report.depths=[\"0 mm\"]",
                                        "run.stages=[\"motion\", \"mechanics\", \"wound\", \"metrics\"]"};
    auto pressed = grid, thrown = grid;
    pressed.push_back("device.drive.force=30 N");
    thrown.insert(thrown.end(), {"device.drive.kind=impact", "device.drive.speed=2 m/s"});
    for (const auto& sets : {pressed, thrown}) {
        const auto outcome = simulation::simulate(scene_of(forearm, sets));
        CHECK(outcome.insertions.size() == 16);
        CHECK(outcome.measures->depths.punctured_fraction > 0.9);
        CHECK(outcome.slit->rigid == 0);
        CHECK_FALSE(outcome.slit->v_groove);
        CHECK(outcome.force->stroke_peak > 8 * outcome.force->needle_peak.p50);
        CHECK_THAT(outcome.force->power, WithinRel(outcome.force->work, 1e-12));  // one press a second
    }
}

namespace {

simulation::Outcome with_motor(const std::string& torque, const std::string& set = "125 Hz")
{
    return simulation::simulate(
        scene_of(small_cheek, {"device.drive.motor_torque=" + torque, "device.drive.motor_free_speed=120 Hz",
                               "device.drive.frequency=" + set, "run.stages=[\"motion\", \"mechanics\"]"}));
}

}  // namespace

TEST_CASE("a motor runs where its line meets the needles' work, and all that follows is at that speed",
          "[simulation][motor]")
{
    const auto strong = with_motor("20 Nm"), weak = with_motor("0.1 mNm");
    const auto &fast = *strong.force->motor, &slow = *weak.force->motor;
    CHECK_THAT(fast.running, WithinRel(120.0, 1e-3));
    CHECK(slow.free == 120);
    CHECK(slow.running < 0.95 * slow.free);
    // what was pressed, with the channels that it met, asks for nearly the torque on which the speed was settled
    CHECK_THAT(slow.running, WithinRel(120 * (1 - slow.mean_torque / 0.1e-3), 0.02));
    CHECK_THAT(slow.mean_torque, WithinRel(weak.force->work / (2 * 3.14159265358979), 1e-9));
    CHECK(slow.peak_torque > slow.mean_torque);
    CHECK(warned(weak, "motor_speed"));
    CHECK_FALSE(warned(strong, "motor_speed"));

    // fewer strokes, wider apart, by the ratio of the speeds; slits longer and glide limits lower by it
    const double ratio = slow.running / fast.running;
    const auto& before = strong.motion->kinematics;
    const auto& after = weak.motion->kinematics;
    CHECK_THAT(after.per_area, WithinRel(ratio * before.per_area, 1e-9));
    CHECK_THAT(weak.motion->strokes, WithinRel(ratio * strong.motion->strokes, 0.08));
    CHECK_THAT(*weak.slit->v_max, WithinRel(ratio * *strong.slit->v_max, 1e-9));
    CHECK_THAT(weak.slit->rigid * ratio, WithinRel(strong.slit->rigid, 0.03));
    CHECK_THAT(weak.force->power, WithinRel(weak.force->work * slow.running, 1e-12));
}

TEST_CASE("a motor that can is held to the speed that is set, and one that cannot stalls", "[simulation][motor]")
{
    const auto held = with_motor("20 Nm", "90 Hz");
    CHECK(held.force->motor->running == 90);
    CHECK(held.force->motor->free == 120);
    CHECK_THAT(held.force->power, WithinRel(held.force->work * 90, 1e-12));
    const auto stalled = with_motor("1 uNm");
    CHECK(stalled.force->motor->running == 0);
    CHECK(warned(stalled, "motor_stalls"));
    CHECK_FALSE(warned(held, "motor_stalls"));
}

TEST_CASE("tolerances scatter depth and other pieces are others", "[simulation][tolerance]")
{
    const auto depths = [](const std::vector<std::string>& more) {
        std::vector<std::string> sets{"run.stages=[\"motion\"]", "motion.hand.tilt=0 deg"};
        sets.insert(sets.end(), more.begin(), more.end());
        std::vector<double> set;
        for (const auto& i : simulation::simulate(scene_of(small_cheek, sets)).insertions) set.push_back(i.set);
        return set;
    };
    const auto spread = [](const std::vector<double>& all) {
        const auto [low, high] = std::minmax_element(all.begin(), all.end());
        return *high - *low;
    };
    CHECK(spread(depths({})) == 0);
    const auto one = depths({"device.tolerance.length=20 um"});
    CHECK(spread(one) > 20e-6);
    CHECK(depths({"device.tolerance.length=20 um"}) == one);
    CHECK(depths({"device.tolerance.length=20 um", "device.tolerance.piece=1"}) != one);
}

TEST_CASE("a hand of uneven force scatters depth", "[simulation][hand]")
{
    const auto spread = [](const std::vector<std::string>& sets) {  // of the shallower half, in whole skin
        std::vector<double> depths;
        for (const auto& in : simulation::simulate(scene_of(small_cheek, sets)).insertions)
            if (in.inserted > 0) depths.push_back(in.inserted);
        std::ranges::sort(depths);
        return depths[depths.size() / 2] - depths.front();
    };
    const std::vector<std::string> calm{"mechanics.puncture_spread=0", "motion.hand.correlation=0.02 s",
                                        "run.stages=[\"motion\", \"mechanics\"]"};
    auto uneven = calm;
    uneven.push_back("motion.hand.force_noise=0.4");
    CHECK(spread(uneven) > spread(calm) + 2e-6);
}
