// What the machine can do at most: memory triad on one thread and on all, fused multiply-adds of one thread. Set
// every rate of the same run against them.
#include "bench/machine/ceilings.hpp"

#include <benchmark/benchmark.h>

using namespace dermavox;

namespace {

void memory_triad(benchmark::State& state)
{
    core::with_threads(int(state.range(0)), [&] {
        double rate = 0;
        for (auto _ : state) rate = bench::triad_rate();
        state.counters["GB/s"] = rate / 1e9;
        state.counters["threads"] = core::thread_limit();
    });
}
BENCHMARK(memory_triad)->ArgName("threads")->Arg(1)->Arg(0)->Unit(benchmark::kMillisecond)->Iterations(1);

void fused_multiply_add(benchmark::State& state)
{
    double rate = 0;
    for (auto _ : state) rate = bench::multiply_add_rate();
    state.counters["Gflop/s"] = rate / 1e9;
}
BENCHMARK(fused_multiply_add)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
