// Figures are named by key in pages, rules, documents, scenes and studies: each must be one of the table.
#include "dermavox/result/figure.hpp"
#include "dermavox/scene/reference.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

using namespace dermavox;
namespace fs = std::filesystem;

namespace {

const fs::path root = DERMAVOX_SOURCE_DIR;

std::vector<fs::path> sources()
{
    std::vector<fs::path> files{root / "README.md", root / "CHANGELOG.md"};
    for (const char* folder : {"include", "engine", "tools/cli", "scenes", "bench"})
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            const std::string end = entry.path().extension();
            if (end == ".cpp" || end == ".hpp" || end == ".md" || end == ".toml") files.push_back(entry.path());
        }
    return files;
}

/// The parts of a result: what a key starts with.
std::string tops()
{
    std::string all;
    for (const result::Figure& figure : result::figures()) {
        const std::string top(figure.key.substr(0, figure.key.find_first_of(".[")));
        if (top != "schema" && ('|' + all + '|').find('|' + top + '|') == std::string::npos)
            all += (all.empty() ? "" : "|") + top;
    }
    return all;
}

/// A key of a number, or what leads to keys: a part, a list, a group of numbers. Keys of scenes, names of files, and
/// of an assumption that a run adds, look alike.
bool is_known(const std::string& key)
{
    if (result::find_figure(key) || key.ends_with(".toml") || key == "force.needle_yield") return true;
    static const std::vector<std::string> of_scenes = scene::key_names();
    if (std::ranges::find(of_scenes, key) != of_scenes.end()) return true;
    const std::string plain = std::regex_replace(key, std::regex(R"(\[[^\]]*\])"), "[]");
    return std::ranges::any_of(result::figures(), [&](const result::Figure& figure) {
        const std::string_view rest = figure.key.substr(std::min(plain.size(), figure.key.size()));
        return figure.key.starts_with(plain) && (rest.empty() || rest[0] == '.' || rest[0] == '[' || rest[0] == '{');
    });
}

}  // namespace

TEST_CASE("Every key of a figure that code, documents, scenes and studies name is in the table", "[result]")
{
    // in quotes or backticks, without spaces, a part of the result first
    const std::regex key("[\"'`]((?:" + tops() + R"()(?:\[[\w.]*\])?(?:\.[a-z]\w*(?:\[[\w.]*\]|\{\})?)+)["'`\s<>=])");
    std::size_t found = 0;
    for (const fs::path& file : sources()) {
        std::ifstream in(file);
        const std::string text(std::istreambuf_iterator<char>(in), {});
        for (std::sregex_iterator at(text.begin(), text.end(), key), end; at != end; ++at, ++found) {
            INFO(fs::relative(file, root).string() << ": " << (*at)[1]);
            CHECK(is_known((*at)[1]));
        }
    }
    CHECK(found > 200);
}
