#include "dermavox/report/stroke_plot.hpp"

#include "dermavox/report/palette.hpp"
#include "engine/report/chart/svg.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <utility>
#include <vector>

namespace dermavox::report {
namespace {

using mechanics::Break;
using mechanics::CurvePoint;
using mechanics::ForceCurve;
using mechanics::WorkSplit;

constexpr double k_width = 1064, k_left = 64, k_right = 590, k_bars = 660;

constexpr std::string_view k_style =
    ".halo{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}"
    ".centre{stroke:#626a73;stroke-width:.75}.mark{stroke:#626a73;stroke-dasharray:2 3}"
    ".in,.out{fill:none;stroke-width:2;stroke:#23508f}.out{stroke-dasharray:7 3}"
    ".each{stroke-width:1;stroke:#4d555e}.break{stroke:#1d2127}";

struct Unit {
    double scale;
    std::string_view name;
};
Unit force_unit(double most) { return most < 1 ? Unit{1e3, "mN"} : Unit{1, "N"}; }
Unit work_unit(double most) { return most < 1e-3 ? Unit{1e6, "\u00B5J"} : Unit{1e3, "mJ"}; }

struct Panel {
    Axis x, y;
    Unit unit;
};

/// One force over depth, a path for the way in and one for the way out.
template <class F>
void draw_branches(Svg& svg, const ForceCurve& curve, const Panel& panel, const F& force, const std::string& more)
{
    for (const bool leaving : {false, true}) {
        std::string line;
        for (const CurvePoint& p : curve.points)
            if (p.leaving == leaving)
                line += fmt::format("{}{} {}", line.empty() ? "M" : "L", coordinate(panel.x.at(p.set)),
                                    coordinate(panel.y.at(force(p))));
        if (!line.empty()) svg.path(line, (leaving ? "out" : "in") + more);
    }
}

template <class F>
Panel panel_of(const ForceCurve& curve, const Axis& x, double top, double bottom, const F& force)
{
    double low = 0, high = 0;
    for (const CurvePoint& p : curve.points) low = std::min(low, force(p)), high = std::max(high, force(p));
    return {x, {1.04 * low, 1.06 * high, bottom, top}, force_unit(high)};
}

void draw_axes(Svg& svg, const Panel& panel, std::string_view what, bool lowest)
{
    svg.line({panel.x.from, panel.y.at(0)}, {panel.x.to, panel.y.at(0)}, "centre");
    if (lowest)
        svg.x_axis(panel.x, panel.y.from, 1e3, "depth of the tips past the undeformed skin [mm]");
    else
        svg.line({panel.x.from, panel.y.from}, {panel.x.to, panel.y.from}, "axis");
    svg.y_axis(panel.y, panel.x.from, panel.unit.scale, fmt::format("{} [{}]", what, panel.unit.name), 4);
}

std::string layer_name(const skin::Stack& stack, std::size_t layer)
{
    return spaced(layer < stack.layers.size() ? stack.layers[layer].name : stack.backing.name);
}

/// Layers that give way at one depth, under whichever needles.
struct Giving {
    double set;
    std::vector<std::size_t> layers;
};

std::vector<Giving> giving_of(const ForceCurve& curve, double near)
{
    std::vector<Giving> all;
    for (const Break& at : curve.breaks) {
        if (all.empty() || std::abs(at.set - all.back().set) > near) all.push_back({at.set, {}});
        std::vector<std::size_t>& layers = all.back().layers;
        if (std::ranges::find(layers, at.layer) == layers.end()) layers.push_back(at.layer);
    }
    return all;
}

/// A name over each mark, in as many rows as keep them apart.
void draw_names(Svg& svg, const std::vector<Giving>& all, const skin::Stack& stack, const Axis& x, double top,
                double bottom)
{
    constexpr double letter = 6.7, row = 16;
    std::vector<double> taken;  // right end of each row
    std::vector<std::pair<Point, std::string>> text;
    for (const Giving& giving : all) {
        std::string names;
        for (const std::size_t layer : giving.layers) names += (names.empty() ? "" : ", ") + layer_name(stack, layer);
        const double at = x.at(giving.set), wide = letter * double(names.size());
        const double from = std::clamp(at - 4, x.from, std::max(x.from, x.to - wide));
        std::size_t k = 0;
        while (k < taken.size() && taken[k] > from) ++k;
        if (k == taken.size()) taken.push_back(0);
        taken[k] = from + wide + 12;
        const double y = top - 8 - row * double(k);
        svg.line({at, y + 4}, {at, bottom}, "mark");
        text.push_back({{from, y}, names});
    }
    for (const auto& [at, names] : text) svg.text(at, names, "small halo");  // over the lines
}

void draw_breaks(Svg& svg, const ForceCurve& curve, const skin::Stack& stack, const Panel& panel)
{
    for (const Break& at : curve.breaks)
        svg.raw(fmt::format("<g class=\"puncture\" fill=\"{}\"><title>needle {} goes through the {} at {} mN</title>",
                            hex(layer_colour(stack, at.layer)), at.needle + 1, escaped(layer_name(stack, at.layer)),
                            digits(1e3 * at.force)))
            .circle({panel.x.at(at.set), panel.y.at(at.force)}, 4, "break")
            .raw("</g>");
}

/// Which dot stands for which layer, and what it bore at most.
void draw_key(Svg& svg, const ForceCurve& curve, const skin::Stack& stack, Point corner)
{
    svg.text(corner, "punctures, most force on a needle", "small");
    for (std::size_t layer = 0; layer <= stack.layers.size(); ++layer) {
        double most = 0;
        for (const Break& at : curve.breaks)
            if (at.layer == layer) most = std::max(most, at.force);
        if (!(most > 0)) continue;
        corner.y += 22;
        svg.raw(fmt::format("<g fill=\"{}\">", hex(layer_colour(stack, layer))))
            .circle({corner.x + 5, corner.y - 4}, 4, "break")
            .raw("</g>");
        svg.text({corner.x + 18, corner.y}, layer_name(stack, layer));
        svg.text({corner.x + 208, corner.y}, digits(1e3 * most) + " mN", "end");
    }
}

struct Part {
    std::string_view name, colour;
    double WorkSplit::*work;
};
constexpr std::array<Part, 6> k_parts{{{"stored", "#23508f", &WorkSplit::stored},
                                       {"spreading", "#7fb2f0", &WorkSplit::spread},
                                       {"friction", "#c2510c", &WorkSplit::friction},
                                       {"cutting", "#a3337d", &WorkSplit::cut},
                                       {"puncture", "#0d7a68", &WorkSplit::broken},
                                       {"viscosity", "#7a6200", &WorkSplit::viscous}}};

/// To a thousandth of the most; what rounding leaves is nothing.
std::string plot_number(double work, const Unit& unit, double most)
{
    return std::abs(work) < 5e-4 * most ? "0" : digits(work * unit.scale);
}

/// Parts of the work, one on the other; less than nothing, as rounding leaves it, is none.
void draw_bar(Svg& svg, const WorkSplit& work, const Axis& y, double left, std::string_view name)
{
    constexpr double wide = 58;
    double done = 0;
    for (const Part& part : k_parts) {
        const double share = std::max(0.0, work.*part.work);
        svg.rect({left, y.at(done + share)}, wide, y.at(done) - y.at(done + share), "", part.colour);
        done += share;
    }
    svg.text({left + wide / 2, y.from + 18}, name, "tick mid");
}

void draw_work(Svg& svg, const ForceCurve& curve, const skin::Stack& stack, double top, double bottom)
{
    const auto deepest = std::ranges::find_if(curve.points, &CurvePoint::leaving);
    const WorkSplit in = std::prev(deepest)->work, whole = curve.points.back().work;
    const double most = std::max(in.spent(), whole.spent());
    if (!(most > 0)) return;
    const Unit unit = work_unit(most);
    const Axis y{0, most, bottom, top};
    svg.y_axis(y, k_bars, unit.scale, fmt::format("work [{}]", unit.name));
    svg.line({k_bars, bottom}, {k_bars + 160, bottom}, "axis");
    draw_bar(svg, in, y, k_bars + 14, "going in");
    draw_bar(svg, whole, y, k_bars + 90, "and out");
    const double swatch = k_bars + 176, name = swatch + 18, first = name + 112, second = first + 56;
    svg.text({first, top + 4}, "in", "small end");
    svg.text({second, top + 4}, "and out", "small end");
    for (std::size_t k = 0; k < k_parts.size(); ++k) {  // in the order of the bars, the last one on top
        const Part& part = k_parts[k_parts.size() - 1 - k];
        const double row = top + 26 + 22 * double(k);
        svg.rect({swatch, row - 10}, 11, 11, "", part.colour);
        svg.text({name, row}, part.name);
        svg.text({first, row}, plot_number(in.*part.work, unit, most), "end");
        svg.text({second, row}, plot_number(whole.*part.work, unit, most), "end");
    }
    const double row = top + 30 + 22 * double(k_parts.size());
    svg.line({swatch, row - 14}, {second, row - 14}, "axis");
    svg.text({name, row}, "in all");
    svg.text({first, row}, plot_number(in.in, unit, most), "end");
    svg.text({second, row}, plot_number(whole.in, unit, most), "end");
    draw_key(svg, curve, stack, {swatch, row + 44});
}

std::string peak_text(const ForceCurve& curve)
{
    const Unit unit = force_unit(curve.peak());
    return digits(curve.peak() * unit.scale) + ' ' + std::string(unit.name);
}

}  // namespace

std::string stroke_plot(const ForceCurve& curve, const skin::Stack& stack, const std::string& title)
{
    const std::size_t needles = curve.points.front().force.size();
    double low = 0, high = 0;
    for (const CurvePoint& p : curve.points) low = std::min(low, p.set), high = std::max(high, p.set);
    const Axis x{low, high, k_left, k_right};
    const std::vector<Giving> giving = giving_of(curve, (high - low) / 100);
    const double top = 92 + 16 * double(std::max<std::size_t>(giving.size(), 1));
    const double middle = needles > 1 ? top + 190 : top + 300, bottom = needles > 1 ? middle + 170 : middle;
    const auto total = [](const CurvePoint& p) { return p.total; };

    const double keys = top + 22 * double(k_parts.size() + stack.layers.size() + 1) + 80;
    const double height = std::max(bottom + 50, keys);
    Svg svg(k_width, height, title);
    svg.text({k_left - 40, 30}, title, "head");
    svg.text(
        {k_left - 40, 52},
        fmt::format("One stroke into whole skin, upright, at median strength: {}, {} at most. Solid: in, dashed: "
                    "out. Below zero the skin holds the needles back.",
                    counted(needles, "needle"), peak_text(curve)),
        "small");
    const Panel all = panel_of(curve, x, top, middle, total);
    draw_names(svg, giving, stack, x, top, bottom);
    draw_axes(svg, all, needles > 1 ? "all needles" : "force", needles == 1);
    draw_branches(svg, curve, all, total, "");
    Panel each = all;
    if (needles > 1) {
        const auto worst = [](const CurvePoint& p) { return *std::ranges::max_element(p.force); };
        const auto least = [](const CurvePoint& p) { return *std::ranges::min_element(p.force); };
        each = panel_of(curve, x, middle + 34, bottom, worst);
        each.y.low = panel_of(curve, x, middle + 34, bottom, least).y.low;
        draw_axes(svg, each, "each needle", true);
        for (std::size_t k = 0; k < needles; ++k)
            draw_branches(
                svg, curve, each, [k](const CurvePoint& p) { return p.force[k]; }, " each");
    }
    draw_breaks(svg, curve, stack, each);
    draw_work(svg, curve, stack, top, bottom);
    return svg_file(k_width, height, title, k_style, std::move(svg));
}

}  // namespace dermavox::report
