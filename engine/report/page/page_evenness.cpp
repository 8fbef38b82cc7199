// How evenly the punctures lie: figures between marks of known patterns, and by distance.
#include "engine/report/chart/dose_figure.hpp"
#include "engine/report/chart/markup.hpp"
#include "engine/report/chart/neighbour_chart.hpp"
#include "engine/report/chart/svg.hpp"
#include "engine/report/page/page_parts.hpp"
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

/// Points joined by lines; `back`: from the last to the first.
std::string curve_through(const std::vector<double>& radius, const std::vector<double>& value, const Axis& x,
                          const Axis& y, bool back)
{
    std::string path;
    for (std::size_t i = 0; i < radius.size(); ++i) {
        const std::size_t at = back ? radius.size() - 1 - i : i;
        path += fmt::format("{}{} {}", path.empty() && !back ? "M" : "L", coordinate(x.at(radius[at])),
                            coordinate(y.at(value[at])));
    }
    return path;
}

std::string spacing_chart(const metrics::SpacingCurve& curve)
{
    const auto [low, high] = std::minmax_element(curve.excess.begin(), curve.excess.end());
    const double least = std::min(*low, *std::min_element(curve.low.begin(), curve.low.end()));
    const double most = std::max(*high, *std::max_element(curve.high.begin(), curve.high.end()));
    const double room = 0.08 * std::max(most - least, 1e-9);
    Svg svg(720, 280, "L of r less r of the punctures, beside random patterns");
    const Axis x{0, curve.radius.back(), 62, 700}, y{least - room, most + room, 228, 30};
    svg.path(curve_through(curve.radius, curve.low, x, y, false) +
                 curve_through(curve.radius, curve.high, x, y, true) + "Z",
             "band");
    svg.line({x.from, y.at(0)}, {x.to, y.at(0)}, "dial").text({x.to, y.at(0) - 6}, "random", "halo end");
    svg.path(curve_through(curve.radius, curve.excess, x, y, false), "curve");
    for (std::size_t i = 0; i < curve.radius.size(); i += 2)
        svg.raw(fmt::format("<g data-say=\"within {}: L \u2212 r = {}\">", length_text(curve.radius[i]),
                            length_text(curve.excess[i])))
            .circle({x.at(curve.radius[i]), y.at(curve.excess[i])}, 3, "load-fill")
            .raw("</g>");
    svg.x_axis(x, y.from, 1e3, "distance r [mm]").y_axis(y, x.from, 1e6, "L(r) \u2212 r [\u00B5m]");
    return svg.take();
}

}  // namespace

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
        {"Spread of the Voronoi cells",
         "standard deviation over mean of the parts of the patch that lie nearest to each puncture",
         e.voronoi_spread,
         1,
         {{"0 lattice", 0}, {"random 0.53", 0.529}}},
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
    html += "</div>" + neighbour_figure(page.outcome) + dose_figure(page.outcome);
    if (page.outcome.spacing)
        html += figure(
            spacing_chart(*page.outcome.spacing),
            "L(r) \u2212 r of the punctures: below zero they keep apart at that distance, above they clump. Band: "
            "random patterns of as many points, 95 % at each distance.");
    return section({"evenness", "How evenly do the punctures lie?", lead, {}, html});
}

}  // namespace dermavox::report
