// Reading interfaces and building labels. Watch depths/s, voxels/s, and memory: that of the grid must follow the
// interfaces (20 x 20 x 2 mm at 5 um: 6.4e9 voxels in less than 1 GB), that of a slab on demand is its array.
#include "dermavox/skin/label_box.hpp"
#include "dermavox/skin/labels.hpp"
#include "dermavox/skin/voxel_trees.hpp"
#include "tests/skin/samples.hpp"

#include <benchmark/benchmark.h>
#include <vector>

namespace {

using namespace dermavox;
using namespace dermavox::skin;

constexpr double side = 20e-3;

core::Lattice lattice_of(double voxel)
{
    return {voxel, int(side / voxel + 0.5), int(side / voxel + 0.5), int(2e-3 / voxel + 0.5)};
}

void read_interfaces(benchmark::State& state)
{
    const Skin skin(textured_cheek(), side, side, 1);
    std::vector<double> depths(5);
    std::int64_t n = 0;
    for (auto _ : state) {
        skin.tops(double(n * 7919 % 20011) * 1e-6, double(n * 104729 % 19997) * 1e-6, depths);
        benchmark::DoNotOptimize(depths.data());
        ++n;
    }
    state.counters["depths/s"] = benchmark::Counter(5, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(read_interfaces);

// Argument: voxel in um.
void build_grid(benchmark::State& state, const Stack& stack)
{
    const auto lattice = lattice_of(double(state.range(0)) * 1e-6);
    const Skin skin(stack, side, side, 1);
    for (auto _ : state) {
        const auto grid = label_grid(skin, lattice);
        state.counters["grid_MB"] = double(grid->memUsage()) / 1e6;
        state.counters["leaves"] = double(grid->tree().leafCount());
    }
    state.counters["voxels/s"] =
        benchmark::Counter(double(lattice.voxels()), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK_CAPTURE(build_grid, flat, flat_cheek())->Arg(20)->Arg(10)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(build_grid, textured, textured_cheek())
    ->Arg(20)
    ->Arg(10)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(build_grid, textured, textured_cheek())
    ->Arg(5)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

// The same patch at 5 um on demand, in slabs of 62 x 4000 x 400 voxels that take 99 MB.
void label_slab(benchmark::State& state)
{
    const auto lattice = lattice_of(5e-6);
    const Skin skin(textured_cheek(), side, side, 1);
    const Box slab{0, 0, 0, 62, lattice.ny, lattice.nz};
    std::vector<std::uint8_t> labels(std::size_t(slab.voxels()));
    for (auto _ : state) {
        label_box(skin, lattice, slab, labels);
        benchmark::DoNotOptimize(labels.data());
    }
    state.counters["slab_MB"] = double(slab.voxels()) / 1e6;
    state.counters["voxels/s"] =
        benchmark::Counter(double(slab.voxels()), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(label_slab)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
