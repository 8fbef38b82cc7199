#include "dermavox/scene/study_file.hpp"

#include "dermavox/core/problem.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <fstream>

using namespace dermavox;
using namespace dermavox::scene;

namespace {

namespace fs = std::filesystem;
const fs::path studies = fs::path(DERMAVOX_SOURCE_DIR) / "scenes" / "studies";

const Catalogue& catalogue()
{
    static const Catalogue shelves(fs::path(DERMAVOX_SOURCE_DIR) / "scenes");
    return shelves;
}

/// A study of the shipped patch; the scene is looked for beside the shipped studies.
Study read(const std::string& text)
{
    return read_study_text("schema = 1\nscene = \"pen-patch.toml\"\n" + text, (studies / "a.toml").string(),
                           catalogue());
}

std::vector<core::Problem> problems_of(const std::string& text)
{
    try {
        read(text);
    } catch (const core::InputError& error) {
        return error.problems();
    }
    FAIL("this study was read:\n" << text);
    return {};
}

bool tells(const std::vector<core::Problem>& problems, const std::string& key, int line, const std::string& word)
{
    return std::ranges::any_of(problems, [&](const core::Problem& p) {
        return p.key == key && p.line == line && core::describe(p).find(word) != std::string::npos;
    });
}

}  // namespace

TEST_CASE("every shipped study reads", "[scene]")
{
    int count = 0;
    for (const auto& file : fs::directory_iterator(studies)) {
        std::ifstream in(file.path());
        const std::string text(std::istreambuf_iterator<char>(in), {});
        if (file.path().extension() != ".toml" || text.find("\nscene = ") == std::string::npos) continue;
        CAPTURE(file.path());
        CHECK_NOTHROW(read_study(file.path(), catalogue()));
        ++count;
    }
    CHECK(count > 0);
}

TEST_CASE("parameters keep the unit that the file writes", "[scene]")
{
    const Study s = read("[[parameter]]\nkey = \"device.depth\"\nfrom = \"0.5 mm\"\nto = \"1.5 mm\"\n"
                         "[[parameter]]\nkey = \"device.preset\"\nvalues = [\"pen-12-ring\", \"pen-16-grid\"]\n"
                         "[[parameter]]\nkey = \"motion.passes\"\nvalues = [1, 2, 4]\n"
                         "[[parameter]]\nkey = \"skin.stratum_corneum.thickness\"\nvalues = [\"10 um\", \"20 um\"]\n"
                         "[design]\nkind = \"lhs\"\nrepeats = 3\n[set]\nrun.stages = [\"motion\"]\n");
    CHECK(s.parameters[0].unit == "mm");
    CHECK(s.parameters[0].to == 1.5);
    CHECK(s.parameters[1].values == std::vector<std::string>{"\"pen-12-ring\"", "\"pen-16-grid\""});
    CHECK(s.parameters[2].levels == std::vector<double>{1, 2, 4});
    CHECK(s.parameters[3].unit == "um");
    CHECK(s.design.seeds == std::vector<std::uint64_t>{1, 2, 3});
    CHECK(s.sets == std::vector<std::string>{"run.stages=[\"motion\"]"});
}

TEST_CASE("all problems of a study are told at once, at their place", "[scene]")
{
    const auto problems =
        problems_of("titel = \"x\"\n"                                                             // line 3
                    "where = [\"motion.speed <\"]\n"                                              // 4
                    "[set]\nrun.stages = [\"wond\"]\n"                                            // 6
                    "[[parameter]]\nkey = \"device.dpeth\"\nfrom = \"1 mm\"\nto = \"2 mm\"\n"     // 8
                    "[[parameter]]\nkey = \"device.depth\"\nfrom = \"2 mm\"\nto = \"1 mm\"\n"     // 14
                    "[[parameter]]\nkey = \"motion.speed\"\nfrom = \"-5 mm/s\"\nto = \"1 mm\"\n"  // 17, 18
                    "[[parameter]]\nkey = \"device.preset\"\nvalues = [\"pen-12-rng\"]\n"         // 21
                    "[[parameter]]\nkey = \"motion.overlap\"\n"                                   // 23
                    "[[limit]]\nkey = \"a\"\nmin = 2\nmax = 1\n"                                  // 27
                    "[design]\nkind = \"gird\"\ncases = 0\n");                                    // 29, 30
    INFO(core::InputError(problems).what());
    CHECK(tells(problems, "titel", 3, "title"));
    CHECK(tells(problems, "where", 4, "condition"));
    CHECK(tells(problems, "run.stages", 6, "wound"));
    CHECK(tells(problems, "parameter[1].key", 8, "device.depth"));
    CHECK(tells(problems, "parameter[2].to", 14, "empty"));
    CHECK(tells(problems, "parameter[3].from", 17, "speed"));
    CHECK(tells(problems, "parameter[3].to", 18, "speed"));
    CHECK(tells(problems, "device.preset", 21, "pen-12-ring"));
    CHECK(tells(problems, "parameter[5].key", 23, "from and to"));
    CHECK(tells(problems, "limit[1].max", 27, "band"));
    CHECK(tells(problems, "design.kind", 29, "grid"));
    CHECK(tells(problems, "design.cases", 30, "from 1"));
    CHECK(std::ranges::is_sorted(problems, {}, &core::Problem::line));
}

TEST_CASE("a study says what its design lacks", "[scene]")
{
    const std::string depth = "[[parameter]]\nkey = \"device.depth\"\nfrom = \"1 mm\"\nto = \"2 mm\"\n";
    const auto says = [](const std::string& text, const std::string& word) {
        const auto problems = problems_of(text);
        INFO(core::InputError(problems).what());
        CHECK(core::describe(problems.front()).find(word) != std::string::npos);
    };
    says("", "something that varies");
    says(depth + "[design]\nkind = \"optimise\"\n", "[[objective]]");
    says(depth + "[design]\nkind = \"compare\"\n", "two [[variant]]");
    says(depth + "[design]\nkind = \"tolerance\"\n", "centre");
    says(depth + "[design]\nkind = \"list\"\n", "CSV");
    says(depth + "[design]\nseeds = [1]\nrepeats = 2\n", "not both");
    says(depth + depth, "each key once");
    says("[[parameter]]\nkey = \"run.seed\"\nvalues = [1]\n", "seeds or repeats");
    says("[[parameter]]\nkey = \"device.depth\"\nfrom = \"1 mm\"\nto = \"0.2 cm\"\n", "write it in mm");
}
