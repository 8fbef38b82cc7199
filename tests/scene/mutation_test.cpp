/// Thousands of broken scenes: whatever the text, reading ends with a scene or an InputError.
#include "tests/scene/shared.hpp"

#include <fstream>
#include <random>
#include <sstream>

using namespace dermavox;

namespace {

std::vector<std::string> seeds()
{
    std::vector<std::string> texts;
    for (const char* name : {"cheek-pen-12-ring", "wrong-on-purpose", "abdomen-grid-36"}) {
        std::ifstream in(scene::scenes_folder / (std::string(name) + ".toml"));
        std::ostringstream text;
        text << in.rdbuf();
        texts.push_back(text.str());
    }
    texts.push_back("schema = 1\n[[skin.layer]]\nname = \"a\"\nthickness = { value = \"1 mm\", spread = 0.2, basis = "
                    "\"read\", source = \"x\" }\n"
                    "[[skin.layer]]\nname = \"b\"\nthickness = \"2 mm\"\n[wound]\nlattice = { per_cm2 = 100, radius "
                    "= \"20 um\", depth = \"0.3 mm\" }\n");
    return texts;
}

/// Reads; returns whether it was a scene. Anything but InputError fails the test.
bool survives(const std::string& text, const std::vector<std::string>& sets = {})
{
    try {
        scene::read(text, sets);
        return true;
    } catch (const core::InputError& error) {
        REQUIRE_FALSE(error.problems().empty());
        REQUIRE(error.problems().size() <= 101);
        for (const auto& problem : error.problems()) REQUIRE_FALSE(problem.found.empty());
    }
    return false;
}

}  // namespace

TEST_CASE("no mutation of a scene does more than end in an InputError", "[scene][bad][fuzz]")
{
    const std::vector<std::string> pieces = {"[",
                                             "]",
                                             "[[",
                                             "]]",
                                             "{",
                                             "}",
                                             "\"",
                                             "'",
                                             "=",
                                             ".",
                                             ",",
                                             "\n",
                                             "#",
                                             "`",
                                             "\"\"\"",
                                             "1e400",
                                             "nan",
                                             "-",
                                             "inf",
                                             "\\u0000",
                                             "\\",
                                             "[skin]",
                                             "skin.layer[1]",
                                             "value",
                                             "0x",
                                             "_",
                                             "1979-05-27",
                                             "true",
                                             "[]",
                                             "{}",
                                             "\xC2\xB5",
                                             "mm",
                                             "kg"};
    std::mt19937 random(20240607);
    const auto draw = [&random](std::size_t n) { return std::size_t(random() % n); };
    const auto texts = seeds();
    int read = 0;
    for (int n = 0; n < 4000; ++n) {
        std::string text = texts[draw(texts.size())];
        for (std::size_t edits = 1 + draw(4); edits > 0; --edits) {
            const std::size_t at = draw(text.size() + 1), length = draw(20);
            switch (draw(5)) {
            case 0:
                text.erase(at, length);
                break;
            case 1:
                text.insert(at, pieces[draw(pieces.size())]);
                break;
            case 2:
                text.insert(at, text.substr(draw(text.size() + 1), 5 * length));
                break;
            case 3:
                if (at < text.size()) text[at] = char(random() % 256);
                break;
            default:
                text.resize(at);
            }
        }
        INFO(text);
        read += survives(text);
    }
    CHECK(read > 50);  // some mutations are harmless: the test reaches the later stages
}

TEST_CASE("random bytes end in an InputError", "[scene][bad][fuzz]")
{
    std::mt19937 random(7);
    for (int n = 0; n < 2000; ++n) {
        std::string text(random() % 200, ' ');
        for (char& c : text) c = n % 2 ? char(32 + random() % 95) : char(random() % 256);
        INFO(text);
        CHECK_FALSE(survives(text));
    }
}

TEST_CASE("no override does more than end in an InputError", "[scene][bad][fuzz]")
{
    const std::vector<std::string> words = {"skin",
                                            ".",
                                            "layer",
                                            "[1]",
                                            "[",
                                            "]",
                                            "=",
                                            "device",
                                            "depth",
                                            "1 mm",
                                            "{",
                                            "}",
                                            "value",
                                            "\"",
                                            "motion.area",
                                            "layers",
                                            "stratum_corneum",
                                            "thickness",
                                            "[[",
                                            "\n",
                                            "nan",
                                            "0",
                                            "-1",
                                            "preset",
                                            "pen-12-ring",
                                            "roller-192",
                                            "site",
                                            "cartridge.layout",
                                            "table",
                                            "seats",
                                            " ",
                                            "1e309",
                                            "wound.lattice.per_cm2"};
    std::mt19937 random(11);
    for (int n = 0; n < 2000; ++n) {
        std::vector<std::string> sets;
        for (std::size_t k = 1 + random() % 2; k > 0; --k) {
            std::string set;
            for (std::size_t length = 1 + random() % 7; length > 0; --length) set += words[random() % words.size()];
            sets.push_back(set);
        }
        INFO(sets.front());
        survives(scene::minimal, sets);
    }
}
