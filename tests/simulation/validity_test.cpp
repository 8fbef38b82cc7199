#include "dermavox/simulation/validity.hpp"

#include "dermavox/simulation/press_of.hpp"
#include "tests/simulation/scenes.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <set>

using namespace dermavox;
using simulation::Mark;
using simulation::Severity;

namespace {

std::vector<Mark> marks_of(const scene::Scene& scene)
{
    const mechanics::Press press = simulation::press_of(scene, scene.device);
    return simulation::marks_of({scene, scene.device, press});
}

std::optional<Severity> mark(const std::vector<std::string>& sets, std::string_view code,
                             const std::string& text = testing::small_cheek)
{
    for (const Mark& one : marks_of(testing::scene_of(text, sets)))
        if (one.range->code == code) return one.severity;
    return {};
}

}  // namespace

TEST_CASE("every range has a name of its own, a source, and bounds in order", "[simulation][validity]")
{
    std::set<std::string_view> codes;
    for (const simulation::ValidityRange& range : simulation::validity_ranges()) {
        INFO(range.code);
        CHECK(codes.insert(range.code).second);
        CHECK_FALSE(range.by.empty());
        CHECK(range.from < range.to);
        CHECK(range.mild >= 1);
        CHECK(range.severe > range.mild);
    }
}

TEST_CASE("values are marked by how far they lie past a range, on either side", "[simulation][validity][property]")
{
    for (const simulation::ValidityRange& range : simulation::validity_ranges()) {
        INFO(range.code);
        const double inside = std::isfinite(range.to) ? (range.from + range.to) / 2 : 2 * range.from;
        CHECK_FALSE(severity_of(range, inside));
        if (std::isfinite(range.to)) {
            CHECK_FALSE(severity_of(range, range.mild * range.to));
            CHECK(severity_of(range, 1.001 * range.mild * range.to) == Severity::mild);
            CHECK(severity_of(range, 1.001 * range.severe * range.to) == Severity::severe);
        }
        if (range.from > 0) {
            CHECK_FALSE(severity_of(range, range.from / range.mild));
            CHECK(severity_of(range, 0.999 * range.from / range.mild) == Severity::mild);
            CHECK(severity_of(range, 0.999 * range.from / range.severe) == Severity::severe);
        }
    }
}

TEST_CASE("pens as people use them have no mark", "[simulation][validity]")
{
    const scene::Catalogue all(DERMAVOX_SOURCE_DIR "/scenes");
    for (const char* file :
         {"cheek-pen-12-ring", "abdomen-grid-36", "cosmetic-025", "forehead-bone", "mixed-needles"}) {
        INFO(file);
        CHECK(marks_of(scene::read_scene(all.folder() / (std::string(file) + ".toml"), {}, all)).empty());
    }
}

TEST_CASE("each range marks the run that lies outside it, and only then", "[simulation][validity]")
{
    const std::string speed = "motion.speed=", dial = "device.depth=";
    CHECK_FALSE(mark({}, "glide_speed"));
    CHECK(mark({speed + "120 mm/s"}, "glide_speed") == Severity::mild);
    CHECK(mark({speed + "300 mm/s"}, "glide_speed") == Severity::severe);
    CHECK(mark({dial + "2 mm"}, "glide_depth") == Severity::mild);
    CHECK_FALSE(mark({"device.cap.force=1 N"}, "device_dent"));
    CHECK(mark({"device.cap.force=6 N"}, "device_dent"));
    CHECK(mark({"device.needle.diameter=1.6 mm", "device.cartridge.needles=3", "device.cartridge.radius=1.5 mm",
                dial + "0.5 mm"},
               "needle_diameter") == Severity::mild);
    CHECK(mark({"device.needle.tip_radius=0.2 mm", "device.needle.diameter=0.5 mm"}, "tip_diameter") ==
          Severity::mild);
    CHECK(mark({"mechanics.barrier_modulus=67 MPa"}, "barrier_stiffness") == Severity::mild);
    CHECK(mark({"skin.tension=100 N/m"}, "dermis_tension") == Severity::mild);
}

TEST_CASE("an array that sinks deeper than the soft tissue is thick is marked severe", "[simulation][validity]")
{
    const std::string array = "schema = 1\ntitle = \"a\"\n[skin]\nsite = \"thigh\"\n[device]\n"
                              "preset = \"polymer-array-600um\"\n";
    CHECK(mark({"device.drive.force=15 N"}, "device_dent", array) == Severity::severe);
    CHECK_FALSE(mark({"device.drive.force=1 N"}, "device_dent", array));
}
