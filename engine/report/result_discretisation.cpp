#include "engine/report/result_parts.hpp"

#include <cmath>

namespace dermavox::report {
namespace {

double exact_cuts(const simulation::Outcome& outcome)
{
    if (const auto& patch = outcome.measures->patch_cut_volume) return *patch;
    double exact = 0;
    for (const metrics::LayerWound& layer : outcome.measures->layers) exact += layer.wounded_volume;
    return exact;
}

/// Open area of the top plane in voxels over the exact one, less one.
std::optional<double> area_error(const simulation::Outcome& outcome)
{
    if (!has_voxel_errors(outcome)) return {};
    return outcome.resolution->error();  // 0 where everything closed again
}

/// Volume of the cuts in voxels over the exact one, less one.
std::optional<double> volume_error(const simulation::Outcome& outcome)
{
    if (!has_voxel_errors(outcome)) return {};
    return outcome.resolution->voxel_volume / exact_cuts(outcome) - 1;
}

/// What halving the cells of the resolved tile still changes, over its water loss.
std::optional<double> tile_error(const simulation::Outcome& outcome)
{
    const auto& tile = outcome.sample_tile;
    return tile && tile->resolved != 0 ? std::optional(std::abs(tile->error / tile->resolved)) : std::nullopt;
}

}  // namespace

bool has_voxel_errors(const simulation::Outcome& outcome)
{
    return outcome.measures && outcome.resolution && exact_cuts(outcome) > 0;
}

Discretisation discretisation_of(const simulation::Outcome& outcome)
{
    return {.open_area = area_error(outcome), .cut_volume = volume_error(outcome), .tile = tile_error(outcome)};
}

void write_discretisation(Json& json, const simulation::Outcome& outcome)
{
    const Discretisation error = discretisation_of(outcome);
    json.object("discretisation", [&] {
        json.number("voxel_um", outcome.scene.grid.voxel.si * 1e6);
        json.number("open_area_in_voxels", error.open_area);
        json.number("cut_volume_in_voxels", error.cut_volume);
        json.number("tile_water_loss", error.tile);
    });
}

}  // namespace dermavox::report
