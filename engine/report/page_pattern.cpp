// Coverage by depth, how often places were hit, evenness.
#include "dermavox/report/palette.hpp"
#include "engine/report/markup.hpp"
#include "engine/report/page_parts.hpp"
#include "engine/report/svg.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

/// A value on a scale between marks of known patterns.
struct Mark {
    const char* name;
    double value;
};
std::string scale_of(std::string_view label, double value, double high, const std::vector<Mark>& marks)
{
    Svg svg(360, 54, label);
    const Axis x{0, std::max(high, 1.08 * value), 8, 352};
    svg.line({x.from, 24}, {x.to, 24}, "track");
    double last = -100;
    for (const Mark& mark : marks) {
        const bool crowded = x.at(mark.value) - last < 34;  // then above the line
        last = x.at(mark.value);
        svg.line({last, 16}, {last, 32}, "axis");
        svg.text({last, crowded ? 12.0 : 48.0}, mark.name, mark.value == 0 ? "tick" : "tick mid");
    }
    svg.circle({x.at(value), 24}, 6, "dot");
    return svg.take();
}

std::string multiplicity_table(const std::vector<metrics::Multiplicity>& multiplicity)
{
    double open = 0;
    for (const metrics::Multiplicity& at : multiplicity)
        if (at.hits > 0) open += at.fraction;
    Table table("How often a place was cut, by residual openings at the surface",
                {"Cut", "#Share of the patch", "#Share of what is open", ""});
    for (const metrics::Multiplicity& at : multiplicity) {
        const std::string name = at.hits == 0   ? "never"
                                 : at.hits == 1 ? "once"
                                 : at.hits >= 4 ? "four times or more"
                                 : at.hits == 2 ? std::string("twice")
                                                : fmt::format("{} times", at.hits);
        const double share = at.hits > 0 && open > 0 ? at.fraction / open : 0;
        if (at.hits == 0)
            table.row({name, percent_text(at.fraction), "", ""});
        else
            table.row({name, percent_text(at.fraction), percent_text(share)}, bar(share, "open"));
    }
    return table.take();
}

}  // namespace

std::string coverage_part(const PageContent& page)
{
    if (!page.outcome.measures || page.outcome.measures->coverage.empty()) return {};
    const metrics::Measures& m = *page.outcome.measures;
    double most = 0;
    for (const metrics::CoverageAt& at : m.coverage) most = std::max(most, at.open_fraction);
    Table table("Openings by depth",
                {"Depth", "#Channels per cm\u00B2", "#Open", "#Summed openings", "#Overlap index", ""});
    for (const metrics::CoverageAt& at : m.coverage) {
        const auto density = std::find_if(m.density.begin(), m.density.end(),
                                          [&](const metrics::DensityAt& d) { return d.depth == at.depth; });
        table.row({at.depth == 0 ? "surface" : given_length(at.depth),
                   density == m.density.end() ? "" : digits(density->channels_per_area * 1e-4),
                   percent_text(at.open_fraction), percent_text(at.sum_fraction), digits(at.overlap_index, 2)},
                  bar(most > 0 ? at.open_fraction / most : 0, "open"));
    }
    const metrics::CoverageAt& top = m.coverage.front();
    const std::string lead = fmt::format(
        "{} of the patch is open {}; {} lies within {} of an opening, and the largest circle without one is {} wide.",
        percent_text(top.open_fraction), top.depth == 0 ? "at the surface" : length_text(top.depth) + " down",
        percent_text(m.zone_fraction), given_length(m.zone_radius), length_text(m.largest_gap));
    return section({"coverage", "How much of the skin is open, and what is hit twice?", lead,
                    "Open: area of the union of the residual openings. Summed: overlaps counted as often as they "
                    "occur. Overlap index: 1 \u2212 open / summed.",
                    table.take() + multiplicity_table(m.multiplicity)});
}

std::string evenness_part(const PageContent& page)
{
    if (!page.outcome.measures) return {};
    const metrics::Evenness& e = page.outcome.measures->evenness;
    const struct {
        const char *name, *meaning;
        double value, high;
        std::vector<Mark> marks;
    } rows[] = {
        {"Clark-Evans",
         "mean distance to the nearest puncture over that of a random pattern",
         e.clark_evans,
         2.3,
         {{"0", 0}, {"random 1", 1}, {"square 2", 2}}},
        {"Variance over mean of counts", "in square quadrats", e.quadrat_vmr, 2, {{"0 even", 0}, {"random 1", 1}}},
        {"Stripe index",
         "strength of the strongest line pattern; 95 % of random patterns lie below P95",
         e.stripe_index,
         std::max(2.0, std::isfinite(e.stripe_p95) ? 1.1 * e.stripe_p95 : 0.0),
         {{"0", 0}, {"random 1", 1}, {"P95", std::isfinite(e.stripe_p95) ? e.stripe_p95 : 1}}},
        {"Swath peak over mean", "lateral dose of one glide", e.swath_peak_to_mean, 2, {{"0", 0}, {"even 1", 1}}},
    };
    std::string html = "<div class=\"scales\">";
    for (const auto& row : rows) {
        const bool known = std::isfinite(row.value);
        html += fmt::format(
            "<div><p><b>{}</b> <span class=\"value\">{}</span><br><span class=\"small\">{}</span></p>{}</div>",
            row.name, digits(row.value), row.meaning,
            known ? scale_of(row.name, row.value, row.high, row.marks) : "");
    }
    const std::string lead = !std::isfinite(e.clark_evans) ? "There are too few punctures to say."
                             : e.clark_evans > 1.1
                                 ? "Punctures keep more distance than a random pattern of their number."
                             : e.clark_evans < 0.9 ? "Punctures lie in clusters: closer together than at random."
                                                   : "Punctures lie about as evenly as a random pattern.";
    return section({"evenness", "How evenly do the punctures lie?", lead, {}, html + "</div>"});
}

}  // namespace dermavox::report
