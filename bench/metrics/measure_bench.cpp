// All figures of 10,000 channels at four depths.
#include "bench/wound/channels_to_carve.hpp"
#include "dermavox/metrics/measure.hpp"
#include "dermavox/wound/carve.hpp"

#include <benchmark/benchmark.h>

using namespace dermavox;

namespace {

void measure_a_patch(benchmark::State& state)
{
    const core::Lattice lattice = bench::small_patch;
    const skin::Skin skin = bench::plain_skin(lattice);
    const auto insertions = bench::insertions(10000, lattice);
    wound::Wound wound = wound::carve(insertions, bench::needle, skin, lattice);
    for (auto _ : state) benchmark::DoNotOptimize(metrics::measure(wound, insertions, skin));
    state.counters["channels"] = double(wound.channels.size());
}
BENCHMARK(measure_a_patch)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(3);

}  // namespace
