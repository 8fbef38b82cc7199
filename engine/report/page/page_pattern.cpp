// What is open, by depth.
#include "dermavox/report/palette.hpp"
#include "engine/report/chart/markup.hpp"
#include "engine/report/page/page_parts.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {

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
    return section({"coverage", "How much of the skin is open?", lead,
                    "Open: area of the union of the residual openings. Summed: overlaps counted as often as they "
                    "occur. Overlap index: 1 \u2212 open / summed.",
                    table.take()});
}

}  // namespace dermavox::report
