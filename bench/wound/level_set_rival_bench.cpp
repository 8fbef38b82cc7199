// Carving beside OpenVDB's ParticlesToLevelSet, which draws each channel as a trail of spheres that narrows from
// mouth to tip. This file alone takes a minute and 2 GB to compile, hence apart.
#include "bench/wound/channels_to_carve.hpp"
#include "dermavox/skin/voxel_trees.hpp"
#include "dermavox/wound/carve.hpp"

#include <benchmark/benchmark.h>
#include <openvdb/tools/ParticlesToLevelSet.h>

using namespace dermavox;

namespace {

/// Tracts as particles at the mouth whose velocity points up: the trail runs down to the tip. In voxels, because
/// OpenVDB refuses voxels of 1e-5.
class Channels
{
public:
    using PosType = openvdb::Vec3R;

    Channels(const wound::Tracts& tracts, double voxel) : m_tracts(tracts), m_voxel(voxel) {}
    std::size_t size() const { return m_tracts.all.size(); }
    void getPos(std::size_t i, PosType& p) const { p = PosType(m_tracts.all[i].x, m_tracts.all[i].y, 0) / m_voxel; }
    void getPosRad(std::size_t i, PosType& p, openvdb::Real& r) const
    {
        getPos(i, p);
        r = m_tracts.profiles[0].radius(m_tracts.all[i].tip) / m_voxel;
    }
    void getPosRadVel(std::size_t i, PosType& p, openvdb::Real& r, PosType& v) const
    {
        getPosRad(i, p, r);
        v = PosType(0, 0, -m_tracts.all[i].tip / m_voxel);
    }

private:
    const wound::Tracts& m_tracts;
    double m_voxel;
};

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

    wound::MaskGrid::Ptr carve() const { return wound::envelope_grid(tracts, skin, lattice); }
};

template <class Grid>
typename Grid::Ptr by_particles(const Job& job, typename Grid::Ptr grid)
{
    openvdb::tools::ParticlesToLevelSet<Grid> raster(*grid);
    raster.setRmin(0.5);
    raster.setGrainSize(1);
    raster.rasterizeTrails(Channels(job.tracts, job.lattice.voxel), 1.0);
    raster.finalize();
    return grid;
}

template <class Rival>
void compare(benchmark::State& state, const Job& job, const Rival& rival)
{
    double own = INFINITY, other = INFINITY;
    for (auto _ : state) {
        other = std::min(other, bench::seconds([&] { benchmark::DoNotOptimize(rival()); }));
        for (int k = 0; k < 5; ++k)
            own = std::min(own, bench::seconds([&] { benchmark::DoNotOptimize(job.carve()); }));
        state.SetIterationTime(own);
    }
    double voxels = 0;
    const double rival_bytes = bench::peak_bytes([&] { voxels = double(rival()->activeVoxelCount()); });
    const double own_bytes = bench::peak_bytes([&] { benchmark::DoNotOptimize(job.carve()); });
    state.counters["rival_ms"] = 1e3 * other;
    state.counters["times_faster"] = other / own;
    state.counters["own_MB"] = own_bytes / 1e6;
    state.counters["rival_MB"] = rival_bytes / 1e6;
    state.counters["times_less_memory"] = rival_bytes / own_bytes;
    state.counters["rival_voxels"] = voxels;
}

void carve_against_particles_to_level_set(benchmark::State& state)
{
    const Job job(state);
    compare(state, job,
            [&] { return by_particles<openvdb::FloatGrid>(job, openvdb::createLevelSet<openvdb::FloatGrid>()); });
}
BENCHMARK(carve_against_particles_to_level_set)
    ->Arg(1000)
    ->Arg(3000)
    ->Arg(10000)
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(1);

void carve_against_particles_to_mask(benchmark::State& state)
{
    const Job job(state);
    compare(state, job, [&] { return by_particles<wound::MaskGrid>(job, wound::MaskGrid::create()); });
}
BENCHMARK(carve_against_particles_to_mask)
    ->Arg(1000)
    ->Arg(3000)
    ->Arg(10000)
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(1);

}  // namespace
