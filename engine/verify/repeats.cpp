#include "dermavox/core/hash.hpp"
#include "dermavox/core/parallel.hpp"
#include "dermavox/result/result_json.hpp"
#include "dermavox/scene/read_scene.hpp"
#include "dermavox/simulation/simulate.hpp"
#include "engine/verify/parts.hpp"

#include <fmt/format.h>
#include <set>
#include <string>
#include <vector>

namespace dermavox::verify {
namespace {

std::string result(const scene::Catalogue& catalogue, bool whole, int threads, int seed)
{
    std::vector<std::string> sets{fmt::format("run.seed={}", seed)};
    if (!whole) sets.emplace_back("motion.area=[\"2 mm\", \"2 mm\"]");
    const scene::Scene scene = scene::read_scene(catalogue.folder() / "small-test-area.toml", sets, catalogue);
    std::string text;
    core::with_threads(threads, [&] { text = result::result_json(simulation::simulate(scene)); });
    return text;
}

}  // namespace

void repeats(Record& record, const scene::Catalogue& catalogue)
{
    record.topic("Repeatability");
    std::set<std::string> hashes;
    for (const int threads : {1, 2, 3, 8}) hashes.insert(core::hash_of(result(catalogue, record.full(), threads, 1)));
    record.source(std::string("scenes/small-test-area.toml") + (record.full() ? "" : ", 2 x 2 mm of it") +
                  ", 1, 2, 3 and 8 threads");
    record.absolute("different result.json of one seed", double(hashes.size()), 1, 0);
    hashes.insert(core::hash_of(result(catalogue, record.full(), 2, 2)));
    record.source("the same scene with another seed");
    record.absolute("different result.json of two seeds", double(hashes.size()), 2, 0);
}

}  // namespace dermavox::verify
