#include "dermavox/simulation/simulate.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/skin/voxel_trees.hpp"
#include "dermavox/wound/wound.hpp"
#include "tests/simulation/scenes.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <numbers>

using namespace dermavox;
using namespace dermavox::testing;

namespace {

bool warned(const simulation::Outcome& outcome, const std::string& code, const std::string& part)
{
    return std::any_of(outcome.notes.warnings.begin(), outcome.notes.warnings.end(), [&](const core::Warning& w) {
        return w.code == code && w.text.find(part) != std::string::npos;
    });
}

}  // namespace

TEST_CASE("the whole chain gives every part of an outcome", "[simulation]")
{
    const auto outcome = simulation::simulate(scene_of(small_cheek));
    REQUIRE(outcome.measures);
    REQUIRE(outcome.water_loss);
    REQUIRE(outcome.force);
    REQUIRE(outcome.slit);
    CHECK(outcome.measures->channels_per_area > 0);
    CHECK(outcome.measures->depths.inserted.p50 < outcome.measures->depths.set);
    CHECK(outcome.water_loss->upper > outcome.water_loss->intact);
    CHECK(outcome.force->needle_peak.p50 > 0);
    CHECK(outcome.wound->hits->activeVoxelCount() > outcome.wound->residual->activeVoxelCount());
    for (const auto& insertion : outcome.insertions) {
        CHECK(insertion.x >= 0);
        CHECK(insertion.x < 2e-3);
    }
}

TEST_CASE("strokes per area follow N f over v W and passes", "[simulation]")
{
    // Periodic edges lose nothing: 2 passes x 12 needles x 110 Hz / (60 mm/s x line spacing).
    const auto scene = scene_of(small_cheek, {"motion.edges=periodic", "motion.area=[\"20 mm\", \"20 mm\"]",
                                              "grid.voxel=40 um", "run.stages=[\"motion\", \"wound\", \"metrics\"]"});
    const auto outcome = simulation::simulate(scene);
    const double per_pass = motion::strokes_per_area(scene.motion, scene.device);
    CHECK_THAT(outcome.measures->strokes_per_area, WithinRel(2 * per_pass, 0.02));
}

TEST_CASE("the outcome does not depend on the number of threads", "[simulation][determinism]")
{
    std::vector<mechanics::Insertion> first;
    std::vector<wound::Channel> channels;
    double water = 0;
    for (const int threads : {1, 2, 3, 8}) {
        core::with_threads(threads, [&] {
            const auto outcome = simulation::simulate(scene_of(small_cheek));
            if (threads == 1) {
                first = outcome.insertions;
                channels = outcome.wound->channels;
                water = outcome.water_loss->calibrated;
            }
            REQUIRE(outcome.insertions.size() == first.size());
            for (std::size_t i = 0; i < first.size(); ++i) CHECK(outcome.insertions[i].inserted == first[i].inserted);
            REQUIRE(outcome.wound->channels.size() == channels.size());
            for (std::size_t i = 0; i < channels.size(); ++i)
                CHECK(outcome.wound->channels[i].area == channels[i].area);
            CHECK(outcome.water_loss->calibrated == water);
        });
    }
}

TEST_CASE("without mechanics the needles go to their dial depth", "[simulation][stages]")
{
    const auto outcome =
        simulation::simulate(scene_of(small_cheek, {"run.stages=[\"motion\", \"wound\", \"metrics\"]"}));
    CHECK_FALSE(outcome.force);
    CHECK_FALSE(outcome.water_loss);
    REQUIRE(outcome.measures);
    CHECK_THAT(outcome.measures->depths.inserted.p50, WithinRel(1e-3, 1e-12));
    CHECK(warned(outcome, "not_modelled", "mechanics"));
}

TEST_CASE("stages left out leave their parts empty and say so", "[simulation][stages]")
{
    const auto outcome = simulation::simulate(scene_of(small_cheek, {"run.stages=[\"motion\"]"}));
    CHECK_FALSE(outcome.measures);
    CHECK_FALSE(outcome.wound);
    CHECK(outcome.insertions.size() > 0);
}

TEST_CASE("known openings give their closed forms", "[simulation][wound][analytic]")
{
    const auto outcome = simulation::simulate(scene_of(known_lattice));
    REQUIRE(outcome.measures);
    // 100 per cm2 of radius 20 um: coverage n pi r^2, gap between edges g sqrt 2 - 2 r, g = 1 mm.
    CHECK_THAT(outcome.measures->channels_per_area, WithinRel(1e6, 1e-12));
    CHECK_THAT(outcome.measures->coverage.front().open_fraction, WithinRel(1e6 * std::numbers::pi * 4e-10, 1e-6));
    CHECK_THAT(outcome.measures->largest_gap, WithinRel(1e-3 * std::numbers::sqrt2 - 40e-6, 0.01));
    CHECK_THAT(outcome.measures->evenness.clark_evans, WithinRel(2.0, 1e-6));
    for (const auto& channel : outcome.wound->channels) CHECK_THAT(channel.depth, WithinRel(0.3e-3, 1e-9));
    REQUIRE(outcome.water_loss);
    CHECK(outcome.water_loss->upper > outcome.water_loss->intact);
}

