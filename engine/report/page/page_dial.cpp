// What the needles reach at every setting of the dial.
#include "dermavox/report/palette.hpp"
#include "engine/report/chart/markup.hpp"
#include "engine/report/chart/svg.hpp"
#include "engine/report/page/page_parts.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

using simulation::DialPoint;

std::vector<DialPoint> punctured(const std::vector<DialPoint>& all)
{
    std::vector<DialPoint> points;
    std::copy_if(all.begin(), all.end(), std::back_inserter(points),
                 [](auto& at) { return at.punctured_fraction > 0; });
    return points;
}

struct DialKind {
    const char* name;
    core::Spread DialPoint::*depth;
};
constexpr DialKind dial_kinds[] = {{"inserted", &DialPoint::inserted}, {"residual", &DialPoint::residual}};

/// Layers as bands behind the curves, named at the right edge.
void draw_layer_bands(Svg& svg, const skin::Stack& stack, const Axis& x, const Axis& y)
{
    double last = -100;
    for (std::size_t i = 0; i <= stack.layers.size(); ++i) {
        const double top = skin::depth_of(stack, i).si;
        if (top >= y.high) break;
        const double end = i < stack.layers.size() ? std::min(skin::depth_of(stack, i + 1).si, y.high) : y.high;
        svg.rect({x.from, y.at(top)}, x.to - x.from, y.at(end) - y.at(top), "behind", hex(layer_colour(stack, i)));
        const double middle = (y.at(top) + y.at(end)) / 2 + 4;
        if (middle - last < 13) continue;  // no room for the names of thin layers
        last = middle;
        svg.text({x.to + 8, middle}, spaced(i < stack.layers.size() ? stack.layers[i].name : stack.backing.name),
                 "tick");
    }
}

/// Band from P5 to P95 and the median, of the settings that puncture.
void draw_kind(Svg& svg, const std::vector<DialPoint>& points, const DialKind& kind, const Axis& x, const Axis& y)
{
    std::string median, low, high;
    double last_x = 0, last_y = 0;
    for (const DialPoint& at : points) {
        const core::Spread& s = at.*kind.depth;
        if (!std::isfinite(s.p50)) continue;
        const std::string across = coordinate(x.at(at.set));
        median += fmt::format("{}{} {}", median.empty() ? "M" : "L", across, coordinate(y.at(s.p50)));
        low += fmt::format("{}{} {}", low.empty() ? "M" : "L", across, coordinate(y.at(s.p5)));
        high.insert(0, fmt::format("L{} {}", across, coordinate(y.at(s.p95))));
        last_x = x.at(at.set);
        last_y = y.at(s.p50);
    }
    if (median.empty()) return;
    svg.path(low + high + "Z", fmt::format("range {}", kind.name));
    svg.path(median, fmt::format("dial-line {}", kind.name));
    const double off = &kind == dial_kinds ? 16 : -8;  // inserted below its line, residual above
    svg.text({last_x - 6, last_y + off}, kind.name, fmt::format("halo end {}", kind.name));
}

std::string reached_chart(const PageContent& page)
{
    const auto& points = page.outcome.dial;
    const double most = points.back().set;
    Svg svg(720, 400, "Inserted and residual depth against the dial, with the layers of the skin");
    const Axis x{0, 1.03 * most, 56, 590}, y{0, 1.03 * most, 30, 350};
    draw_layer_bands(svg, page.outcome.scene.skin, x, y);
    svg.line({x.at(0), y.at(0)}, {x.at(most), y.at(most)}, "dial onlayer");
    for (const DialKind& kind : dial_kinds) draw_kind(svg, points, kind, x, y);
    for (const DialPoint& at : points) {
        if (!std::isfinite(at.inserted.p50)) continue;
        svg.raw(fmt::format("<rect class=\"strip\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" tabindex=\"0\" "
                            "data-say=\"dial {}: inserted {}, residual {}; {} of the strokes \"\n            "
                            "                \"puncture, {} N at most\"/>",
                            coordinate(x.at(at.set) - 12), coordinate(y.from), 24, coordinate(y.to - y.from),
                            given_length(at.set), length_text(at.inserted.p50), length_text(at.residual.p50),
                            percent_text(at.punctured_fraction), digits(at.stroke_peak)));
    }
    svg.x_axis(x, y.to, 1e3, "dial [mm]").y_axis(y, x.from, 1e3, "depth [mm]");
    return svg.take();
}

