// What the needles reach at every setting of the dial.
#include "engine/report/markup.hpp"
#include "engine/report/page_parts.hpp"
#include "engine/report/svg.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
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

std::string band(const std::vector<DialPoint>& points, const Axis& x, const Axis& y)
{
    std::string low, high;
    for (const DialPoint& at : points) {
        low += fmt::format("{}{} {}", low.empty() ? "M" : "L", coordinate(x.at(at.set)),
                           coordinate(y.at(at.inserted.p5)));
        high.insert(0, fmt::format("L{} {}", coordinate(x.at(at.set)), coordinate(y.at(at.inserted.p95))));
    }
    return low + high + "Z";
}

std::string chart(const std::vector<DialPoint>& points)
{
    double deepest = points.back().set;
    for (const DialPoint& at : points) deepest = std::max(deepest, at.inserted.p95);
    Svg svg(720, 340, "Reached depth against the setting of the dial");
    const Axis x{0, 1.04 * points.back().set, 56, 690}, y{0, 1.06 * deepest, 286, 24};
    svg.line({x.at(0), y.at(0)}, {x.at(points.back().set), y.at(points.back().set)}, "dial");
    svg.text({x.at(points.back().set) - 8, y.at(points.back().set) + 2}, "as set", "halo end");
    svg.path(band(points, x, y), "steps inserted");
    for (const DialPoint& at : points) {
        svg.raw(fmt::format("<g tabindex=\"0\" data-say=\"set {}: {} inserted, {} residual; {} of the strokes "
                            "puncture, {} N at most\">",
                            given_length(at.set), length_text(at.inserted.mean), length_text(at.residual.mean),
                            percent_text(at.punctured_fraction), digits(at.stroke_peak)));
        svg.circle({x.at(at.set), y.at(at.inserted.mean)}, 4, "dot").raw("</g>");
        svg.line({x.at(at.set) - 5, y.at(at.residual.mean)}, {x.at(at.set) + 5, y.at(at.residual.mean)},
                 "steps residual");
    }
    svg.x_axis(x, y.from, 1e3, "setting of the dial [mm]").y_axis(y, x.from, 1e3, "reached depth [mm]");
    return svg.take();
}

std::string table_of(const std::vector<DialPoint>& points)
{
    Table table("Reached depth at every setting [mm]",
                {"Set", "#Inserted", "#P5", "#P95", "#Residual", "#Bias", "#Punctured", "#Peak force"});
    for (const DialPoint& at : points) {
        const bool any = at.punctured_fraction > 0;
        const auto cell = [&](double depth) { return any ? digits(1e3 * depth) : std::string("n/a"); };
        table.row({given_length(at.set), cell(at.inserted.mean), cell(at.inserted.p5), cell(at.inserted.p95),
                   cell(at.residual.mean), cell(at.inserted.mean - at.set), percent_text(at.punctured_fraction),
                   digits(at.stroke_peak) + " N"});
    }
    return table.take();
}

}  // namespace

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
                    percent_text(last.inserted.mean / last.set, 2));
    return section(
        {"dial", "What does each setting of the dial reach?", lead,
         "Every setting was run with the same hand on the same skin.",
         figure(chart(points), "Dots: mean inserted depth; band: 5th to 95th percentile; bars: depth of the "
                               "channel that stays. The line is where dial and depth agree.") +
             table_of(all)});
}

}  // namespace dermavox::report
