// Carving channels (the argument) into a mask, beside the two obvious ways to do it. Ratios are taken in one run:
// times_faster = rival's seconds over ours, best of the iterations each.
#include "bench/wound/channels_to_carve.hpp"
#include "dermavox/core/parallel.hpp"
#include "dermavox/skin/voxel_trees.hpp"
#include "dermavox/wound/carve.hpp"

#include <benchmark/benchmark.h>
#include <openvdb/openvdb.h>
#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

using namespace dermavox;

namespace {

struct Job {
    core::Lattice lattice;
    skin::Skin skin = bench::plain_skin(lattice);
    wound::Tracts tracts;

    /// The benchmark's argument: channels.
    explicit Job(const benchmark::State& state)
        : lattice(bench::patch_for(std::size_t(state.range(0)))),
          tracts(wound::tracts_of(bench::insertions(std::size_t(state.range(0)), lattice),
                                  device::NeedleSet(bench::needle), skin))
    {
    }
    std::size_t carve() const { return wound::envelope_grid(tracts, skin, lattice)->activeVoxelCount(); }
};

/// Columns that a tract cuts with the first voxel below its reach: visit(x, y, end).
template <class Visit>
void for_each_column(const Job& job, const wound::Tract& t, int x_from, int x_to, Visit&& visit)
{
    const core::Lattice& l = job.lattice;
    const double r = job.tracts.profiles[0].radius(t.tip), start = t.tip - job.tracts.profiles[0].cone_start();
    const double gain = job.tracts.profiles[0].cone_gain();
    const auto index = [&](double v, int low, int high) {
        return std::clamp(int(std::ceil(v / l.voxel - 0.5)), low, high);
    };
    for (int x = index(t.x - r, x_from, x_to); x < index(t.x + r, x_from, x_to); ++x)
        for (int y = index(t.y - r, 0, l.ny); y < index(t.y + r, 0, l.ny); ++y) {
            const double dx = l.centre(x) - t.x, dy = l.centre(y) - t.y;
            const double depth = start - std::sqrt(dx * dx + dy * dy) * gain;
            if (depth > l.voxel / 2) visit(x, y, std::min(int(depth / l.voxel + 0.5), l.nz));
        }
}

/// One bit a voxel, z fastest, parallel over slabs of 128 columns along x, each with its own list of tracts.
class DenseBits
{
public:
    explicit DenseBits(const core::Lattice& l)
        : m_column((l.nz + 63) / 64 * 8),
          m_ny(l.ny),
          m_bytes(std::size_t(l.nx) * l.ny * m_column)
    {
    }

    void fill(const Job& job)
    {
        const int slab = 128, slabs = (job.lattice.nx + slab - 1) / slab;
        std::vector<std::vector<std::uint32_t>> members(slabs);
        for (std::size_t i = 0; i < job.tracts.all.size(); ++i) {
            const wound::Tract& t = job.tracts.all[i];
            const double r = job.tracts.profiles[0].radius(t.tip);
            const int from = std::clamp(int((t.x - r) / job.lattice.voxel) / slab, 0, slabs - 1);
            const int to = std::clamp(int((t.x + r) / job.lattice.voxel) / slab, 0, slabs - 1);
            for (int s = from; s <= to; ++s) members[s].push_back(std::uint32_t(i));
        }
        tbb::parallel_for(0, slabs, [&](int s) {
            for (const std::uint32_t i : members[s])
                for_each_column(job, job.tracts.all[i], s * slab, std::min((s + 1) * slab, job.lattice.nx),
                                [&](int x, int y, int end) {
                                    std::uint8_t* column = &m_bytes[(std::size_t(x) * m_ny + y) * m_column];
                                    std::memset(column, 0xff, std::size_t(end / 8));
                                    if (end % 8) column[end / 8] |= std::uint8_t(0xff >> (8 - end % 8));
                                });
        });
    }

private:
    std::size_t m_column;
    int m_ny;
    std::vector<std::uint8_t> m_bytes;
};

/// A mask tree for each thread, merged by topology union.
std::size_t carve_thread_local(const Job& job)
{
    tbb::enumerable_thread_specific<openvdb::MaskTree> trees;
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, job.tracts.all.size(), 64), [&](const auto& range) {
        openvdb::tree::ValueAccessor<openvdb::MaskTree, false> access(trees.local());
        for (std::size_t i = range.begin(); i < range.end(); ++i)
            for_each_column(job, job.tracts.all[i], 0, job.lattice.nx, [&](int x, int y, int end) {
                for (int z = 0; z < end; z += 8) {
                    auto* leaf = access.touchLeaf({x, y, z});
                    auto& word = leaf->getValueMask().getWord<std::uint8_t>(openvdb::Index((x & 7) * 8 + (y & 7)));
                    word = std::uint8_t(word | (end - z >= 8 ? 0xff : 0xff >> (8 - (end - z))));
                }
            });
    });
    openvdb::MaskTree merged;
    for (openvdb::MaskTree& tree : trees) merged.topologyUnion(tree);
    return merged.activeVoxelCount();
}

