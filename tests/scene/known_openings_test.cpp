// Known openings from a table, as a result's channels.csv.
#include "tests/scene/shared.hpp"

#include <unistd.h>

#include <fstream>
#include <numbers>

using namespace dermavox;
using scene::minimal;
using scene::problem_of;

TEST_CASE("known openings are read from a result's channels and from lists", "[scene][wound]")
{
    const auto folder = std::filesystem::temp_directory_path() / ("dermavox-openings-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "channels.csv")
        << "id,x_mm,y_mm,long_um,short_um,angle_deg,area_um2,depth_um,merged_insertions\n"
           "0,1,2,100,60,90,4712,300,1\n1,3,4,80,80,0,5026,150,1\n";
    const auto read = [&](const std::vector<std::string>& sets) {
        return scene::read_scene_text(minimal, (folder / "a.toml").string(), sets, scene::shipped());
    };
    const auto first = read({"wound.channels=channels.csv"});
    REQUIRE(first.wound);
    REQUIRE(first.wound->openings.size() == 2);
    const scene::KnownOpening& o = first.wound->openings[0];
    CHECK_THAT(o.x, WithinRel(1e-3, 1e-12));
    CHECK_THAT(o.length, WithinRel(100e-6, 1e-12));
    CHECK_THAT(o.width, WithinRel(60e-6, 1e-12));
    CHECK_THAT(o.angle, WithinRel(std::numbers::pi / 2, 1e-12));
    CHECK_THAT(o.depth, WithinRel(300e-6, 1e-12));
    const auto again = scene::read(scene::resolved_text(first));
    CHECK(again.wound->openings[1].depth == first.wound->openings[1].depth);

    std::ofstream(folder / "n.csv") << "x_mm,y_mm,long_um\n1,1,50\n";
    try {
        read({"wound.channels=n.csv"});
        FAIL("it was read");
    } catch (const core::InputError& error) {
        CHECK(error.problems().front().found == "no column depth");
    }
    std::filesystem::remove_all(folder);
}

TEST_CASE("openings that cannot be are told", "[scene][wound][bad]")
{
    const auto key = [](std::vector<std::string> sets) {
        sets.push_back("wound.openings.x=[\"1 mm\"]");
        sets.push_back("wound.openings.y=[\"1 mm\"]");
        return problem_of(minimal, sets).key;
    };
    const std::string length = "wound.openings.long=[\"50 um\"]", depth = "wound.openings.depth=[\"100 um\"]";
    CHECK(key({length}) == "wound.openings.x");
    CHECK(key({length, "wound.openings.depth=[\"100 um\", \"100 um\"]"}) == "wound.openings.depth");
    CHECK(key({length, depth, "wound.openings.short=[\"60 um\"]"}) == "wound.openings.short");
    CHECK(key({length, "wound.openings.depth=[\"3 mm\"]"}) == "grid.depth");
    CHECK(key({length, depth, "motion.area=[\"0.9 mm\", \"5 mm\"]"}) == "wound.openings.x");
    CHECK(key({length, depth, "wound.lattice={ per_cm2 = 100, radius = \"20 um\", depth = \"0.3 mm\" }"}) ==
          "wound.openings.x");
}
