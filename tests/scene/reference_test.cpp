#include "dermavox/scene/reference.hpp"

#include "engine/scene/read/settings.hpp"
#include "tests/scene/shared.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

using namespace dermavox;

namespace {

std::string file_text(const std::filesystem::path& file)
{
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("every key explains itself", "[scene][reference]")
{
    std::set<std::string> seen;
    for (const std::string& key : scene::key_names()) {
        INFO(key);
        CHECK(seen.insert(key).second);
        CHECK(scene::explain(key).find("default: ") != std::string::npos);
    }
    CHECK(scene::explain("skin.stratum_corneum.thickness") == scene::explain("skin.<layer>.thickness"));
    CHECK(scene::explain("device.needle").find("device.needle.taper") != std::string::npos);
    CHECK_THROWS_AS(scene::explain("device.nedle.taper"), core::Failure);
}

TEST_CASE("every row has an example that fits it", "[scene][reference]")
{
    for (const scene::Row& row : scene::schema()) {
        INFO(row.key);
        CHECK_FALSE(row.doc.empty());
        std::vector<core::Problem> problems;
        const std::string example = row.shown_example();
        if (example.empty()) {
            CHECK(row.kind == scene::Kind::text);
            continue;
        }
        auto items = scene::read_override("x=" + example, problems);
        scene::Setting setting{.row = &row, .key = row.key};
        REQUIRE(items.size() == 1);
        CHECK(scene::take(items.front(), row, setting, problems));
        CHECK(problems.empty());
    }
}

TEST_CASE("no key is in the table that nobody reads", "[scene][reference]")
{
    std::string sources;
    for (const auto& file :
         std::filesystem::recursive_directory_iterator(std::filesystem::path(DERMAVOX_SOURCE_DIR) / "engine/scene"))
        if (file.path().extension() == ".cpp" &&
            file.path().parent_path().filename() != "keys")  // where they are listed
            sources += file_text(file.path());
    for (const scene::Row& row : scene::schema()) {
        if (row.key == "schema") continue;
        if (row.key.starts_with("limits.") || row.key.starts_with("mechanics.")) continue;  // read as families
        const std::string name = row.key.substr(row.key.rfind('.') + 1);
        INFO(row.key);
        const bool read = row.to.fill || sources.find('"' + name + '"') != std::string::npos ||
                          sources.find('.' + name + '"') != std::string::npos;
        CHECK(read);
    }
}

TEST_CASE("the written reference is the table's", "[scene][reference]")
{
    // to renew it: DERMAVOX_WRITE_REFERENCE=1 with this test
    const auto file = scene::scenes_folder / "REFERENCE.md";
    if (std::getenv("DERMAVOX_WRITE_REFERENCE")) std::ofstream(file) << scene::reference_text();
    CHECK(file_text(file) == scene::reference_text());
}

TEST_CASE("scenes/README.md shows what the wrong scene is told", "[scene][reference]")
{
    std::string message;
    try {
        scene::read_scene_text(file_text(scene::scenes_folder / "wrong-on-purpose.toml"),
                               "scenes/wrong-on-purpose.toml", {}, scene::shipped());
    } catch (const core::InputError& error) {
        message = error.what();
    }
    INFO(message);
    CHECK(message.ends_with("11 problems, nothing was simulated"));
    CHECK(file_text(scene::scenes_folder / "README.md").find(message) != std::string::npos);
}

TEST_CASE("the JSON schema has balanced brackets and names the keys", "[scene][reference]")
{
    const std::string json = scene::json_schema();
    CHECK(std::ranges::count(json, '{') == std::ranges::count(json, '}'));
    CHECK(std::ranges::count(json, '[') == std::ranges::count(json, ']'));
    CHECK(json.find("\"tip_radius\"") != std::string::npos);
    CHECK(json.find("exclusiveMinimum") != std::string::npos);
}
