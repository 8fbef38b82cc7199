// Permeation of a solute on the treated skin: an estimate for research.
#include "engine/report/chart/markup.hpp"
#include "engine/report/chart/value_bars.hpp"
#include "engine/report/page/factors.hpp"
#include "engine/report/page/page_parts.hpp"
#include "engine/report/text.hpp"

#include <fmt/format.h>

namespace dermavox::report {
namespace {

constexpr double um_h = 1e6 * 3600;  // permeability

std::string bars(const simulation::SolutePassage& solute)
{
    return value_bars({{"intact", solute.calibrated.intact.si * um_h},
                       {.name = "calibrated",
                        .value = solute.calibrated.total.si * um_h,
                        .main = true,
                        .band = {{solute.p10.total.si * um_h, solute.p90.total.si * um_h}}},
                       {"upper", solute.upper.total.si * um_h}},
                      "Permeability: intact, calibrated and upper value", "permeability [\u00B5m/h]");
}

std::string volume_text(const simulation::SolutePassage& solute)
{
    return fmt::format("The channels hold {} \u00B5l/cm\u00B2, {} as wide as the needles cut them.",
                       digits(solute.fill.si * ul_cm2, 2), digits(solute.fill_upper.si * ul_cm2, 2));
}

std::string solute_lead(const simulation::SolutePassage& solute, const std::string& name)
{
    if (solute.upper.stays)
        return fmt::format("{} is too large to spread into tissue within hours: what enters is at most what the "
                           "channels hold. {}",
                           name, volume_text(solute));
    return fmt::format("{}: {} to {} times as easily as through intact skin, {} calibrated.", name,
                       digits(solute.p10.gain, 2), digits(solute.p90.gain, 2), digits(solute.calibrated.gain, 2));
}

std::string solute_tile_text(const transport::SampleTile& tile)
{
    return fmt::format(" On a tile with {} as wide as they were cut the network says {} and the resolved field {} "
                       "\u00B5m/h.",
                       counted(tile.mouths, "opening"), digits(tile.network * um_h), digits(tile.resolved * um_h));
}

}  // namespace

std::string solute_part(const PageContent& page)
{
    if (!page.outcome.solute) return {};
    const simulation::SolutePassage& solute = *page.outcome.solute;
    std::string aside =
        "A research estimate of diffusion alone; it says nothing about delivery, dose or effect. Intact skin by "
        "Potts "
        "and Guy, not below the floor for polar solutes; channels and intact skin in parallel, tissue down to the "
        "first vessels below both.";
    if (solute.tile) aside += solute_tile_text(*solute.tile);
    std::string html;
    if (!solute.upper.stays)
        html = figure(bars(solute), "The whisker runs from the 10th to the 90th percentile of the assumed residual "
                                    "aperture. Upper: every opening as wide as the needle cut it. " +
                                        volume_text(solute));
    return section({"solute", "How easily does the solute pass?",
                    solute_lead(solute, page.outcome.scene.solute->name), aside, html});
}

}  // namespace dermavox::report