/// The layer that the deepest twentieth of the insertions ends in.
std::string layer_at(const skin::Stack& stack, double depth)
{
    std::size_t layer = 0;
    while (layer < stack.layers.size() && skin::depth_of(stack, layer + 1).si < depth) ++layer;
    return spaced(layer < stack.layers.size() ? stack.layers[layer].name : stack.backing.name);
}

std::string dial_table(const skin::Stack& stack, const std::vector<DialPoint>& points)
{
    Table table("Reached depth at every setting [mm]", {"Set", "#Inserted", "#P5", "#P95", "#Residual", "#Bias",
                                                        "#Punctured", "#Peak force", "Deepest 5 % end in"});
    for (const DialPoint& at : points) {
        const bool any = at.punctured_fraction > 0;
        const auto cell = [&](double depth) { return any ? digits(1e3 * depth) : std::string("n/a"); };
        table.row({given_length(at.set), cell(at.inserted.mean), cell(at.inserted.p5), cell(at.inserted.p95),
                   cell(at.residual.mean), cell(at.inserted.mean - at.set), percent_text(at.punctured_fraction),
                   digits(at.stroke_peak) + "\u202FN", any ? layer_at(stack, at.inserted.p95) : ""});
    }
    return table.take();
}

std::string safe_text(const simulation::Outcome& outcome)
{
    const SafeDial safe = safe_dial(outcome);
    return safe.set > 0
               ? fmt::format(" Up to {} of dial no more than 5 % of the insertions reach the {}.",
                             given_length(safe.set), safe.plane)
               : fmt::format(" Every setting takes more than 5 % of the insertions into the {}.", safe.plane);
}

}  // namespace

SafeDial safe_dial(const simulation::Outcome& outcome)
{
    const skin::Stack& stack = outcome.scene.skin;
    const std::size_t fat = skin::first_of(stack, skin::Role::fat);
    SafeDial safe{0, spaced(fat < stack.layers.size() ? stack.layers[fat].name : stack.backing.name),
                  skin::depth_of(stack, fat).si};
    for (const DialPoint& at : outcome.dial) {
        if (at.punctured_fraction > 0 && at.inserted.p95 > safe.top) break;
        safe.set = at.set;
    }
    return safe;
}

std::string dial_part(const PageContent& page)
{
    const std::vector<DialPoint>& all = page.outcome.dial;
    const std::vector<DialPoint> points = punctured(all);
    if (points.size() < 2) return {};
    const DialPoint &first = points.front(), &last = points.back();
    const std::string lead =
        fmt::format("From {} to {} of dial the inserted depth grows from {} to {}: {} of the setting at the shallow "
                    "end, {} at the "
                    "deep one.",
                    given_length(first.set), given_length(last.set), length_text(first.inserted.mean),
                    length_text(last.inserted.mean), percent_text(first.inserted.mean / first.set, 2),
                    percent_text(last.inserted.mean / last.set, 2)) +
        safe_text(page.outcome);
    return section({"dial", "What does each setting of the dial reach?", lead,
                    "Every setting was run with the same hand on the same skin.",
                    figure(reached_chart(page),
                           "Medians and bands from the 5th to the 95th percentile, over the layers of flat skin. "
                           "Dashed: as deep as set.") +
                        dial_table(page.outcome.scene.skin, all)});
}

}  // namespace dermavox::report
