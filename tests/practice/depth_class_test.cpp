#include "dermavox/practice/depth_class.hpp"

#include "dermavox/practice/endpoints.hpp"
#include "dermavox/practice/glide.hpp"
#include "dermavox/practice/uptake.hpp"
#include "tests/simulation/scenes.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <numbers>

using namespace dermavox;

namespace {

simulation::DialPoint setting(double set, double p95, double punctured = 1)
{
    simulation::DialPoint point;
    point.set = set, point.inserted.p95 = p95, point.punctured_fraction = punctured;
    return point;
}

}  // namespace

TEST_CASE("depth classes meet at their limits", "[practice][analytic]")
{
    CHECK(practice::depth_class_name(0.2e-3) == std::string("cosmetic"));
    CHECK(practice::depth_class_name(0.2001e-3) == std::string("undefined"));
    CHECK(practice::depth_class_name(0.4999e-3) == std::string("undefined"));
    CHECK(practice::depth_class_name(0.5e-3) == std::string("medical"));
    CHECK(practice::depth_class_name(2e-3) == std::string("medical"));
    CHECK(practice::depth_class_name(2.001e-3) == std::string("past medical"));
}

TEST_CASE("the dial within a plane is where the line between two settings meets it", "[practice][analytic]")
{
    const std::vector<simulation::DialPoint> dial{setting(0.25e-3, 0.1e-3, 0), setting(0.5e-3, 0.2e-3),
                                                  setting(1e-3, 0.6e-3)};
    CHECK(*practice::dial_within(dial, 0.3e-3) == Approx(0.625e-3));
    CHECK(*practice::dial_within(dial, 0.1e-3) == Approx(0.375e-3));  // nothing goes in at the first
    CHECK(*practice::dial_within(dial, 1e-3) == Approx(1e-3));
    CHECK(*practice::dial_within({setting(0.25e-3, 0.3e-3)}, 0.2e-3) == 0);
    CHECK_FALSE(practice::dial_within({}, 1e-3));
}

TEST_CASE("shares of a depth class count insertions", "[practice]")
{
    simulation::Outcome run;
    run.scene = testing::scene_of(testing::small_cheek);
    CHECK_FALSE(practice::depth_class(run));
    for (const double depth : {0.01e-3, 0.1e-3, 0.3e-3, 0.6e-3, 2.5e-3}) {
        mechanics::Insertion insertion{};
        insertion.inserted = depth;
        insertion.punctured_layers = 1;
        run.insertions.push_back(insertion);
    }
    REQUIRE(run.insertions.front().punctured());
    const auto found = practice::depth_class(run);
    REQUIRE(found);
    CHECK(found->name == "undefined");
    CHECK(found->median == 0.3e-3);
    CHECK(found->past_cosmetic == Approx(0.6));
    CHECK(found->medical == Approx(0.2));
    CHECK(found->past_medical == Approx(0.2));
    CHECK(found->epidermis < found->skin);
    CHECK(found->in_epidermis == Approx(found->epidermis >= 0.1e-3 ? 0.4 : 0.2));
}

TEST_CASE("recovery by dye never falls with needle length and meets both measurements", "[practice][property]")
{
    CHECK(practice::dye_closure_hours({370e-6}) == Approx(12));
    CHECK(practice::dye_closure_hours({770e-6}) == Approx(18));
    CHECK(practice::dye_closure_hours({570e-6}) == Approx(15));
    double last = 0;
    for (int k = 1; k <= 300; ++k) {
        const double hours = practice::dye_closure_hours({k * 10e-6});
        CHECK(hours >= last);
        last = hours;
    }
}

TEST_CASE("a glide's force, work and heat follow from the coefficient of friction", "[practice][analytic]")
{
    simulation::Outcome run;
    run.scene = testing::scene_of(testing::small_cheek);
    CHECK_FALSE(practice::glide(run));
    run.scene = testing::scene_of(testing::small_cheek, {"technique.lubricant.friction=0.1"});
    const auto found = practice::glide(run);
    REQUIRE(found);
    const device::Cap& cap = run.scene.device.cap;
    CHECK(found->force == Approx(0.1 * cap.force.si));
    const double lines = 1 / motion::line_spacing(run.scene.motion, run.scene.device).si;  // length of glide per area
    CHECK(found->work == Approx(found->force * lines * run.scene.motion.passes));
    const double speed = run.scene.motion.speed.si, inner = cap.radius.si, outer = cap.rim().si;
    const double flux = found->force * speed / (std::numbers::pi * (outer * outer - inner * inner));
    const double heated = 2 * outer / speed;
    // dT^2 pi k rho c = 4 q^2 t
    CHECK(found->temperature * found->temperature * std::numbers::pi * 0.37 * 3.7e6 ==
          Approx(4 * flux * flux * heated));
    run.scene = testing::scene_of(testing::small_cheek, {"technique.lubricant.friction=0"});
    CHECK(practice::glide(run)->temperature == 0);
}

TEST_CASE("uptake through closing channels is the integral of what they pass", "[practice][analytic]")
{
    simulation::Outcome run;
    run.scene = testing::scene_of(testing::small_cheek, {"solute.molar_mass=122.12"});
    CHECK(practice::uptake(run).empty());
    run.solute.emplace();
    run.solute->calibrated.intact = {1e-10};
    run.solute->calibrated.total = {5e-9};
    run.closure.emplace();
    run.closure->half_life.value = {2 * 3600.0};
    const auto found = practice::uptake(run);
    REQUIRE(found.size() == 3);
    for (const simulation::Uptake& at : found) {
        double sum = 0;
        const int steps = 20000;
        const double step = at.hours * 3600 / steps;
        for (int k = 0; k < steps; ++k) sum += step * (1e-10 + 4.9e-9 * std::exp2(-(k + 0.5) * step / 7200));
        CHECK(at.treated == Approx(sum).epsilon(1e-6));
        CHECK(at.intact == Approx(1e-10 * at.hours * 3600));
    }
    run.scene.solute->solute.molar_mass = 1e6;
    CHECK(practice::uptake(run).empty());
}
