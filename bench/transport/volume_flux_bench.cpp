// Water diffusion through a pierced slab, jumps 1e5, to a true residual of 1e-8, 2 threads. Watch cells/s and
// `triads`: the time in passes of a memory triad over as many bytes as the solver holds, in the same run.
#include "bench/machine/ceilings.hpp"
#include "dermavox/core/parallel.hpp"
#include "dermavox/transport/volume_flux.hpp"
#include "tests/transport/volumes.hpp"

#include <benchmark/benchmark.h>

using namespace dermavox;
using namespace dermavox::transport;

namespace {

// Counted: bytes that an iteration moves per cell.
constexpr double k_bytes_per_cell = 173;

void flux_through_pierced_slab(benchmark::State& state)
{
    const int n = int(state.range(0));
    const LabelBlock block = pierced_block(n);
    FluxProblem p = problem_of({1.5e-5, 1.5e-10, 2.6e-5}, 5e-6, Direction::z);
    p.stop.imbalance = 1e300;  // the rivals stop at the residual alone
    const IndexedVolume volume = block.indexed(p);
    core::with_threads(int(state.range(1)), [&] {
        const double rate = bench::triad_rate();
        SolverReport report;
        for (auto _ : state) report = volume_flux(volume, p).report;
        state.counters["solve_s"] = report.solve_seconds;
        state.counters["iterations"] = report.iterations;
        state.counters["bytes/cell"] = double(report.bytes) / double(report.cells);
        state.counters["triad_GB/s"] = rate / 1e9;
        state.counters["share_of_triad"] =
            k_bytes_per_cell * double(report.cells) * report.iterations / report.solve_seconds / rate;
        state.counters["triads"] = report.solve_seconds * rate / double(report.bytes);
    });
}
BENCHMARK(flux_through_pierced_slab)
    ->ArgsProduct({{64, 128, 160, 256}, {1, 2}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(2);

}  // namespace
