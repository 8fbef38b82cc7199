#include "dermavox/transport/permeation.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::transport {
namespace {

void check_solute(const Solute& solute, const PermeationParameters& p)
{
    std::vector<core::Problem> problems;
    const auto require = [&](bool good, const char* key, double found, const char* expected) {
        if (!good)
            problems.push_back(
                {.file = {}, .key = key, .found = core::format_number(found), .expected = expected, .hint = {}});
    };
    const auto positive = [](double v) { return v > 0 && std::isfinite(v); };
    require(positive(solute.molar_mass), "solute.molar_mass", solute.molar_mass, "more than 0 g/mol");
    if (solute.log_kow) require(std::abs(*solute.log_kow) <= 12, "solute.log_kow", *solute.log_kow, "-12 .. 12");
    require(solute.channel.si >= 0 && std::isfinite(solute.channel.si), "solute.channel_diffusivity",
            solute.channel.si, "0 or more");
    require(solute.tissue.si >= 0 && std::isfinite(solute.tissue.si), "solute.tissue_diffusivity", solute.tissue.si,
            "0 or more");
    require(positive(p.barrier.si), "skin barrier", p.barrier.si, "more than 0");
    require(positive(p.tissue.si), "solute.vessel_depth", p.tissue.si, "more than 0");
    require(positive(p.polar_floor.si), "solute.polar_floor", p.polar_floor.si, "more than 0");
    if (!problems.empty()) throw core::InputError(std::move(problems));
}

Diffusivity in_tissue(const Solute& s) { return s.tissue.si > 0 ? s.tissue : tissue_diffusivity(s.molar_mass); }
Diffusivity in_channel(const Solute& s) { return s.channel.si > 0 ? s.channel : in_tissue(s); }

/// Tissue mouths only: the donor over the skin is well mixed.
double conductance(const Openings& openings, double area, const Solute& solute, double barrier)
{
    double sum = 0;
    for (const auto& o : openings.all) {
        if (o.depth < barrier) continue;  // ends inside the barrier
        sum += 1 / (column_resistance(barrier, o.area, in_channel(solute).si) +
                    o.interaction / (4 * o.radius * in_tissue(solute).si));
    }
    return sum / area;
}

Speed intact_of(const Solute& solute, const PermeationParameters& p)
{
    if (!solute.log_kow) return p.polar_floor;
    return std::max(potts_guy(*solute.log_kow, solute.molar_mass), p.polar_floor);
}

}  // namespace

Length barrier_of(const skin::Stack& stack)
{
    Length sum{};
    for (const skin::Layer& layer : stack.layers)
        if (layer.role == skin::Role::barrier) sum += layer.thickness.value;
    return sum;
}

Diffusivity tissue_diffusivity(double molar_mass)
{
    return {std::pow(10, -4.15 - 0.655 * std::log10(molar_mass)) * 1e-4};
}

Speed potts_guy(double log_kow, double molar_mass)
{
    return {std::pow(10, -2.7 + 0.71 * log_kow - 0.0061 * molar_mass) * 1e-2 / 3600};
}

Permeability permeability(const Solute& solute, const Patch& patch, double aperture,
                          const PermeationParameters& parameters, core::Notes& notes)
{
    check_solute(solute, parameters);
    const Openings openings = openings_of(patch, aperture);
    notes.assumed.push_back({"solute.polar_floor",
                             core::format_quantity(parameters.polar_floor.si, core::Dimension::speed),
                             "least permeability of intact skin for polar solutes, between 0.1 and 1 um/h"});
    notes.assumed.push_back({"solute.vessel_depth",
                             core::format_quantity(parameters.tissue.si, core::Dimension::length),
                             "depth of the first vessels below the barrier"});
    Permeability result;
    result.intact = intact_of(solute, parameters);
    result.stays = solute.molar_mass >= parameters.large_molar_mass;
    if (result.stays) {
        notes.warnings.push_back({"large_solute",
                                  "too large to spread into tissue in hours: only the volume that the "
                                  "channels hold is reported"});
    } else {
        const double g = conductance(openings, patch.area(), solute, parameters.barrier.si);
        if (g > 0) result.channels = {1 / (1 / g + parameters.tissue.si / in_tissue(solute).si)};
    }
    result.total = result.intact + result.channels;
    result.gain = result.total / result.intact;
    return result;
}

SampleTile resolved_permeability(const Solute& solute, const Patch& tile, const PermeationParameters& parameters)
{
    check_solute(solute, parameters);
    const double donor = 1e4 * std::max(in_tissue(solute).si, in_channel(solute).si);  // no resistance worth naming
    const Ladder ladder{.film = std::min(tile.width, tile.height),
                        .film_kappa = donor,
                        .barrier = parameters.barrier.si,
                        .barrier_kappa = intact_of(solute, parameters).si * parameters.barrier.si,
                        .tissue = parameters.tissue.si,
                        .tissue_kappa = in_tissue(solute).si};
    return solve_tile(tile, ladder, in_channel(solute).si, 1);
}

}  // namespace dermavox::transport