template <class Ours, class Rival>
void compare(benchmark::State& state, const Ours& ours, const Rival& rival)
{
    double own = INFINITY, other = INFINITY;
    for (auto _ : state) {
        const double a = bench::seconds(ours);
        own = std::min(own, a), other = std::min(other, bench::seconds(rival));
        state.SetIterationTime(a);
    }
    state.counters["rival_ms"] = 1e3 * other;
    state.counters["times_faster"] = other / own;
}

void carve_against_dense_bits(benchmark::State& state)
{
    const Job job(state);
    DenseBits dense(job.lattice);
    dense.fill(job);  // its memory is touched once: the fill alone is timed
    compare(
        state, [&] { benchmark::DoNotOptimize(wound::envelope_grid(job.tracts, job.skin, job.lattice)); },
        [&] { dense.fill(job); });
}
BENCHMARK(carve_against_dense_bits)
    ->Arg(1000)
    ->Arg(10000)
    ->Arg(100000)
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(20);

void carve_against_thread_local_trees(benchmark::State& state)
{
    const Job job(state);
    if (carve_thread_local(job) != job.carve()) state.SkipWithError("the rival's voxels differ");
    compare(
        state, [&] { benchmark::DoNotOptimize(wound::envelope_grid(job.tracts, job.skin, job.lattice)); },
        [&] { benchmark::DoNotOptimize(carve_thread_local(job)); });
}
BENCHMARK(carve_against_thread_local_trees)
    ->Arg(1000)
    ->Arg(10000)
    ->Arg(100000)
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(10);

// One thread against two, in turn.
void carve_with_two_threads(benchmark::State& state)
{
    const Job job(state);
    const auto with = [&](int threads) {
        return [&job, threads] {
            core::with_threads(
                threads, [&] { benchmark::DoNotOptimize(wound::envelope_grid(job.tracts, job.skin, job.lattice)); });
        };
    };
    compare(state, with(2), with(1));
}
BENCHMARK(carve_with_two_threads)
    ->Arg(1000)
    ->Arg(10000)
    ->Arg(100000)
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(10);

// All three grids and the channels of a patch; slits in the second.
void carve_all(benchmark::State& state)
{
    const auto channels = std::size_t(state.range(0));
    const core::Lattice lattice = bench::patch_for(channels);
    const skin::Skin skin = bench::plain_skin(lattice);
    const auto insertions = bench::insertions(channels, lattice, double(state.range(1)) * 1e-6);
    for (auto _ : state)
        benchmark::DoNotOptimize(wound::carve(insertions, device::NeedleSet(bench::needle), skin, lattice));
    state.counters["insertions/s"] =
        benchmark::Counter(double(channels), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(carve_all)
    ->ArgNames({"channels", "slit_um"})
    ->ArgsProduct({{1000, 3000, 10000}, {0, 80}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(2);

// 1e6 insertions on 100 cm2 into the mask.
void carve_a_million(benchmark::State& state)
{
    const core::Lattice lattice{10e-6, 10000, 10000, 200};
    const skin::Skin skin = bench::plain_skin(lattice);
    const wound::Tracts tracts =
        wound::tracts_of(bench::insertions(1000000, lattice), device::NeedleSet(bench::needle), skin);
    for (auto _ : state) {
        const wound::MaskGrid::Ptr grid = wound::envelope_grid(tracts, skin, lattice);
        state.counters["bytes"] = double(grid->memUsage());
    }
}
BENCHMARK(carve_a_million)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(1);

}  // namespace
