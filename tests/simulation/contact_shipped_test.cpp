// scenes/contact holds the table of contact of each site under each cap and base of the catalogue, and of each scene:
// no run of these solves one. tools/contact-tables makes them.
#include "dermavox/core/problem.hpp"
#include "scenes.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/share.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <map>

using namespace dermavox;
namespace fs = std::filesystem;

namespace {

const fs::path scenes = fs::path(DERMAVOX_SOURCE_DIR) / "scenes";

using Cases = std::map<std::string, mechanics::ContactCase>;  // by file

void add(const scene::Scene& scene, Cases& cases)
{
    if (scene.device.kind == device::Kind::roller) return;
    const mechanics::ContactCase one = mechanics::device_case(scene.skin, scene.device, scene.mechanics);
    cases.emplace(mechanics::ContactTables::file_of(one), one);
}

Cases wanted()
{
    const scene::Catalogue all(scenes);
    Cases cases;
    for (const std::string& site : all.sites())
        for (const std::string& device : all.devices())
            add(scene::read_scene_text(
                    fmt::format("schema = 1\n[skin]\nsite = \"{}\"\n[device]\npreset = \"{}\"\n", site, device),
                    "contact.toml", {}, all),
                cases);
    for (const fs::path& folder : {scenes, scenes / "plans"})
        for (const fs::directory_entry& file : fs::directory_iterator(folder))
            if (file.path().extension() == ".toml") try {
                    add(scene::read_scene(file.path(), {}, all), cases);
                } catch (const core::InputError&) {  // materials.toml, wrong-on-purpose.toml
                }
    return cases;
}

}  // namespace

TEST_CASE("every site under every cap and base has its table, and there are no others", "[simulation][contact]")
{
    std::map<std::string, bool> there;
    for (const fs::directory_entry& file : fs::directory_iterator(scenes / "contact"))
        there[file.path().filename().string()] = true;
    const Cases cases = wanted();
    CHECK(there.size() == cases.size());
    bool solving = false;
    const mechanics::ContactTables tables({}, scenes / "contact", [&](const std::string&) { solving = true; });
    for (const auto& [file, one] : cases) {
        INFO("run tools/contact-tables: " << file << " of\n" << one.canonical());
        REQUIRE(there.contains(file));
        CHECK(tables.get(one).force.size() > 1);
        CHECK_FALSE(solving);
    }
}

TEST_CASE("tables that come along are those that the solver makes", "[simulation][contact][full]")
{
    const mechanics::ContactTables tables({}, scenes / "contact");
    const Cases cases = wanted();
    for (const std::uint32_t i : support::share_of(std::uint32_t(cases.size()), 4)) {
        const mechanics::ContactCase& one = std::next(cases.begin(), i)->second;
        INFO(one.canonical());
        const mechanics::ContactTable kept = tables.get(one), made = mechanics::solved(one);
        REQUIRE(made.force.size() == kept.force.size());
        for (std::size_t row = 1; row < made.force.size(); ++row)
            CHECK_THAT(made.force[row], WithinRel(kept.force[row], 1e-5));
    }
}
