// What was hit more than once: multiplicity, clusters of openings.
#include "engine/report/chart/markup.hpp"
#include "engine/report/page/page_parts.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

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

/// Channels by the insertions that made them, large clusters together.
std::string cluster_table(const metrics::Confluence& confluence)
{
    const auto& clusters = confluence.clusters;
    constexpr std::size_t bounds[] = {1, 2, 3, 4, 6, 11, 21, 51};
    double insertions = 0;
    for (std::size_t i = 0; i < clusters.size(); ++i) insertions += double(clusters[i] * (i + 1));
    Table table("Openings that run together, by the insertions in one",
                {"Insertions in it", "#Channels", "#Share of the insertions", ""});
    for (std::size_t b = 0; b < std::size(bounds); ++b) {
        const std::size_t first = bounds[b], end = b + 1 < std::size(bounds) ? bounds[b + 1] : clusters.size() + 1;
        std::size_t channels = 0, inside = 0;
        for (std::size_t n = first; n < end && n <= clusters.size(); ++n) {
            channels += clusters[n - 1];
            inside += clusters[n - 1] * n;
        }
        if (channels == 0) continue;
        const std::string name = end == first + 1             ? std::to_string(first)
                                 : b + 1 == std::size(bounds) ? fmt::format("{} or more", first)
                                                              : fmt::format("{} to {}", first, end - 1);
        const double share = insertions > 0 ? double(inside) / insertions : 0;
        table.row({name, std::to_string(channels), percent_text(share)}, bar(share, "open"));
    }
    return table.take();
}

}  // namespace

std::string overlap_part(const PageContent& page)
{
    if (!page.outcome.measures) return {};
    const metrics::Measures& m = *page.outcome.measures;
    double open = 0, again = 0;
    for (const metrics::Multiplicity& at : m.multiplicity) {
        open += at.hits > 0 ? at.fraction : 0;
        again += at.hits > 1 ? at.fraction : 0;
    }
    if (open == 0) return {};
    const std::string lead = fmt::format(
        "{} of what is open was cut more than once. {} of the insertions opened into another\u2019s channel; the "
        "widest channel holds {} of the open area.",
        percent_text(again / open), percent_text(m.confluence.joined_share),
        percent_text(m.confluence.largest_share));
    return section(
        {"overlap", "What is hit twice or more?", lead,
         "The map\u2019s colours show where. Above half of the surface, distinct channels lose their meaning.",
         multiplicity_table(m.multiplicity) + cluster_table(m.confluence)});
}

}  // namespace dermavox::report
