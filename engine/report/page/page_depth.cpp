// Distribution of the three depths against the dial.
#include "engine/report/chart/markup.hpp"
#include "engine/report/chart/svg.hpp"
#include "engine/report/page/page_parts.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

constexpr int depth_bins = 60;
using Histogram = std::array<double, depth_bins>;

struct DepthKind {
    const char* name;
    double mechanics::Insertion::*depth;
};
constexpr DepthKind depth_kinds[] = {{"inserted", &mechanics::Insertion::inserted},
                                     {"residual", &mechanics::Insertion::residual}};

/// Shares of the punctured insertions per bin of [0, high).
Histogram histogram(const std::vector<mechanics::Insertion>& insertions, double mechanics::Insertion::*depth,
                    double high)
{
    Histogram shares{};
    double count = 0;
    for (const mechanics::Insertion& insertion : insertions)
        if (insertion.punctured()) {
            const int bin = std::clamp(int(insertion.*depth / high * depth_bins), 0, depth_bins - 1);
            shares[std::size_t(bin)] += 1;
            ++count;
        }
    for (double& share : shares) share /= std::max(count, 1.0);
    return shares;
}

/// Steps from the first to the last bin that holds anything.
std::string steps(const Histogram& shares, const Axis& x, const Axis& y)
{
    std::string path = fmt::format("M{} {}", coordinate(x.from), coordinate(y.from));
    for (int i = 0; i < depth_bins; ++i) {
        const double left = x.low + (x.high - x.low) * i / depth_bins,
                     right = x.low + (x.high - x.low) * (i + 1) / depth_bins;
        const std::string top = coordinate(y.at(shares[std::size_t(i)]));
        path += fmt::format("L{} {}L{} {}", coordinate(x.at(left)), top, coordinate(x.at(right)), top);
    }
    return path + fmt::format("L{} {}", coordinate(x.to), coordinate(y.from));
}

/// A strip per bin that holds anything, unseen, for the value under the pointer.
std::string hover_bins(const std::array<Histogram, std::size(depth_kinds)>& shares, const Axis& x, const Axis& y)
{
    std::string strips;
    for (int i = 0; i < depth_bins; ++i) {
        std::string found;
        for (std::size_t k = 0; k < std::size(depth_kinds); ++k)
            if (const double share = shares[k][std::size_t(i)]; share > 0)
                found += fmt::format("; {} {}", depth_kinds[k].name, percent_text(share));
        if (found.empty()) continue;
        const double low = x.high * i / depth_bins, high = x.high * (i + 1) / depth_bins;
        strips +=
            fmt::format("<rect class=\"strip\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" data-say=\"{:.2f} to "
                        "{:.2f} mm{}\"/>",
                        coordinate(x.at(low)), coordinate(y.to), coordinate(x.at(high) - x.at(low)),
                        coordinate(y.from - y.to), low * 1e3, high * 1e3, found);
    }
    return strips;
}

std::string depth_chart(const PageContent& page, double dial)
{
    const auto& insertions = page.outcome.insertions;
    double deepest = dial;
    for (const mechanics::Insertion& insertion : insertions)
        deepest = std::max({deepest, insertion.inserted, insertion.residual});
    Svg svg(720, 320, "Histogram of inserted and residual depth");
    const Axis x{0, 1.06 * deepest, 56, 700};
    std::array<Histogram, std::size(depth_kinds)> shares;
    double most = 0;
    for (std::size_t i = 0; i < std::size(depth_kinds); ++i) {
        shares[i] = histogram(insertions, depth_kinds[i].depth, x.high);
        most = std::max(most, *std::max_element(shares[i].begin(), shares[i].end()));
    }
    const Axis y{0, 1.15 * most, 270, 34};
    std::vector<Point> labels;
    for (std::size_t i = 0; i < std::size(depth_kinds); ++i) {
        const auto peak = std::max_element(shares[i].begin(), shares[i].end());
        const double middle = x.high * (double(peak - shares[i].begin()) + 0.5) / depth_bins;
        Point label{x.at(middle), y.at(*peak) - 7};
        for (const Point& other : labels)  // side by side instead of one over the other
            if (std::fabs(other.x - label.x) < 56 && std::fabs(other.y - label.y) < 14) label.x = other.x + 56;
        labels.push_back(label);
        svg.path(steps(shares[i], x, y), fmt::format("steps {}", depth_kinds[i].name));
    }
    for (std::size_t i = 0; i < std::size(depth_kinds); ++i)
        svg.text(labels[i], depth_kinds[i].name, fmt::format("halo mid {}", depth_kinds[i].name));
    svg.raw(hover_bins(shares, x, y));
    svg.line({x.at(dial), y.from}, {x.at(dial), y.to - 8}, "dial");
    svg.text({x.at(dial) + 5, y.to}, "dial", "halo");
    svg.x_axis(x, y.from, 1e3, "depth [mm]").y_axis(y, x.from, 100, "share of the insertions [%]");
    return svg.take();
}

std::vector<std::string> depth_row(const char* name, const core::Spread& s, double dial)
{
    return {name,
            millimetres(s.mean),
            millimetres(s.sd, 2),
            millimetres(s.p5),
            millimetres(s.p50),
            millimetres(s.p95),
            millimetres(s.mean - dial, 2)};
}

}  // namespace

std::string depth_part(const PageContent& page)
{
    if (!page.outcome.measures) return {};
    const metrics::Depths& depths = page.outcome.measures->depths;
    if (!std::isfinite(depths.tip.mean))
        return section({"depth", "How deep do they really get?", "No insertion went through the barrier.", {}, {}});
    Table table("Depths of the punctured insertions [mm]",
                {"Depth", "#Mean", "#SD", "#P5", "#P50", "#P95", "#Mean less dial"});
    table.row(depth_row("Inserted", depths.inserted, depths.set));
    table.row(depth_row("Residual", depths.residual, depths.set));
    const std::string lead = fmt::format("Set to {}, needles go {} into the skin on average; {} of the insertions go "
                                         "through the barrier. Their tips then "
                                         "stand {} below the skin as it was: device and needles dent it by the rest.",
                                         given_length(depths.set), length_text(depths.inserted.mean),
                                         percent_text(depths.punctured_fraction), length_text(depths.tip.mean));
    return section({"depth",
                    "How deep do they really get?",
                    lead,
                    {},
                    figure(depth_chart(page, depths.set), "Share of the punctured insertions per bin of depth.") +
                        table.take()});
}

}  // namespace dermavox::report
