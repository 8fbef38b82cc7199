// Scars, inclusions, follicles and glands of a scene. Scans: tests/cli/scan_full_test.py.
#include "dermavox/skin/condition.hpp"
#include "tests/scene/shared.hpp"

#include <algorithm>

using namespace dermavox;
using scene::minimal;
using scene::problem_of;
using scene::problems_of;

namespace {

scene::Scene read(const std::vector<std::string>& sets)
{
    return scene::read_scene_text(minimal, "a.toml", sets, scene::shipped());
}

}  // namespace

TEST_CASE("a scar is a key, and a result lists what it rests on", "[scene][tissue]")
{
    const auto whole = read({}), scar = read({"skin.tissue=scar"});
    const std::size_t dermis = skin::first_of(whole.skin, skin::Role::dermis);
    CHECK_THAT(scar.skin.layers[dermis].young_modulus.value / whole.skin.layers[dermis].young_modulus.value,
               WithinRel(2.0, 1e-12));
    CHECK_THAT(scar.skin.layers[dermis].thickness.value / whole.skin.layers[dermis].thickness.value,
               WithinRel(0.7, 1e-12));
    const auto assumed = [](const scene::Scene& s, const std::string& key) {
        return std::ranges::count(s.notes.assumed, key, &core::Assumption::key);
    };
    CHECK(assumed(scar, "skin.tissue.dermis_modulus") == 1);
    CHECK(assumed(whole, "skin.tissue.dermis_modulus") == 0);
    CHECK(assumed(read({"skin.tissue=hypertrophic-scar"}), "skin.tissue.dermis_modulus") == 0);  // published
    CHECK(problems_of(minimal, {"skin.tissue=scarr"}).front().hint == "did you mean \"scar\"?");
    // a scar of an old person: both laws, in either order
    CHECK_THAT(read({"skin.tissue=scar", "skin.age=60"}).skin.layers[dermis].thickness.value /
                   read({"skin.age=60"}).skin.layers[dermis].thickness.value,
               WithinRel(0.7, 1e-12));
}

TEST_CASE("inclusions are read from words", "[scene][inclusion]")
{
    const auto s = read(
        {R"(skin.inclusions=["deep vessels: plane 0.9 mm", "filler:ellipsoid 5 mm, 4 mm, 1500 um; 4 mm, 3 mm, 1 mm"])"});
    REQUIRE(s.skin.inclusions.size() == 2);
    CHECK(s.skin.inclusions[0].name == "deep vessels");
    CHECK(s.skin.inclusions[0].shape == skin::Inclusion::Shape::plane);
    CHECK_THAT(s.skin.inclusions[0].depth, WithinRel(0.9e-3, 1e-12));
    const skin::Inclusion& filler = s.skin.inclusions[1];
    CHECK(filler.shape == skin::Inclusion::Shape::ellipsoid);
    CHECK_THAT(filler.depth, WithinRel(1.5e-3, 1e-12));
    CHECK_THAT(filler.y, WithinRel(4e-3, 1e-12));
    CHECK_THAT(filler.half_y, WithinRel(1.5e-3, 1e-12));
    CHECK_THAT(filler.half_depth, WithinRel(0.5e-3, 1e-12));
    CHECK(scene::read_scene_text(scene::resolved_text(s), "b.toml", {}, scene::shipped()).skin.inclusions.size() ==
          2);
}

TEST_CASE("every inclusion that cannot be read is told, with the reason", "[scene][inclusion][bad]")
{
    const std::pair<const char*, const char*> cases[] = {
        {"plane 1 mm", "a name"},
        {": plane 1 mm", "a name"},
        {"a: plane", "no number"},
        {"a: plane 0 mm", "above 0"},
        {"a: plane -1 mm", "above 0"},
        {"a: plane 1 kg", "kg"},
        {"a: plane 1 mm, 2 mm", "2 values"},
        {"a: sphere 1 mm", "neither plane nor ellipsoid"},
        {"a: ellipsoid 1 mm, 1 mm, 1 mm", "three axes"},
        {"a: ellipsoid 1 mm, 1 mm, 1 mm; 1 mm, 1 mm", "2 values"},
        {"a: ellipsoid 1 mm, 1 mm, 1 mm; 1 mm, 1 mm, 0 mm", "axes above 0"},
        {"a: ellipsoid 1 mm, 1 mm, nan mm; 1 mm, 1 mm, 1 mm", "finite"},
    };
    for (const auto& [text, why] : cases) {
        INFO(text);
        const auto told = problems_of(minimal, {std::string("skin.inclusions=[\"") + text + "\"]"});
        REQUIRE(told.size() == 1);
        CHECK(told.front().key == "skin.inclusions");
        CHECK(told.front().found == '"' + std::string(text) + '"');
        CHECK(told.front().hint.find(why) != std::string::npos);
    }
    CHECK(problems_of(minimal, {R"(skin.inclusions=["a: plane 1 mm", "a: plane 2 mm", "b: plane x"])"}).size() == 2);
}

TEST_CASE("follicles and glands have their density of all sites unless stated", "[scene][appendages]")
{
    CHECK_THAT(read({}).skin.appendages.follicles.value.si, WithinRel(1.40e6, 1e-12));
    CHECK_THAT(read({}).skin.appendages.glands.value.si, WithinRel(1.28e6, 1e-12));
    const auto stated = read({"skin.appendages.follicles_per_mm2=0", "skin.appendages.gland_radius=30 um"});
    CHECK(stated.skin.appendages.follicles.value.si == 0);
    CHECK_THAT(stated.skin.appendages.gland_radius.value.si, WithinRel(30e-6, 1e-12));
    CHECK(read({"skin.tissue=scar"}).skin.appendages.follicles.value.si == 0);
    CHECK(problems_of(minimal, {"skin.appendages.glands_per_mm2=-1", "skin.appendages.follicle_radius=2"}).size() ==
          2);
}
