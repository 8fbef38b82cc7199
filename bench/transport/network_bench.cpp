// The water loss network: three values and their band for n channels, random places, elliptic mouths. Watch the time
// for 10,000.
#include "dermavox/core/random.hpp"
#include "dermavox/transport/water_loss.hpp"
#include "tests/transport/arrays.hpp"

#include <benchmark/benchmark.h>
#include <cmath>

using namespace dermavox;
using namespace dermavox::transport;

namespace {

void water_loss_of_channels(benchmark::State& state)
{
    const auto n = std::size_t(state.range(0));
    const double side = 1e-3 * std::sqrt(double(n) / 2.5);  // 250 per cm2
    const core::Random random(1, core::Purpose::pattern);
    std::vector<Mouth> mouths;
    for (std::size_t i = 0; i < n; ++i) {
        const auto draw = [&](std::uint64_t d) { return random.uniform({.needle = i, .draw = d}); };
        mouths.push_back({side * draw(0), side * draw(1), 60e-6, 20e-6, 0.5e-3, 3 * draw(2)});
    }
    const skin::Stack stack = forearm();
    for (auto _ : state) {
        core::Notes notes;
        benchmark::DoNotOptimize(water_loss(stack, {}, {mouths, side, side}, {}, notes));
    }
    state.counters["channels/s"] = benchmark::Counter(double(n), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(water_loss_of_channels)->Arg(100)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);

}  // namespace
