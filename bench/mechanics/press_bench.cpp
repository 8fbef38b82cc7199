#include "dermavox/mechanics/press.hpp"
#include "dermavox/mechanics/surface_response.hpp"
#include "tests/mechanics/samples.hpp"

#include <benchmark/benchmark.h>

using namespace dermavox;

namespace {

// Cycles into taut cheek, `together` of them to an iteration: insertions per second and core.
void press_cycles(benchmark::State& state, const device::Device& device, int together)
{
    const mechanics::Press press(mechanics::samples::cheek(), device, mechanics::Parameters::defaults(), 1);
    std::vector<motion::Stroke> strokes(device.cartridge.seats.size());
    std::vector<mechanics::Insertion> out(strokes.size());
    for (std::size_t i = 0; i < strokes.size(); ++i) {
        strokes[i].needle = std::uint16_t(i);
        strokes[i].x = device.cartridge.seats[i].x, strokes[i].y = device.cartridge.seats[i].y;
        strokes[i].depth = device.depth.si, strokes[i].speed = 60e-3;
    }
    const mechanics::OpeningAt whole = [](double, double) { return 0.0; };
    std::size_t inserted = 0;
    for (auto _ : state)
        for (int i = 0; i < together; ++i) {
            for (motion::Stroke& stroke : strokes) ++stroke.cycle;
            benchmark::DoNotOptimize(press.cycle(strokes, whole, out));
            for (const mechanics::Insertion& in : out) inserted += in.punctured();
        }
    state.counters["insertions/s"] = benchmark::Counter(double(inserted), benchmark::Counter::kIsRate);
}

// A pen with n needles on a ring.
void pen_cycles(benchmark::State& state) { press_cycles(state, mechanics::samples::pen(int(state.range(0))), 1); }
BENCHMARK(pen_cycles)->Arg(1)->Arg(12)->Arg(36)->Unit(benchmark::kMicrosecond);

// Every station of a roller once, 192 needles in all; what carries the drum is found when the press is set up.
void roller_turns(benchmark::State& state)
{
    device::Device roller{.kind = device::Kind::roller, .depth = 1.0_mm};
    roller.needle = {.diameter = 0.25_mm, .length = 1.0_mm, .taper = 0.8_mm};
    roller.cartridge = device::station(int(state.range(0)), roller.roller.width);
    press_cycles(state, roller, roller.roller.around);
}
BENCHMARK(roller_turns)->Arg(8)->Unit(benchmark::kMicrosecond);

// The tables of one stack: what a new site or tension costs.
void kernel_tables(benchmark::State& state)
{
    const mechanics::ElasticStack stack = mechanics::elastic_stack(mechanics::samples::cheek());
    for (auto _ : state) benchmark::DoNotOptimize(mechanics::SurfaceResponse(stack).self(1e-4));
}
BENCHMARK(kernel_tables)->Unit(benchmark::kMillisecond);

// All that is set up before the first cycle.
void whole_press(benchmark::State& state)
{
    const device::Device device = mechanics::samples::pen();
    const skin::Stack skin = mechanics::samples::cheek();
    for (auto _ : state)
        benchmark::DoNotOptimize(mechanics::Press(skin, device, mechanics::Parameters::defaults(), 1).plane());
}
BENCHMARK(whole_press)->Unit(benchmark::kMillisecond);

}  // namespace
