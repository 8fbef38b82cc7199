// Force over one stroke: needles and cap against time (of a stamp: against depth), with what gives way.
#include "dermavox/mechanics/viscous_loss.hpp"
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

using simulation::StrokeForce;
using simulation::StrokePoint;

struct Frame {
    Axis x, y;
    bool timed;  // else over depth
    double at(const StrokePoint& p) const { return x.at(timed ? p.time : p.set); }
};

Frame frame_of(const StrokeForce& stroke, bool timed, double also)
{
    double left = 0, right = 0, low = 0, high = also;
    for (const StrokePoint& p : stroke.points) {
        const double across = timed ? p.time : p.set;
        left = std::min(left, across), right = std::max(right, across);
        low = std::min({low, p.needles, p.cap}), high = std::max({high, p.needles, p.cap});
    }
    if (timed) left = -(right = 1.08 * std::max(-left, right));
    return {{left, right, 62, 640}, {low, 1.06 * high, 250, 30}, timed};
}

void draw_force(Svg& svg, const StrokeForce& stroke, const Frame& frame, double StrokePoint::*force,
                const char* style)
{
    std::string line;
    for (const StrokePoint& p : stroke.points)
        line += fmt::format("{}{} {}", line.empty() ? "M" : "L", coordinate(frame.at(p)),
                            coordinate(frame.y.at(p.*force)));
    svg.path(line, style);
}

/// Force of all needles as a layer gives way: the higher of the two points at that depth.
double force_at(const StrokeForce& stroke, double set)
{
    double most = 0;
    for (const StrokePoint& p : stroke.points)
        if (!p.leaving && std::abs(p.set - set) < 1e-12) most = std::max(most, p.needles);
    return most;
}

void mark_breaks(Svg& svg, const PageContent& page, const StrokeForce& stroke, const Frame& frame)
{
    const skin::Stack& stack = page.outcome.scene.skin;
    for (const simulation::StrokeBreak& at : stroke.breaks) {
        const std::string layer = at.layer < stack.layers.size() ? stack.layers[at.layer].name : stack.backing.name;
        svg.raw(fmt::format("<g fill=\"{}\" data-say=\"needle {} goes through the {} at {} N\">",
                            hex(layer_colour(stack, at.layer)), at.needle + 1, escaped(spaced(layer)),
                            digits(at.force)))
            .circle({frame.x.at(frame.timed ? at.time : at.set), frame.y.at(force_at(stroke, at.set))}, 4.5, "break")
            .raw("</g>");
    }
}

std::string sample(std::string_view style, std::string_view name)
{
    return fmt::format("<li><svg class=\"sample\" viewBox=\"0 0 28 10\" aria-hidden=\"true\"><line x1=\"0\" y1=\"5\" "
                       "x2=\"28\" y2=\"5\" class=\"{}\"/></svg>{}</li>",
                       style, name);
}

std::string stroke_key(const PageContent& page, const StrokeForce& stroke, bool capped)
{
    const skin::Stack& stack = page.outcome.scene.skin;
    std::string html = "<ul class=\"key\">" + sample("design s0", "all needles");
    if (capped) html += sample("design s1", "cap");
    for (std::size_t layer = 0; layer < stack.layers.size(); ++layer) {
        const auto breaks = std::ranges::count(stroke.breaks, layer, &simulation::StrokeBreak::layer);
        if (breaks == 0) continue;
        html += fmt::format("<li><svg viewBox=\"0 0 14 14\" aria-hidden=\"true\"><circle cx=\"7\" cy=\"7\" r=\"5\" "
                            "fill=\"{}\" class=\"break\"/></svg>through the {}</li>",
                            hex(layer_colour(stack, layer)), escaped(spaced(stack.layers[layer].name)));
    }
    return html + "</ul>";
}

std::string stroke_chart(const PageContent& page, const StrokeForce& stroke, bool timed, double hand)
{
    const Frame frame = frame_of(stroke, timed, hand);
    Svg svg(720, 300, timed ? "Force of needles and cap over one stroke" : "Force of the needles against depth");
    svg.line({frame.x.from, frame.y.at(0)}, {frame.x.to, frame.y.at(0)}, "centre");
    if (hand > 0) {
        svg.line({frame.x.from, frame.y.at(hand)}, {frame.x.to, frame.y.at(hand)}, "dial");
        svg.text({frame.x.to + 6, frame.y.at(hand) + 4}, "hand");
        draw_force(svg, stroke, frame, &StrokePoint::cap, "design s1");
    }
    draw_force(svg, stroke, frame, &StrokePoint::needles, "design s0");
    mark_breaks(svg, page, stroke, frame);
    if (timed)
        svg.x_axis(frame.x, frame.y.from, 1e3, "time from the deepest point [ms]");
    else
        svg.x_axis(frame.x, frame.y.from, 1e3, "depth of the tips past the undeformed skin [mm]");
    svg.y_axis(frame.y, frame.x.from, 1, "force [N]");
    return svg.take();
}

}  // namespace

std::string stroke_figure(const PageContent& page)
{
    if (!page.outcome.stroke) return {};
    const StrokeForce& stroke = *page.outcome.stroke;
    const bool timed = page.outcome.scene.device.kind == device::Kind::pen;
    const double hand = timed ? page.outcome.scene.device.cap.force.si : 0;
    std::string caption =
        timed ? "One stroke into whole skin, upright, at median strength. Cap and needles together carry the "
                "hand\u2019s force, on the mean of a cycle. Below zero the skin holds the needles back."
              : "Into whole skin and out again, upright, at median strength. Below zero the skin holds the needles "
                "back.";
    if (const double kept = mechanics::elastic_return(page.outcome.scene.mechanics.relaxation_exponent.value);
        kept < 1)
        caption += fmt::format(" Coming out, skin that has relaxed gives back {} of its force.", percent_text(kept));
    return figure(stroke_key(page, stroke, timed) + stroke_chart(page, stroke, timed, hand), caption);
}

}  // namespace dermavox::report
