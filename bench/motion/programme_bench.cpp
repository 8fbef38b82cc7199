// Strokes of a 12-needle pen in cross-hatch, found one cycle after the other on one core. Watch strokes/s: it must
// not depend on how long the programme is (the first argument: passes), and a hand costs little.
#include "dermavox/motion/programme.hpp"

#include <benchmark/benchmark.h>

#include <vector>

namespace {

using namespace dermavox;

void strokes_of_a_pen(benchmark::State& state)
{
    const device::Device pen{.cartridge = device::ring(12, 2.5_mm)};
    motion::Plan plan{.width = 50.0_mm, .height = 50.0_mm, .passes = int(state.range(0))};
    if (state.range(1) != 0) plan.hand = {.speed_noise = 0.1, .tilt_noise = 1.0_deg, .wander = 0.2_mm};
    const motion::Programme programme(pen, plan, 1);
    std::vector<motion::Stroke> strokes(programme.needles());
    const std::size_t cycles = 10000;
    std::size_t next = 0;
    for (auto _ : state)
        for (std::size_t k = 0; k < cycles; ++k) {
            programme.strokes(programme.cycle(next), strokes);
            benchmark::DoNotOptimize(strokes.data());
            next = next + 1 == programme.cycles() ? 0 : next + 1;
        }
    state.counters["strokes/s"] =
        benchmark::Counter(double(cycles * strokes.size()), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(strokes_of_a_pen)
    ->ArgNames({"passes", "hand"})
    ->ArgsProduct({{2, 60, 2000}, {0, 1}})
    ->Unit(benchmark::kMillisecond);

}  // namespace
