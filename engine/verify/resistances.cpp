#include "dermavox/core/random.hpp"
#include "dermavox/transport/air.hpp"
#include "dermavox/transport/channel_map.hpp"
#include "dermavox/transport/permeation.hpp"
#include "engine/verify/parts.hpp"
#include "engine/verify/water_samples.hpp"

#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace dermavox::verify {
namespace {

using std::numbers::pi;

constexpr double k_per_hour = 3.6e6;  ///< kg/(m2 s) to g/(m2 h)

double network(const transport::Patch& patch, double& resistance)
{
    const transport::Openings o = transport::openings_of(patch, 1);
    resistance = transport::ladder_resistance(k_ladder, o.fraction,
                                              transport::conductance_per_area(o, patch.area(), k_ladder, k_wet));
    return k_drop / resistance * k_per_hour;
}

void in_series(Record& record)
{
    record.topic("Water loss, network");
    record.source("tables of saturated vapour, 22 and 32 C");
    record.relative("saturated vapour at 22 C", transport::saturation_density(22.0_C).si * 1e3, 19.412, 1e-3, "g/m3");
    record.relative("saturated vapour at 32 C", transport::saturation_density(32.0_C).si * 1e3, 33.783, 1e-3, "g/m3");
    record.source("L/kappa of film, barrier and tissue in series");
    const double r = transport::ladder_resistance(k_ladder, 0, 0);
    record.relative("resistance of intact layers", r, 15e-6 / 1.343e-9 + 500e-6 / 1.5e-5 + 8e-3 / 2.57e-5, 1e-10,
                    "s/m");
    record.relative("water loss of intact layers", k_drop / r * k_per_hour, 7.4754, 1e-5, "g/m2/h");
}

void mouths(Record& record)
{
    const double a = 20e-6, kappa = 2.57e-5;
    record.source("1/(4 a D); K(e)/(2 pi a D), capacity of an elliptic plate");
    record.relative("mouth of a disc, times 4 a D", transport::mouth_resistance(a, a, kappa) * 4 * a * kappa, 1,
                    1e-12);
    for (const auto& [ratio, share] : {std::pair{.5, .728}, {.286, .587}, {.143, .470}, {.057, .369}})
        record.absolute(fmt::format("conductance of an ellipse b/a {} over its disc's", ratio),
                        1 / (transport::mouth_resistance(a, ratio * a, kappa) * 4 * a * kappa), share, 8e-4);
    record.source("(L + 2 dl)/(pi a^2 D) with dl/a between 0.7854 and 0.8488");
    const double dl = (transport::tube_resistance(15e-6, a, kappa) * pi * a * a * kappa - 15e-6) / 2 / a;
    record.at_least("end correction of a flanged tube over its radius", dl, 0.7853);
    record.at_most("end correction of a flanged tube over its radius, upper", dl, 0.8488);
}

void network_arrays(Record& record)
{
    double r = 0;
    record.source("network of 100 discs per cm2, worked out by hand");
    for (const auto& [um, flux] : {std::pair{10., 20.8}, {20., 41.4}, {35., 70.6}})
        record.absolute(fmt::format("water loss of 100 discs per cm2, radius {} um", um),
                        network(DiscArray(10, um * 1e-6).patch(), r), flux, 0.05, "g/m2/h");
    record.source("limits of the network: openings that vanish, and that fill the patch");
    network(DiscArray(1, 1e-12).patch(), r);
    record.relative("resistance with openings of no size", r, 11513.6, 1e-5, "s/m");
    network(DiscArray(1, 1e-3 / std::sqrt(pi) * (1 - 1e-12)).patch(), r);
    record.relative("resistance with one opening over all", r, 8e-3 / 2.57e-5 + 500e-6 / 1.5e-5 + 15e-6 / 1.5e-5,
                    1e-9, "s/m");
    record.source("one resolved field of 100 discs of 35 um at random, 65.15; the spread of patterns is 6 %");
    const core::Random random(3, core::Purpose::pattern);
    std::vector<transport::Mouth> all;
    for (std::uint64_t i = 0; i < 100; ++i)
        all.push_back({1e-2 * random.uniform({.needle = i}), 1e-2 * random.uniform({.needle = i, .draw = 1}), 35e-6,
                       35e-6, 15e-6, 0});
    const transport::Patch patch{all, 1e-2, 1e-2};
    const transport::Openings openings = transport::openings_of(patch, 1);
    const auto map = transport::channel_map(openings, patch, k_ladder, k_wet, k_drop);
    record.relative("water loss of 100 discs at random, channel map", map.total * k_per_hour, 65.15, 0.065, "g/m2/h");
    record.source("every pair of the same discs, solved together");
    record.relative("water loss of 100 discs at random, network", network(patch, r), map.total * k_per_hour, 0.01,
                    "g/m2/h");
    double sum = map.closed * (1e-4 - 100 * pi * 35e-6 * 35e-6);
    for (const double q : map.flow) sum += q;
    record.source("flow of the closed barrier and of every opening, added");
    record.relative("flow of the channel map over its parts", map.total * 1e-4 / sum, 1, 1e-12);
}

void materials(Record& record)
{
    record.source("J L = kappa0 rho/beta (exp(beta a_i) - exp(beta a_s))");
    const transport::SkinWater skin{.barrier = 15e-6, .kappa0 = 4e-10, .hydration = 2};
    const double rho = 33.78e-3;
    record.relative("flux of a barrier that swells",
                    transport::barrier_flux(skin, 0.99 * rho, 0.4 * rho, rho) * 3.6e6,
                    4e-10 * rho / 2 * (std::exp(1.98) - std::exp(0.8)) / 15e-6 * 3.6e6, 1e-12, "g/m2/h");
    record.source("1/[(1/n)(L/(pi a^2 D_w) + f/(4 a D_t)) + H/D_t], niacinamide, 100 per cm2");
    const transport::Solute niacinamide{
        .molar_mass = 122.12, .log_kow = -0.37, .channel = {9e-10}, .tissue = {3.04e-10}};
    for (const auto& [um, cm_h] : {std::pair{5., 0.96e-3}, {10., 2.69e-3}, {35., 1.363e-2}}) {
        core::Notes notes;
        const auto p = transport::permeability(niacinamide, DiscArray(10, um * 1e-6).patch(), 1, {}, notes);
        record.relative(fmt::format("permeability through channels of {} um", um), p.channels.si * 3.6e5, cm_h, 2e-3,
                        "cm/h");
    }
}

}  // namespace

void resistances(Record& record)
{
    in_series(record);
    mouths(record);
    network_arrays(record);
    materials(record);
}

}  // namespace dermavox::verify
