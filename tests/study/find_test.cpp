#include "dermavox/study/find.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/scene/read_scene.hpp"
#include "dermavox/simulation/simulate.hpp"
#include "samples.hpp"
#include "tests/simulation/scenes.hpp"

using namespace dermavox;
using study::find_target;
using study::FindRequest;

namespace {

constexpr const char* k_pen = R"(schema = 1
title = "small cheek"
[skin]
site = "cheek"
[device]
preset = "pen-12-ring"
[motion]
area = ["2 mm", "2 mm"]
passes = 1
[grid]
voxel = "20 um"
)";

FindRequest request(const testing::TestFolder& folder, const std::string& text, const std::string& vary,
                    const std::string& target)
{
    folder.write("scene.toml", text);
    FindRequest r;
    r.scene = (folder / "scene.toml").string();
    r.vary = {vary};
    r.targets = {find_target(target)};
    return r;
}

}  // namespace

TEST_CASE("A target is read in the unit of its figure", "[study][find]")
{
    CHECK_THAT(find_target("depth.inserted_um.p50=0.6 mm").value, WithinRel(600, 1e-12));
    CHECK_THAT(find_target("depth.inserted_um.p50 = 600").value, WithinRel(600, 1e-12));
    CHECK_THAT(find_target("coverage>=5%").value, WithinRel(0.05, 1e-12));
    CHECK(find_target("coverage>=5%").side == study::FindTarget::Side::at_least);
    CHECK(find_target("coverage>=5%").key == "coverage.at_depth[0].open_fraction");
    CHECK(find_target("stroke_force<=2 N").side == study::FindTarget::Side::at_most);
    for (const char* wrong :
         {"coverage", "=5", "coverage=five", "depth.inserted_um.p50=3 N", "depth.insertd_um.p50=3"})
        CHECK_THROWS_AS(find_target(wrong), core::InputError);
}

TEST_CASE("The radius that gives a coverage is that of the closed form", "[study][find][analytic]")
{
    const testing::TestFolder folder;
    // 100 per cm2 of radius r cover pi r^2 100/cm2: 1 % at r = sqrt(0.01 / (pi 1e6 / m2))
    const auto answer =
        study::find(request(folder, testing::known_lattice, "wound.lattice.radius=10um..100um", "coverage=1%"),
                    testing::shipped());
    REQUIRE(answer.found);
    CHECK_THAT(answer.value.front(), WithinRel(1e6 * std::sqrt(0.01 / (3.14159265358979 * 1e6)), 2e-3));
    CHECK(answer.text.front().starts_with("wound.lattice.radius="));
}

TEST_CASE("A target beyond the range is refused with the nearest value", "[study][find]")
{
    const testing::TestFolder folder;
    const auto answer =
        study::find(request(folder, testing::known_lattice, "wound.lattice.radius=10um..100um", "coverage=20%"),
                    testing::shipped());
    CHECK_FALSE(answer.found);
    CHECK_THAT(answer.value.front(), WithinRel(100, 1e-9));
    CHECK(answer.most < 0.2);
}

TEST_CASE("A dial is found that reaches a depth, and a run there reaches it", "[study][find]")
{
    const testing::TestFolder folder;
    const auto r = request(folder, k_pen, "device.depth=0.25mm..1.5mm", "depth.inserted_um.p50=400");
    const auto answer = study::find(r, testing::shipped());
    REQUIRE(answer.found);
    REQUIRE(answer.interval);
    CHECK(answer.low <= answer.value.front());
    CHECK(answer.high >= answer.value.front());
    const auto run = simulation::simulate(scene::read_scene(r.scene, answer.text, testing::shipped()));
    CHECK_THAT(1e6 * run.measures->depths.inserted.p50, WithinRel(400, 0.05));
}

TEST_CASE("Fewest passes for a density are the least whole number that reaches it", "[study][find]")
{
    const testing::TestFolder folder;
    const auto r = request(folder, k_pen, "motion.passes=1..8", "punctures>=1500");
    const auto answer = study::find(r, testing::shipped());
    REQUIRE(answer.found);
    const double passes = answer.value.front();
    CHECK(answer.targets.front().at >= 1500);
    if (passes > 1) {
        auto fewer = r;
        fewer.sets = {"motion.passes=" + std::to_string(int(passes) - 1)};
        const auto run = simulation::simulate(scene::read_scene(r.scene, fewer.sets, testing::shipped()));
        CHECK(run.measures->punctures_per_area * 1e-4 < 1.05 * 1500);
    }
}

TEST_CASE("What cannot be asked is refused with what to write", "[study][find]")
{
    const testing::TestFolder folder;
    CHECK_THROWS_AS(
        study::find(request(folder, k_pen, "device.depht=0.25mm..1.5mm", "coverage=1%"), testing::shipped()),
        core::InputError);
    CHECK_THROWS_AS(study::find(request(folder, k_pen, "device.depth=0.25..1.5", "coverage=1%"), testing::shipped()),
                    core::InputError);
    CHECK_THROWS_AS(study::find(request(folder, k_pen, "device.depth=1mm", "coverage=1%"), testing::shipped()),
                    core::InputError);
    CHECK_THROWS_AS(
        study::find(request(folder, k_pen, "device.depth=1.5mm..0.5mm", "coverage=1%"), testing::shipped()),
        core::InputError);
}
