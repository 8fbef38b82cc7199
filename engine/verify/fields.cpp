#include "dermavox/core/random.hpp"
#include "dermavox/transport/sample_tile.hpp"
#include "dermavox/transport/volume_transient.hpp"
#include "engine/verify/parts.hpp"
#include "engine/verify/water_samples.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::verify {
namespace {

using namespace transport;

FluxResult solve(const std::array<int, 3>& size, const FluxProblem& p, int kinds)
{
    const core::Random random(4, core::Purpose::sampling);
    std::uint64_t cell = 0;
    const auto volume =
        volume_of(size, p, [&](int, int, int) { return int(random.uniform({.cycle = cell++}) * kinds); });
    return volume_flux(volume, p);
}

void slabs(Record& record)
{
    record.topic("Water loss, resolved");
    record.source("layers in series, through any number of cells");
    FluxProblem p = problem_of({1, 1e-4, 0.3}, 1e-5);
    const auto layers = volume_of({3, 4, 30}, p, [](int, int, int z) { return z / 10; });
    record.relative("flux through three layers, contrast 1e4", volume_flux(layers, p).flux_density,
                    1 / (1e-4 * (1 + 1e4 + 1 / 0.3)), 1e-7, "kappa/m");
    record.source("the ladder of resistances; barrier as a membrane between resolved air and tissue");
    record.absolute("water loss of a tile without openings",
                    solve_tile({{}, 1e-3, 1e-3}, k_ladder, k_wet, k_drop).fine * 3.6e6, 7.4754, 2e-4, "g/m2/h");
}

void balances(Record& record)
{
    record.topic("Conservation");
    const std::array<int, 3> size{17, 14, 20};
    FluxProblem p = problem_of({1.0, 1e-5, 0.2}, 1e-5);
    p.keep_potential = true;
    p.stop.residual = 1e-10;
    const FluxResult one = solve(size, p, 3);
    record.source("what flows in at the bottom flows out at the top; random volume, contrast 1e5");
    record.at_most("|inflow - outflow| over the flow", one.report.imbalance, 1e-8);
    record.source("a potential without sources has no extreme inside");
    record.at_least("least potential", *std::ranges::min_element(one.potential), 0);
    record.at_most("largest potential", *std::ranges::max_element(one.potential), 1);
    FluxProblem half = p;
    half.bottom.value = 3, half.top.value = 2.5;
    record.source("flux is linear in the difference of the ends");
    record.relative("half the difference over the whole one", solve(size, half, 3).flux_density / one.flux_density,
                    0.5, 1e-7);
    FluxProblem equal = p;
    equal.bottom.value = equal.top.value = 2;
    record.source("nothing flows between equal ends");
    record.at_most("flux between equal ends over the flux of a unit difference",
                   std::abs(solve(size, equal, 3).flux_density / one.flux_density), 1e-10);
    record.source("what entered minus what left is what is stored, to the solver's tolerance");
    TransientProblem t{.steady = problem_of({1.0}, 1.0 / 40), .storage = {1.0}, .step = {0.01}, .steps = 20};
    t.steady.stop.residual = 1e-11;
    const auto slab = volume_of({1, 1, 40}, t.steady, [](int, int, int) { return 0; });
    const TransientResult march = volume_transient(slab, t);
    record.relative("stored over entered less left",
                    march.stored / (march.points.back().passed_bottom - march.points.back().passed_top), 1, 1e-7);
    record.source("l^2/(6 D), Crank, The Mathematics of Diffusion, 1975");
    const double storage[] = {1.0};
    record.relative("lag time of a slab, over l^2/D", lag_time(slab, t.steady, storage), 1.0 / 6, 1e-3);
}

void resolved_arrays(Record& record)
{
    record.topic("Water loss, resolved");
    record.source("resolved fields of square arrays, an earlier independent solver");
    for (const auto& [um, flux] : {std::pair{10., 20.36}, {20., 40.20}, {35., 68.7}}) {
        const DiscArray one(1, um * 1e-6);
        const SampleTile tile = solve_tile(one.patch(), k_ladder, k_wet, k_drop);
        record.relative(fmt::format("100 discs per cm2, radius {} um", um), tile.resolved * 3.6e6, flux, 0.01,
                        "g/m2/h");
        record.absolute(fmt::format("network over resolved less one, radius {} um", um), tile.relative_difference, 0,
                        0.05);
    }
}

}  // namespace

void fields(Record& record)
{
    slabs(record);
    if (record.full()) resolved_arrays(record);
    balances(record);
}

}  // namespace dermavox::verify
