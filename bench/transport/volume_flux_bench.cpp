// Water diffusion through a pierced slab, jumps 1e5, to a true residual of 1e-8, 2 threads. Watch cells/s and
// `triads`: the time in passes of a memory triad over as many bytes as the solver holds, in the same run.
#include "dermavox/core/parallel.hpp"
#include "dermavox/transport/volume_flux.hpp"
#include "tests/transport/volumes.hpp"

#include <benchmark/benchmark.h>
#include <chrono>

using namespace dermavox;
using namespace dermavox::transport;

namespace {

/// Bytes per second of a = b + s c over arrays far larger than the caches.
double triad_rate()
{
    const std::size_t n = std::size_t(1) << 24;
    std::vector<double> a(n), b(n, 1.0), c(n, 2.0);
    double best = 0;
    for (int round = 0; round < 4; ++round) {
        const auto start = std::chrono::steady_clock::now();
        core::parallel_for(n, n / 16, [&](std::size_t from, std::size_t to) {
            for (std::size_t i = from; i < to; ++i) a[i] = b[i] + 3.0 * c[i];
        });
        benchmark::DoNotOptimize(a.data());
        const double s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        best = std::max(best, 24.0 * double(n) / s);
    }
    return best;
}

void flux_through_pierced_slab(benchmark::State& state)
{
    const int n = int(state.range(0));
    const LabelBlock block = pierced_block(n);
    FluxProblem p = problem_of({1.5e-5, 1.5e-10, 2.6e-5}, 5e-6, Direction::z);
    p.stop.imbalance = 1e300;  // the rivals stop at the residual alone
    const IndexedVolume volume = block.indexed(p);
    core::with_threads(int(state.range(1)), [&] {
        const double rate = triad_rate();
        SolverReport report;
        for (auto _ : state) report = volume_flux(volume, p).report;
        state.counters["solve_s"] = report.solve_seconds;
        state.counters["iterations"] = report.iterations;
        state.counters["bytes/cell"] = double(report.bytes) / double(report.cells);
        state.counters["triad_GB/s"] = rate / 1e9;
        state.counters["triads"] = report.solve_seconds * rate / double(report.bytes);
    });
}
BENCHMARK(flux_through_pierced_slab)
    ->ArgsProduct({{64, 128, 160, 256}, {1, 2}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(2);

}  // namespace
