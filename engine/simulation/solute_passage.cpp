#include "engine/simulation/solute_passage.hpp"

#include <cmath>
#include <fmt/format.h>

namespace dermavox::simulation {
namespace {

/// Volume of the residual channels over the treated area.
double channel_volume(const wound::Wound& wound, double area, const metrics::Domain* treated)
{
    double sum = 0;
    for (const wound::Channel& channel : wound.channels) {
        if (treated && !treated->contains(channel.x, channel.y)) continue;
        for (const double volume : channel.volume_per_layer) sum += volume;
    }
    return sum / area;
}

std::optional<transport::SampleTile> resolved_tile(const scene::SolutePlan& plan, const transport::Patch& patch)
{
    const transport::Tile tile = transport::tile_of(patch, transport::TileParameters{}.mouths);
    if (tile.mouths.empty()) return std::nullopt;
    return transport::resolved_permeability(plan.solute, tile.patch(), plan.parameters);
}

/// The network lets a channel conduct through the barrier only; a long one that conducts better than tissue carries
/// on below, which the field knows.
void warn_of_network(const transport::SampleTile& tile, core::Notes& notes)
{
    constexpr double most = 0.1;
    if (std::abs(tile.relative_difference) > most)
        notes.warnings.push_back(
            {"permeation_network",
             fmt::format(
                 "on the sample tile the network's permeability is {:+.0f} % off the resolved field's: take the "
                 "values of channels times {:.2g}",
                 1e2 * tile.relative_difference, tile.resolved / tile.network)});
}

}  // namespace

std::optional<SolutePassage> solute_passage(const scene::Scene& scene, const wound::Wound& wound,
                                            const transport::Patch& patch, const metrics::Domain* treated,
                                            core::Notes& notes)
{
    const scene::SolutePlan& plan = *scene.solute;
    if (!(plan.parameters.barrier.si > 0)) {
        notes.warnings.push_back({"not_modelled", "permeation: '" + scene.skin.site + "' has no barrier layer"});
        return std::nullopt;
    }
    core::Notes known;  // the same assumptions again
    const auto at = [&](double aperture, core::Notes& into) {
        return transport::permeability(plan.solute, patch, aperture, plan.parameters, into);
    };
    const double chi = scene.transport.aperture, volume = channel_volume(wound, patch.area(), treated);
    SolutePassage passage{.calibrated = at(chi, notes),
                          .p10 = at(transport::aperture_quantile(scene.transport, 0.1), known),
                          .p90 = at(transport::aperture_quantile(scene.transport, 0.9), known),
                          .upper = at(1, known),
                          .fill = {volume * chi * chi},
                          .fill_upper = {volume},
                          .tile = {}};
    if (!passage.upper.stays) passage.tile = resolved_tile(plan, patch);
    if (passage.tile) warn_of_network(*passage.tile, notes);
    return passage;
}

}  // namespace dermavox::simulation
