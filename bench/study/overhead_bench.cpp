// What a study adds to each case beside its own work. Watch the counter seconds/case of each part: goal under 5 ms.
#include "dermavox/study/one_case.hpp"
#include "dermavox/study/run_study.hpp"

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace {

using namespace dermavox;
namespace fs = std::filesystem;

const scene::Catalogue& shelves()
{
    static const scene::Catalogue catalogue(DERMAVOX_SOURCE_DIR "/scenes");
    return catalogue;
}

scene::Study coverage(int cases)
{
    auto study = scene::read_study(DERMAVOX_SOURCE_DIR "/scenes/studies/coverage.toml", shelves());
    study.design.cases = cases;
    return study;
}

struct Folder {
    Folder()
    {
        std::string name = fs::temp_directory_path() / "dermavox-bench-XXXXXX";
        if (!::mkdtemp(name.data())) std::abort();
        path = name;
    }
    ~Folder() { fs::remove_all(path); }
    fs::path path;
};

/// Everything but the simulation: scene, hash, estimate of memory, row begun and finished with a real result.
void study_overhead_per_case(benchmark::State& state)
{
    const auto study = coverage(64);
    const study::Space space(study);
    const auto cases = study::cases_of(study, space);
    const auto result = *study::finish_of(study::scene_of(cases[0], study, space, shelves()), {});
    const Folder folder;
    auto store = study::Store::create(folder.path, space, "bench");
    store.add(cases, space);
    std::size_t i = 0;
    for (auto _ : state) {
        const study::Case& one = cases[i++ % cases.size()];
        store.begin(one.id, "host");
        auto finish = result;
        finish.scene_hash = study::scene_hash(study::scene_of(one, study, space, shelves()), "0");
        benchmark::DoNotOptimize(store.with_scene(finish.scene_hash));
        store.finish(one.id, finish);
    }
    state.counters["seconds/case"] =
        benchmark::Counter(1, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(study_overhead_per_case)->Unit(benchmark::kMillisecond)->UseRealTime();

/// The same coverage cases by a study, in this process. Its rival is bench/study/parallel-rival.
void study_of_coverage(benchmark::State& state)
{
    const auto study = coverage(int(state.range(0)));
    for (auto _ : state) {
        const Folder folder;
        study::run_study(study, shelves(), folder.path / "out", {});
    }
    state.counters["cases/s"] =
        benchmark::Counter(double(state.range(0)), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(study_of_coverage)->Arg(32)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(1);

}  // namespace
