// How much the headline figures differ between people.
#include "engine/report/markup.hpp"
#include "engine/report/page_parts.hpp"
#include "engine/report/svg.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

struct Headline {
    const char* key;   ///< of result.json
    const char* name;  ///< with its unit
    double scale;
};
constexpr Headline headlines[] = {
    {"depth.inserted_um.mean", "Inserted depth [mm]", 1e-3},
    {"depth.residual_um.mean", "Residual depth [mm]", 1e-3},
    {"depth.punctured_fraction", "Punctured strokes [%]", 100},
    {"density.channels_per_cm2", "Channels per cm\u00B2", 1},
    {"coverage.at_depth[0um].open_fraction", "Open surface [%]", 100},
    {"bleeding.per_cm2", "Channels past the capillaries per cm\u00B2", 1},
    {"force.needle_peak_mN.p50", "Peak force on a needle [mN]", 1},
    {"force.stroke_peak_N", "Peak force of a stroke [N]", 1},
    {"tewl.intact", "Water loss, intact [g/m\u00B2/h]", 1},
    {"tewl.calibrated", "Water loss, treated [g/m\u00B2/h]", 1},
    {"closure.t50_h", "Half closed after [h]", 1},
};

const simulation::PeopleFigure* find(const simulation::Outcome& outcome, std::string_view key)
{
    const auto at = std::find_if(outcome.spread.begin(), outcome.spread.end(), [&](auto& f) { return f.key == key; });
    return at == outcome.spread.end() ? nullptr : &*at;
}

/// Says for how many the figure exists where that is not everybody.
std::string named(const Headline& line, const simulation::PeopleFigure& f, int people)
{
    return f.of == people ? line.name : fmt::format("{}, {} of {} persons", line.name, f.of, people);
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
    for (const Headline& line : headlines)
        if (const auto* f = find(outcome, line.key); f && f->p50 > 0)
            reach = std::max({reach, f->p90 / f->p50 - 1, 1 - f->p10 / f->p50});
    reach = std::clamp(reach, 1e-3, 2.0);
    Table table("Quantiles over people", {"Figure", "#P10", "#P50", "#P90", "Over the median"});
    for (const Headline& line : headlines)
        if (const auto* f = find(outcome, line.key))
            table.row({named(line, *f, outcome.people), digits(f->p10 * line.scale), digits(f->p50 * line.scale),
                       digits(f->p90 * line.scale)},
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
