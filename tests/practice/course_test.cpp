#include "dermavox/practice/course.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/simulation/simulate.hpp"
#include "tests/simulation/scenes.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <numeric>

using namespace dermavox;

namespace {

simulation::Outcome run_of(const std::vector<std::string>& sets)
{
    return simulation::simulate(testing::scene_of(testing::small_cheek, sets));
}

}  // namespace

TEST_CASE("a course of one session is the run itself", "[practice]")
{
    const simulation::Outcome run = run_of({"plan.sessions=1"});
    const auto course = practice::course(run);
    REQUIRE(course);
    REQUIRE(course->sessions.size() == 1);
    const simulation::Session& only = course->sessions.front();
    CHECK(only.open_fraction == Approx(run.measures->coverage.front().open_fraction));
    CHECK(only.cut_fraction == Approx(run.measures->coverage.front().open_fraction).epsilon(1e-6));
    for (const metrics::Multiplicity& at : run.measures->multiplicity)
        CHECK(course->hits[std::size_t(at.hits)] == Approx(at.fraction).margin(1e-8));
    CHECK_FALSE(practice::course(run_of({})));
}

TEST_CASE("sessions add up to what independent sessions would cut", "[practice][analytic]")
{
    const simulation::Outcome run =
        run_of({"plan.sessions=3", "plan.interval=28 d", "plan.passes=[2, 1, 3]", "recovery.half_life=14 d"});
    const auto course = practice::course(run);
    REQUIRE(course);
    double untouched = 1, last = 0;
    for (const simulation::Session& at : course->sessions) {
        untouched *= 1 - at.open_fraction;
        CHECK(at.cut_fraction == Approx(1 - untouched).epsilon(0.15));  // the patch is small
        CHECK(at.cut_fraction > last);
        last = at.cut_fraction;
    }
    CHECK(std::accumulate(course->hits.begin(), course->hits.end(), 0.0) == Approx(1));
    CHECK(1 - course->hits.front() == Approx(last));
    CHECK(course->sessions[1].day == 28);
    CHECK(course->sessions[0].still_open == 0);
    CHECK(course->sessions[1].still_open == Approx(0.25));  // two half-lives
    CHECK(course->sessions[2].passes == 3);
}

TEST_CASE("a session's dial and passes are its own, its seed is too", "[practice]")
{
    const scene::Scene scene = testing::scene_of(
        testing::small_cheek, {"plan.sessions=2", "plan.interval=28 d", "plan.depth=[\"0.5 mm\", \"0.75 mm\"]"});
    CHECK(practice::session_scene(scene, 0).device.depth.si == 0.5e-3);
    CHECK(practice::session_scene(scene, 1).device.depth.si == 0.75e-3);
    CHECK(practice::session_scene(scene, 1).motion.passes == scene.motion.passes);
    CHECK(practice::session_scene(scene, 1).seed == scene.seed + 1);
}

TEST_CASE("needling time of zones is strokes over the rate of strokes", "[practice][analytic]")
{
    const simulation::Outcome run =
        run_of({"plan.sessions=1", "plan.zones=[\"forehead\", \"nose\"]", "plan.minutes=25 min"});
    const auto course = practice::course(run);
    REQUIRE(course);
    REQUIRE(course->zones.size() == 2);
    const double per_pass =
        150e-4 / (run.scene.motion.speed.si * motion::line_spacing(run.scene.motion, run.scene.device).si) / 60;
    CHECK(course->minutes == Approx(2 * per_pass));
    CHECK(course->zones[0].minutes + course->zones[1].minutes == Approx(course->minutes));
    REQUIRE(course->passes_fit);
    CHECK(*course->passes_fit == int(25 / per_pass));
}

TEST_CASE("a course is the same for any number of threads", "[practice][determinism]")
{
    const auto hits = [](int threads) {
        std::vector<double> shares;
        core::with_threads(threads, [&] {
            shares = practice::course(run_of({"plan.sessions=2", "plan.interval=28 d"}))->hits;
        });
        return shares;
    };
    CHECK(hits(1) == hits(3));
}
