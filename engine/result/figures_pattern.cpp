// Rows of the figure table: the patch, how many strokes and channels, how much of the surface they open.
#include "dermavox/skin/stretch.hpp"
#include "engine/result/rows.hpp"

namespace dermavox::result {
namespace {

using metrics::Measures;

/// A region leaves some of the patch out.
bool treats_part(const Outcome& outcome)
{
    return outcome.measures && !outcome.scene.motion.region.whole() && !outcome.scene.wound;
}

std::optional<double> treated_area(const Outcome& outcome)
{
    return treats_part(outcome) ? std::optional(outcome.measures->area) : std::nullopt;
}

std::optional<double> left_out(const Outcome& outcome)
{
    return treats_part(outcome) && outcome.motion ? std::optional(outcome.motion->strokes_left_out) : std::nullopt;
}

/// Channels per area once the skin is let go: as many on less skin.
std::optional<double> released(const Outcome& outcome)
{
    if (!outcome.measures) return {};
    const skin::Stack& skin = outcome.scene.skin;
    return skin::released_density(outcome.measures->channels_per_area, {skin.stretch_x, skin.stretch_y});
}

Figures patch_figures()
{
    return {
        count("schema", of_run([](const Outcome&) { return 1; }), "version of this layout, 1"),
        number("patch.width_mm", Unit::mm, of_run([](const Outcome& o) { return o.scene.motion.width; }),
               "side of the patch along x, that every density refers to"),
        number("patch.height_mm", Unit::mm, of_run([](const Outcome& o) { return o.scene.motion.height; }),
               "side along y"),
        number("patch.treated_mm2", Unit::mm2, of_run(treated_area),
               "where a region leaves some of the patch out: area that every figure refers to"),
    };
}

Figures density_figures()
{
    const auto m = of_part(&Outcome::measures);
    const auto at = of_measures([](const Outcome& o) -> auto& { return o.measures->density; });
    return {
        number("strokes.per_cm2", Unit::per_cm2, m(&Measures::strokes_per_area),
               "needle strokes that come down in the patch", {"Needle strokes", group::pattern}),
        number("strokes.left_out", Unit::none, of_run(left_out),
               "where a region leaves some of the patch out: needle strokes that come down there all the same; "
               "none over a keep-out, as the device is lifted",
               {"Needle strokes on what is left out", group::pattern}),
        number("density.channels_per_cm2", Unit::per_cm2, m(&Measures::channels_per_area),
               "distinct openings at the surface, after recoil",
               {"Channels", group::pattern, Unit::none, {"density"}}),
        number("density.punctures_per_cm2", Unit::per_cm2, m(&Measures::punctures_per_area),
               "insertions that went through the barrier", {"Punctures", group::pattern, Unit::none, {"punctures"}}),
        number("density.released_channels_per_cm2", Unit::per_cm2, of_run(released),
               "channels once stretched skin is let go", {"Channels, skin let go", group::pattern}),
        list("density.at_depth[]", at.count(), true),
        number("density.at_depth[].depth_um", Unit::um, at(&metrics::DensityAt::depth),
               "depth below the surface, of report.depths"),
        number("density.at_depth[].channels_per_cm2", Unit::per_cm2, at(&metrics::DensityAt::channels_per_area),
               "channels that are at least that deep", {"Channels at least {} deep", group::pattern}),
    };
}

Figures coverage_figures()
{
    const auto m = of_part(&Outcome::measures);
    const auto at = of_measures([](const Outcome& o) -> auto& { return o.measures->coverage; });
    return {
        list("coverage.at_depth[]", at.count(), true),
        number("coverage.at_depth[].depth_um", Unit::um, at(&metrics::CoverageAt::depth),
               "depth below the surface, of report.depths"),
        number("coverage.at_depth[].open_fraction", Unit::none, at(&metrics::CoverageAt::open_fraction),
               "area of the union of openings over the treated area",
               {"Open {}", group::coverage, Unit::percent, {"coverage", "0"}}),
        number("coverage.at_depth[].sum_fraction", Unit::none, at(&metrics::CoverageAt::sum_fraction),
               "the same with overlaps counted as often as they occur",
               {"Summed openings {}", group::coverage, Unit::percent}),
        number("coverage.at_depth[].overlap_index", Unit::none, at(&metrics::CoverageAt::overlap_index),
               "1 - open/sum", {"Overlap index {}", group::coverage, Unit::none, {"overlap", "0"}}),
        number("coverage.zone.radius_um", Unit::um, m(&Measures::zone_radius), "report.zone_radius",
               {.label = "Zone of influence, radius", .group = group::coverage, .exact = true}),
        number("coverage.zone.fraction", Unit::none, m(&Measures::zone_fraction),
               "share of the area within that radius of an opening",
               {"Within the zone of influence", group::coverage, Unit::percent}),
        number("coverage.largest_gap_um", Unit::um, m(&Measures::largest_gap),
               "diameter of the largest circle without an opening",
               {"Largest gap", group::coverage, Unit::mm, {"gap"}}),
        number("coverage.largest_gap_at.x_mm", Unit::mm, m(&Measures::gap_x), "centre of that circle",
               {"Centre of the largest gap, x", group::coverage}),
        number("coverage.largest_gap_at.y_mm", Unit::mm, m(&Measures::gap_y), "centre of that circle",
               {"Centre of the largest gap, y", group::coverage}),
    };
}

}  // namespace

Figures pattern_figures()
{
    Figures all = patch_figures();
    for (Figures part : {density_figures(), coverage_figures()}) all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace dermavox::result