TEST_CASE("a hexagonal lattice of known openings is one", "[simulation][wound][analytic]")
{
    const auto outcome = simulation::simulate(
        scene_of(known_lattice,
                 {"wound.lattice.arrangement=hex", "motion.area=[\"12.888 mm\", \"11.16 mm\"]", "grid.voxel=24 um"}));
    CHECK_THAT(outcome.measures->evenness.clark_evans, WithinRel(2.149, 0.01));
}

TEST_CASE("listed openings keep their sizes, places and depths", "[simulation][wound][analytic]")
{
    const auto outcome = simulation::simulate(scene_of(
        "schema = 1\n[skin]\nsite = \"volar_forearm\"\n[motion]\narea = [\"4 mm\", \"4 mm\"]\n[wound.openings]\n"
        "x = [\"1 mm\", \"3 mm\"]\ny = [\"1 mm\", \"2 mm\"]\nlong = [\"300 um\", \"100 um\"]\n"
        "short = [\"200 um\", \"100 um\"]\ndepth = [\"0.3 mm\", \"0.6 mm\"]\n",
        {"report.depths=[\"0 mm\", \"0.5 mm\"]"}));
    const double pi = std::numbers::pi;
    const double stadium = pi * 0.01 + 0.1 * 0.2, round = pi * 0.0025;  // [mm2]
    CHECK_THAT(outcome.measures->coverage[0].open_fraction, WithinRel((stadium + round) / 16, 1e-3));
    CHECK_THAT(outcome.measures->coverage[1].open_fraction, WithinRel(round / 16, 1e-3));
    REQUIRE(outcome.wound->channels.size() == 2);
    CHECK(outcome.water_loss->upper > outcome.water_loss->intact);
}

TEST_CASE("a watch sees progress that never falls and can stop the run", "[simulation][watch]")
{
    double last = 0;
    simulation::simulate(scene_of(small_cheek), [&](std::string_view, double done) {
        CHECK(done >= last);
        last = done;
    });
    CHECK(last == 1);
    const auto stop = [](std::string_view, double done) {
        if (done > 0.3) throw core::Failure(143, "stopped");
    };
    CHECK_THROWS_AS(simulation::simulate(scene_of(small_cheek), stop), core::Failure);
}

TEST_CASE("stretched skin says so", "[simulation]")
{
    const auto outcome =
        simulation::simulate(scene_of(small_cheek, {"skin.stretch=[1.06, 1.05]", "run.stages=[\"motion\"]"}));
    CHECK(warned(outcome, "stretched_skin", "1.11 times"));
}

TEST_CASE("uneven tension that draws out nothing is told", "[simulation]")
{
    const std::string motion = "run.stages=[\"motion\"]", uneven = "skin.tension_ratio=0.3";
    const auto says = [&](const std::vector<std::string>& more) {
        std::vector<std::string> values{motion, uneven};
        values.insert(values.end(), more.begin(), more.end());
        return warned(simulation::simulate(scene_of(small_cheek, values)), "tension_ratio_idle", "");
    };
    CHECK(says({"skin.tension=0 N/m"}));
    CHECK_FALSE(says({"skin.tension=20 N/m"}));
    CHECK_FALSE(says({"skin.tension=0 N/m", "skin.tension_ratio=1"}));
}

TEST_CASE("another seed gives another run and the same seed the same", "[simulation][seed]")
{
    const auto a = simulation::simulate(scene_of(small_cheek)), b = simulation::simulate(scene_of(small_cheek));
    const auto c = simulation::simulate(scene_of(small_cheek, {"run.seed=2"}));
    CHECK(a.measures->channels_per_area == b.measures->channels_per_area);
    CHECK(a.measures->depths.inserted.mean == b.measures->depths.inserted.mean);
    CHECK(a.measures->depths.inserted.mean != c.measures->depths.inserted.mean);
}

TEST_CASE("strokes beside the treated part are counted, and there are none over a keep-out", "[simulation][region]")
{
    const auto left_out = [](const std::string& region) {
        auto scene = testing::scene_of(testing::small_cheek, {region, "run.stages=['motion', 'wound', 'metrics']"});
        return simulation::simulate(scene).motion->strokes_left_out;
    };
    CHECK(left_out("motion.region.keep_outs=['circle 1 mm, 1 mm, 0.3 mm']") == 0);
    const double quarter = left_out("motion.region.mask_rows=['##', '#.']");
    const double two_quarters = left_out("motion.region.mask_rows=['##', '..']");
    CHECK(quarter > 0);
    CHECK(two_quarters > quarter);
    CHECK(left_out("run.seed=1") == 0);
}
