// How much the headline figures differ between people.
#include "dermavox/report/study_page.hpp"
#include "engine/report/chart/markup.hpp"
#include "engine/report/chart/svg.hpp"
#include "engine/report/page/page_parts.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

constexpr const char* headlines[] = {"depth.inserted_um.mean",
                                     "depth.residual_um.mean",
                                     "depth.punctured_fraction",
                                     "density.channels_per_cm2",
                                     "coverage.at_depth[0].open_fraction",
                                     "bleeding.per_cm2",
                                     "force.needle_peak_mN.p50",
                                     "force.stroke_peak_N",
                                     "tewl.intact",
                                     "tewl.calibrated",
                                     "closure.t50_h"};

const simulation::PeopleFigure* find(const simulation::Outcome& outcome, std::string_view key)
{
    const auto at = std::find_if(outcome.spread.begin(), outcome.spread.end(), [&](auto& f) { return f.key == key; });
    return at == outcome.spread.end() ? nullptr : &*at;
}

/// Says for how many the figure exists where that is not everybody.
std::string people_name(const simulation::PeopleFigure& f, int people)
{
    const std::string name = figure_label(f.key);
    return f.of == people ? name : fmt::format("{}, {} of {} persons", name, f.of, people);
}

/// P10 to P90 over the median, on one scale for all rows.
std::string whisker(const simulation::PeopleFigure& f, double reach)
{
    Svg svg(180, 18, "P10 to P90 over the median");
    const Axis x{1 - reach, 1 + reach, 6, 174};
    svg.line({x.at(1), 2}, {x.at(1), 16}, "dial");
    svg.rect({x.at(f.p10 / f.p50), 6}, std::max(1.0, x.at(f.p90 / f.p50) - x.at(f.p10 / f.p50)), 6, "load-fill");
    return svg.take();
}

}  // namespace

std::string people_part(const PageContent& page)
{
    const simulation::Outcome& outcome = page.outcome;
    if (outcome.people < 2 || outcome.spread.empty()) return {};
    double reach = 0;
    for (const char* key : headlines)
        if (const auto* f = find(outcome, key); f && f->p50 > 0)
            reach = std::max({reach, f->p90 / f->p50 - 1, 1 - f->p10 / f->p50});
    reach = std::clamp(reach, 1e-3, 2.0);
    Table table("Quantiles over people", {"Figure", "#P10", "#P50", "#P90", "Over the median"});
    for (const char* key : headlines)
        if (const auto* f = find(outcome, key))
            table.row({people_name(*f, outcome.people), figure_value(key, f->p10), figure_value(key, f->p50),
                       figure_value(key, f->p90)},
                      f->p50 > 0 && f->p90 / f->p50 - 1 <= reach ? whisker(*f, reach) : "");
    std::string lead = fmt::format("{} persons under the same device and hand.", outcome.people);
    if (const auto* f = find(outcome, "depth.inserted_um.mean"))
        lead += fmt::format(" In one of ten the needles stay above {}, in one of ten they go past {}.",
                            length_text(f->p10 * 1e-6), length_text(f->p90 * 1e-6));
    return section(
        {"people", "How much do people differ?", lead,
         "Thickness, stiffness, resistance to cutting, recoil and water loss drawn from the spreads of the "
         "catalogue; result.json has every figure under intervals.people.",
         table.take()});
}

}  // namespace dermavox::report
