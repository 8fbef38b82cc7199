// The figures of the pattern in result.json: density, coverage, passes, evenness.
#include "dermavox/skin/stretch.hpp"
#include "engine/report/factors.hpp"
#include "engine/report/result_parts.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace dermavox::report {
namespace {

constexpr EvennessKey evenness_rows[] = {{"clark_evans", &metrics::Evenness::clark_evans},
                                         {"quadrat_vmr", &metrics::Evenness::quadrat_vmr},
                                         {"stripe_index", &metrics::Evenness::stripe_index},
                                         {"stripe_p95", &metrics::Evenness::stripe_p95},
                                         {"swath_peak_to_mean", &metrics::Evenness::swath_peak_to_mean},
                                         {"voronoi_spread", &metrics::Evenness::voronoi_spread}};

/// Channels that so many insertions made together.
struct Cluster {
    std::size_t insertions, channels;
};

/// Channels per area once the skin is let go: as many on less skin.
double released(const skin::Stack& stack, double density)
{
    return skin::released_density(density, {stack.stretch_x, stack.stretch_y});
}

/// A region leaves some of the patch out.
bool treats_part(const simulation::Outcome& outcome)
{
    return outcome.measures && !outcome.scene.motion.region.whole() && !outcome.scene.wound;
}

void write_density(Json& json, const simulation::Outcome& outcome)
{
    const auto& m = outcome.measures;
    const Figures<metrics::Measures> figure(json, m);
    json.object("strokes", [&] {
        figure("per_cm2", [](auto& v) { return v.strokes_per_area * per_cm2; });
        if (treats_part(outcome) && outcome.motion)
            json.number("left_out", outcome.motion->strokes_left_out);
        else
            json.null("left_out");
    });
    json.object("density", [&] {
        figure("channels_per_cm2", [](auto& v) { return v.channels_per_area * per_cm2; });
        figure("punctures_per_cm2", [](auto& v) { return v.punctures_per_area * per_cm2; });
        figure("released_channels_per_cm2",
               [&](auto& v) { return released(outcome.scene.skin, v.channels_per_area) * per_cm2; });
        array_or_null(json, "at_depth", m ? &m->density : nullptr, [&](const metrics::DensityAt& at) {
            json.number("depth_um", at.depth * um);
            json.number("channels_per_cm2", at.channels_per_area * per_cm2);
        });
    });
}

void write_coverage(Json& json, const simulation::Outcome& outcome)
{
    const auto& m = outcome.measures;
    const Figures<metrics::Measures> figure(json, m);
    json.object("coverage", [&] {
        array_or_null(json, "at_depth", m ? &m->coverage : nullptr, [&](const metrics::CoverageAt& at) {
            json.number("depth_um", at.depth * um);
            json.number("open_fraction", at.open_fraction);
            json.number("sum_fraction", at.sum_fraction);
            json.number("overlap_index", at.overlap_index);
        });
        json.object("zone", [&] {
            figure("radius_um", [](auto& v) { return v.zone_radius * um; });
            figure("fraction", [](auto& v) { return v.zone_fraction; });
        });
        figure("largest_gap_um", [](auto& v) { return v.largest_gap * um; });
        json.object("largest_gap_at", [&] {
            figure("x_mm", [](auto& v) { return v.gap_x * mm; });
            figure("y_mm", [](auto& v) { return v.gap_y * mm; });
        });
    });
    array_or_null(json, "multiplicity", m ? &m->multiplicity : nullptr, [&](const metrics::Multiplicity& at) {
        json.number("hits", at.hits);
        json.number("fraction", at.fraction);
    });
}

/// How openings run together, and what each pass added.
void write_loss_after(Json& json, const std::vector<simulation::PassLoss>& losses, int passes)
{
    constexpr double g_m2_h = 3.6e6;
    const auto loss = std::ranges::find(losses, passes, &simulation::PassLoss::passes);
    const bool known = loss != losses.end();
    json.number("tewl", known ? std::optional(loss->calibrated * g_m2_h) : std::nullopt);
    json.number("tewl_p10", known ? std::optional(loss->p10 * g_m2_h) : std::nullopt);
    json.number("tewl_p90", known ? std::optional(loss->p90 * g_m2_h) : std::nullopt);
}

void write_overlap(Json& json, const simulation::Outcome& outcome)
{
    const auto& m = outcome.measures;
    json.object("confluence", [&] {
        const Figures<metrics::Measures> figure(json, m);
        figure("joined_share", [](auto& v) { return v.confluence.joined_share; });
        figure("largest_share", [](auto& v) { return v.confluence.largest_share; });
        std::vector<Cluster> clusters;  // sizes that occur
        for (std::size_t i = 0; m && i < m->confluence.clusters.size(); ++i)
            if (m->confluence.clusters[i] > 0) clusters.push_back({i + 1, m->confluence.clusters[i]});
        array_or_null(json, "clusters", m ? &clusters : nullptr, [&](const Cluster& at) {
            json.number("insertions", at.insertions);
            json.number("channels", at.channels);
        });
    });
    array_or_null(json, "passes", m ? &outcome.passes : nullptr, [&](const metrics::AfterPass& at) {
        json.number("passes", at.passes);
        json.number("punctures_per_cm2", at.punctures_per_area * per_cm2);
        json.number("open_fraction", at.open_fraction);
        json.number("independent_fraction", at.independent_fraction);
        write_loss_after(json, outcome.pass_loss, at.passes);
    });
}

void write_evenness(Json& json, const simulation::Outcome& outcome)
{
    const auto& m = outcome.measures;
    // a pattern of too few points has no such figure: NaN there, null here
    json.object("evenness", [&] {
        for (const EvennessKey& at : evenness_rows) {
            const double value = m ? m->evenness.*at.value : std::nan("");
            json.number(at.key, std::isnan(value) ? std::nullopt : std::optional<double>(value));
        }
    });
    std::size_t i = 0;
    array_or_null(json, "spacing", outcome.spacing ? &outcome.spacing->radius : nullptr, [&](double radius) {
        json.number("radius_um", radius * um);
        json.number("excess_um", outcome.spacing->excess[i] * um);
        json.number("low_um", outcome.spacing->low[i] * um);
        json.number("high_um", outcome.spacing->high[i] * um);
        ++i;
    });
}

}  // namespace

