#include "engine/scene/keys/binding.hpp"
#include "tests/scene/shared.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>

using namespace dermavox;
using scene::Kind;

namespace {

const scene::Row& row(const std::string& key)
{
    const auto at = std::ranges::find(scene::schema(), key, &scene::Row::key);
    REQUIRE(at != scene::schema().end());
    REQUIRE(at->to.fill);
    return *at;
}

void fill(scene::Scene& scene, const std::string& key, std::vector<double> numbers,
          std::vector<std::string> texts = {})
{
    row(key).to.fill({.row = &row(key), .key = key, .numbers = std::move(numbers), .texts = std::move(texts)}, scene);
}

}  // namespace

TEST_CASE("a bound row has the kind and dimension of its member", "[scene][binding]")
{
    using D = core::Dimension;
    const auto is = [](const char* key, Kind kind, D dimension) {
        INFO(key);
        CHECK((row(key).kind == kind && row(key).dimension == dimension));
    };
    is("motion.ramp", Kind::quantity, D::length);
    is("motion.overlap", Kind::number, D::none);
    is("motion.passes", Kind::integer, D::none);
    is("motion.hand.tilt", Kind::quantity, D::angle);  // a pure number that says so
    is("environment.temperature", Kind::quantity, D::temperature);
    is("report.depths", Kind::quantities, D::length);
    is("report.voxels", Kind::flag, D::none);
    is("skin.<layer>.thickness", Kind::quantity, D::length);  // a property
    is("skin.<layer>.toughness", Kind::quantity, D::toughness);
    is("device.drive.motor_torque", Kind::quantity, D::torque);
    CHECK(row("motion.turn").choices == std::vector<std::string>{"lift", "arc"});
}

TEST_CASE("a bound key fills its member, making the optional that it stands in", "[scene][binding]")
{
    scene::Scene scene;
    fill(scene, "motion.hand.wander", {2e-3});
    CHECK(scene.motion.hand.wander.si == 2e-3);
    fill(scene, "motion.turn", {}, {"arc"});
    CHECK(scene.motion.turn == motion::Turn::arc);
    CHECK_FALSE(scene.solute);
    fill(scene, "solute.log_kow", {-0.5});
    REQUIRE(scene.solute);
    CHECK(scene.solute->solute.log_kow == -0.5);
    fill(scene, "skin.appendages.glands_per_mm2", {1.5});
    CHECK(scene.skin.appendages.glands.value.si == 1.5e6);
    scene.skin.layers.resize(2);
    fill(scene, "skin.<layer>.recoil", {0.25});
    CHECK(scene.skin.layers[1].recoil.value == 0.25);
    CHECK(scene.skin.layers[0].recoil.value == 0);
    fill(scene, "report.depths", {0, 1e-4});
    CHECK(scene.report.depths == std::vector<Length>{{0}, {1e-4}});
}

TEST_CASE("needles of other types start from the device's own", "[scene][binding]")
{
    const auto types =
        scene::read(scene::minimal + "\n[[device.needle_type]]\nname = \"fine\"\ndiameter = \"0.2 mm\"\n",
                    {"device.needle.diameter=0.3 mm", "device.needle.lubricant=lubricated"})
            .device;
    REQUIRE(types.other_needles.size() == 1);
    CHECK(types.needle.diameter.si == 0.3e-3);
    CHECK(types.other_needles[0].diameter.si == 0.2e-3);
    CHECK(types.other_needles[0].lubricated);
    CHECK(types.other_needles[0].length.si == types.needle.length.si);
}
