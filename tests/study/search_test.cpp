#include "dermavox/study/front.hpp"
#include "tests/study/samples.hpp"

#include <algorithm>
#include <atomic>

using namespace dermavox;
using namespace dermavox::testing;
using study::Store;

namespace {

const std::string ranges = R"(
[[parameter]]
key = "motion.speed"
from = "30 mm/s"
to = "120 mm/s"
[[parameter]]
key = "motion.overlap"
from = 0.0
to = 0.5
)";

double best_of(const scene::Study& study, const fs::path& folder)
{
    const auto table = Store::look(folder).table();
    double best = 1e300;
    for (const auto& design : study::designs_of(table)) {
        const auto merit = study::merit_of(design, table, study);
        if (merit.known && merit.excess == 0) best = std::min(best, merit.objectives.front());
    }
    return best;
}

}  // namespace

TEST_CASE("a search stopped half way repeats itself from the store", "[study][determinism]")
{
    const TestFolder folder;
    const auto s =
        folder.study(ranges + "[[objective]]\nkey = \"coverage.at_depth[0].open_fraction\"\n[[objective]]\n"
                              "key = \"coverage.largest_gap_um\"\n[design]\nkind = \"optimise\"\ncases = 20\n"
                              "population = 6\nslopes = [\"motion.speed\"]\n");
    const auto whole = run(s, folder / "whole");
    CHECK(whole.counts.all() > 20);  // the slopes come on top
    CHECK(whole.counts.pending == 0);
    study::RunOptions options;
    std::atomic<int> ended = 0;
    options.progress = [&](const study::Pace&) { ++ended; };
    options.stop = [&] { return ended >= 8; };
    CHECK(run(s, folder / "parts", options).stopped);
    study::RunOptions go_on;
    go_on.resume = true;
    run(s, folder / "parts", go_on);
    CHECK(lasting_csv(Store::look(folder / "parts").table()) == lasting_csv(Store::look(folder / "whole").table()));
}

// Faster glides make fewer strokes, so the least coverage lies at the fast end without overlap, unless a limit on the
// gap forbids it.
TEST_CASE("a local search finds the end that the limit leaves", "[study]")
{
    const TestFolder folder;
    const std::string goal =
        "[[objective]]\nkey = \"strokes.per_cm2\"\n[[limit]]\nkey = \"strokes.per_cm2\"\nmin = 500\n";
    const auto local = folder.study(ranges + goal + "[design]\nkind = \"local\"\ncases = 40\n");
    run(local, folder / "local");
    const auto random = folder.study(ranges + goal + "[design]\nkind = \"lhs\"\ncases = 40\n");
    run(random, folder / "random");
    CHECK(best_of(local, folder / "local") >= 500);
    CHECK(best_of(local, folder / "local") <= 1.05 * best_of(random, folder / "random"));
}

namespace {

/// The shipped search for a cartridge with a third of its cases.
scene::Study cartridge(scene::DesignKind kind, int cases, std::uint64_t seed)
{
    auto s = scene::read_study(DERMAVOX_SOURCE_DIR "/scenes/studies/cartridge.toml", shipped());
    s.design.kind = kind, s.design.cases = cases, s.design.seed = seed;
    s.design.slopes.clear();
    return s;
}

/// What the front covers of unevenness 0 .. 1 by force 0 .. 1 N; 0 without a design that keeps every limit.
double covered(const scene::Study& s, const fs::path& folder)
{
    run(s, folder);
    const auto table = Store::look(folder).table();
    std::vector<study::Merit> merits;
    for (const auto& design : study::designs_of(table)) merits.push_back(study::merit_of(design, table, s));
    double sum = 0, low = 1;
    for (const auto i : study::front_of(merits)) {
        const auto& o = merits[i].objectives;
        sum += std::max(0.0, 1 - o[0]) * std::max(0.0, low - o[1]), low = std::min(low, o[1]);
    }
    return sum;
}

}  // namespace

// Random designs get a quarter more than the search, for those that the condition on the pitch leaves out. Limits as
// narrow as the shipped ones leave some seeds without a design, however many cases they get: then neither has won.
TEST_CASE("the search for a cartridge beats random designs", "[study][full]")
{
    using enum scene::DesignKind;
    double gain = 0;
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        const TestFolder folder;
        const double found = covered(cartridge(optimise, 80, seed), folder / "search");
        const double random = covered(cartridge(lhs, 100, seed), folder / "random");
        WARN("seed " << seed << ": search " << found << ", random " << random);
        CHECK(found >= random);
        gain += (found - random) / 3;
    }
    CHECK(gain > 0.3);
}
