// All figures of channels (the argument) at four depths.
#include "bench/wound/channels_to_carve.hpp"
#include "dermavox/metrics/measure.hpp"
#include "dermavox/wound/carve.hpp"

#include <benchmark/benchmark.h>

using namespace dermavox;

namespace {

void measure_a_patch(benchmark::State& state)
{
    const core::Lattice lattice = bench::patch_for(std::size_t(state.range(0)));
    const skin::Skin skin = bench::plain_skin(lattice);
    const auto insertions = bench::insertions(std::size_t(state.range(0)), lattice);
    wound::Wound wound = wound::carve(insertions, device::NeedleSet(bench::needle), skin, lattice);
    for (auto _ : state) benchmark::DoNotOptimize(metrics::measure(wound, insertions, skin));
    state.counters["channels"] = double(wound.channels.size());
    state.counters["insertions/s"] =
        benchmark::Counter(double(insertions.size()), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(measure_a_patch)
    ->Arg(1000)
    ->Arg(3000)
    ->Arg(10000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(3);

}  // namespace