std::span<const EvennessKey> evenness_keys() { return evenness_rows; }

void write_pattern(Json& json, const simulation::Outcome& outcome)
{
    json.object("patch", [&] {
        json.number("width_mm", outcome.scene.motion.width.si * mm);
        json.number("height_mm", outcome.scene.motion.height.si * mm);
        if (treats_part(outcome))
            json.number("treated_mm2", outcome.measures->area * mm * mm);
        else
            json.null("treated_mm2");
    });
    write_density(json, outcome);
    write_coverage(json, outcome);
    write_overlap(json, outcome);
    write_evenness(json, outcome);
}

void write_window_intervals(Json& json, const simulation::Outcome& outcome)
{
    const auto write = [&](std::string_view key, metrics::Interval metrics::WindowIntervals::*interval,
                           double scale) {
        json.object(key, [&] {
            const Figures<metrics::Measures> figure(json, outcome.measures);
            figure("low", [&](auto& m) { return (m.intervals.*interval).low * scale; });
            figure("mean", [&](auto& m) { return (m.intervals.*interval).mean * scale; });
            figure("high", [&](auto& m) { return (m.intervals.*interval).high * scale; });
        });
    };
    write("channels_per_cm2", &metrics::WindowIntervals::channels_per_area, per_cm2);
    write("punctures_per_cm2", &metrics::WindowIntervals::punctures_per_area, per_cm2);
    write("open_fraction", &metrics::WindowIntervals::open_fraction, 1);
}

}  // namespace dermavox::report
