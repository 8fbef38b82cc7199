#include "dermavox/scene/starter.hpp"

#include "dermavox/scene/read_scene.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <regex>

using namespace dermavox;

namespace {

const scene::Catalogue& shelves()
{
    static const scene::Catalogue catalogue(DERMAVOX_SOURCE_DIR "/scenes");
    return catalogue;
}

scene::Scene read(const std::string& text) { return scene::read_scene_text(text, "new.toml", {}, shelves()); }

}  // namespace

TEST_CASE("A new scene of each kind is read without a problem", "[scene]")
{
    CHECK(scene::starter_kinds() == std::vector<std::string>{"pen", "roller", "stamp"});
    for (const std::string& kind : scene::starter_kinds()) {
        INFO(kind);
        const scene::Scene made = read(scene::starter_scene(kind, shelves()));
        CHECK(made.title == "my " + kind);
        CHECK(made.limits.empty());
    }
}

TEST_CASE("What a new scene shows commented out is what holds anyway", "[scene]")
{
    for (const std::string& kind : scene::starter_kinds()) {
        INFO(kind);
        const std::string text = scene::starter_scene(kind, shelves());
        const std::string bare = std::regex_replace(text, std::regex("\n#(\\w+ = )"), "\n$1");
        CHECK(bare != text);
        const scene::Scene before = read(text), after = read(bare);
        CHECK_FALSE(after.limits.empty());
        for (const scene::Entry& entry : before.entries) {
            INFO(entry.key);
            const auto same = std::ranges::find(after.entries, entry.key, &scene::Entry::key);
            REQUIRE(same != after.entries.end());
            CHECK(same->value == entry.value);
        }
    }
}

TEST_CASE("Every key of a new scene stands under its meaning", "[scene]")
{
    for (const std::string& kind : scene::starter_kinds()) {
        const std::string text = scene::starter_scene(kind, shelves());
        std::string before;
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = text.find('\n', begin);
            const std::string line = text.substr(begin, end - begin);
            INFO(line);
            if (std::regex_search(line, std::regex("^#?\\w+ = "))) CHECK(before.starts_with("# "));
            CHECK(line.size() <= 100);
            before = line;
            begin = end + 1;
        }
    }
}
