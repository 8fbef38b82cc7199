#include "engine/result/discretisation.hpp"

#include <cmath>

namespace dermavox::result {
namespace {

double exact_cuts(const simulation::Outcome& outcome)
{
    if (const auto& patch = outcome.measures->patch_cut_volume) return *patch;
    double exact = 0;
    for (const metrics::LayerWound& layer : outcome.measures->layers) exact += layer.wounded_volume;
    return exact;
}

}  // namespace

bool has_voxel_errors(const simulation::Outcome& outcome)
{
    return outcome.measures && outcome.resolution && exact_cuts(outcome) > 0;
}

std::optional<double> area_error(const simulation::Outcome& outcome)
{
    if (!has_voxel_errors(outcome)) return {};
    return outcome.resolution->error();  // 0 where everything closed again
}

std::optional<double> volume_error(const simulation::Outcome& outcome)
{
    if (!has_voxel_errors(outcome)) return {};
    return outcome.resolution->voxel_volume / exact_cuts(outcome) - 1;
}

std::optional<double> tile_error(const simulation::Outcome& outcome)
{
    const auto& tile = outcome.sample_tile;
    return tile && tile->resolved != 0 ? std::optional(std::abs(tile->error / tile->resolved)) : std::nullopt;
}

}  // namespace dermavox::result
