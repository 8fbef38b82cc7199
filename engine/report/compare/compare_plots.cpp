#include "engine/report/compare/compare_plots.hpp"

#include "dermavox/core/statistics.hpp"

#include "engine/report/chart/svg.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

std::size_t drawn(const ReadDesigns& designs) { return std::min(designs.all.size(), designs_drawn); }

std::string path_through(const std::vector<Point>& points)
{
    std::string path;
    for (const Point& at : points)
        path += fmt::format("{}{} {}", path.empty() ? "M" : "L", coordinate(at.x), coordinate(at.y));
    return path;
}

std::string percent_change(double change) { return fmt::format("{}{}", change < 0 ? "" : "+", percent_text(change)); }

/// One row of the change chart.
struct Change {
    const ComparedFigure* figure;
    double middle, low, high;
};

std::vector<Change> changes_of(const ComparedDesign& design, std::size_t most)
{
    std::vector<Change> changes;
    for (const ComparedFigure& at : design.figures) {
        if (!at.relative() || !at.low || at.judgement == Judgement::same) continue;
        if (at.key.ends_with(".p5") || at.key.ends_with(".mean")) continue;  // medians and 95 % say it
        const double scale = std::fabs(*at.reference);
        const Change change{&at, *at.relative(), *at.low / scale, *at.high / scale};
        if (std::max(std::fabs(change.low), std::fabs(change.high)) < 5) changes.push_back(change);
    }
    const auto strength = [](const Change& c) {
        return std::fabs(c.middle) / std::max(c.high - c.low, 1e-12);  // how far past its noise
    };
    std::stable_sort(changes.begin(), changes.end(),
                     [&](const Change& a, const Change& b) { return strength(a) > strength(b); });
    if (changes.size() > most) changes.resize(most);
    return changes;
}

/// Depths of the punctured insertions of all runs, sorted [m].
std::vector<double> depths_of(const ReadDesign& design, const std::string& column)
{
    std::vector<double> depths;
    for (const ReadRun& run : design.runs) {
        const auto &values = run.visits.column(column), &layers = run.visits.column("layers");
        for (std::size_t i = 0; i < std::min(values.size(), layers.size()); ++i)
            if (layers[i] > 0) depths.push_back(values[i]);
    }
    std::sort(depths.begin(), depths.end());
    return depths;
}

/// Curves of the runs of a design, averaged where they have the same points.
std::vector<std::pair<double, double>> mean_curve(const ReadDesign& design, const Curve& curve)
{
    auto mean = design.runs.front().curve(curve.list, curve.item);
    for (auto& [x, y] : mean) {
        double sum = 0, count = 0;
        for (const ReadRun& run : design.runs)
            for (const auto& [other_x, other_y] : run.curve(curve.list, curve.item))
                if (other_x == x) sum += other_y, ++count;
        y = sum / count;
    }
    return mean;
}

}  // namespace

std::string design_key(const ReadDesigns& designs)
{
    std::string html = "<ul class=\"key\">";
    for (std::size_t i = 0; i < drawn(designs); ++i)
        html += fmt::format(
            "<li><svg class=\"sample\" viewBox=\"0 0 28 10\" aria-hidden=\"true\"><line x1=\"0\" y1=\"5\" "
            "x2=\"28\" y2=\"5\" class=\"design s{}\"/></svg>{}{}</li>",
            i, escaped(designs.all[i].name), i == 0 ? " (reference)" : "");
    return html + "</ul>";
}

std::string change_chart(const ComparedDesign& design)
{
    const std::vector<Change> changes = changes_of(design, 18);
    if (changes.empty()) return {};
    constexpr double left = 262, right = 640, row = 22, top = 8;
    double most = 0.01;
    for (const Change& c : changes) most = std::max({most, std::fabs(c.low), std::fabs(c.high)});
    const Axis x{-1.05 * most, 1.05 * most, left, right};
    const double bottom = top + row * double(changes.size());
    Svg svg(720, bottom + 44, "Change of each figure over the reference, with its 95 % interval");
    svg.line({x.at(0), top}, {x.at(0), bottom}, "dial");
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const Change& c = changes[i];
        const double y = top + row * (double(i) + 0.5);
        const bool moved = c.figure->judgement == Judgement::moved;
        const char* style = moved ? "whisker" : "whisker faint-line";
        svg.raw(fmt::format("<g><title>{}: {}, 95 % interval {} to {}, {}</title>", escaped(c.figure->label),
                            percent_change(c.middle), percent_change(c.low), percent_change(c.high),
                            name_of(c.figure->judgement)));
        svg.text({left - 12, y + 4}, c.figure->label, moved ? "end" : "end pale");
        svg.line({x.at(c.low), y}, {x.at(c.high), y}, style);
        svg.line({x.at(c.low), y - 4}, {x.at(c.low), y + 4}, style)
            .line({x.at(c.high), y - 4}, {x.at(c.high), y + 4}, style);
        svg.circle({x.at(c.middle), y}, 4.5, moved ? "dot" : "dot hollow-dot");
        svg.text({right + 12, y + 4}, percent_change(c.middle), moved ? "" : "pale").raw("</g>");
    }
    svg.x_axis(x, bottom, 100, "change over the reference [%]");
    return svg.take();
}

std::string depth_overlay(const ReadDesigns& designs, const std::string& column, std::string_view title)
{
    std::vector<std::vector<double>> samples;
    double deepest = 0;
    for (std::size_t i = 0; i < drawn(designs); ++i) {
        samples.push_back(depths_of(designs.all[i], column));
        if (!samples.back().empty()) deepest = std::max(deepest, samples.back().back());
    }
    if (deepest == 0) return {};
    Svg svg(350, 250, fmt::format("Share of the insertions above each depth: {}", title));
    const Axis x{0, 1.05 * deepest, 48, 340}, y{0, 1, 200, 26};
    for (std::size_t i = samples.size(); i-- > 0;) {
        if (samples[i].empty()) continue;
        constexpr int steps = 100;
        std::vector<Point> points;
        for (int k = 0; k <= steps; ++k) {
            const double share = double(k) / steps;
            points.push_back({x.at(core::quantile(samples[i], share)), y.at(share)});
        }
        svg.raw(fmt::format("<g><title>{}: median {}</title>", escaped(designs.all[i].name),
                            length_text(core::quantile(samples[i], 0.5))));
        svg.path(path_through(points), fmt::format("design s{}", i)).raw("</g>");
    }
    svg.x_axis(x, y.from, 1e3, fmt::format("{} [mm]", title)).y_axis(y, x.from, 100, "insertions above it [%]");
    return svg.take();
}

std::string curve_overlay(const ReadDesigns& designs, const Curve& curve)
{
    std::vector<std::vector<std::pair<double, double>>> curves;
    double most = 0, last = 0;
    for (std::size_t i = 0; i < drawn(designs); ++i) {
        curves.push_back(mean_curve(designs.all[i], curve));
        std::erase_if(curves.back(), [&](const auto& at) { return at.first > curve.x_most; });
        for (const auto& [x, y] : curves.back()) most = std::max(most, y), last = std::max(last, x);
    }
    if (most <= 0 || last <= 0) return {};
    Svg svg(350, 250, curve.label);
    const Axis x{0, last, 48, 340}, y{0, 1.08 * most, 200, 26};
    for (std::size_t i = curves.size(); i-- > 0;) {
        std::vector<Point> points;
        for (const auto& [at, value] : curves[i]) points.push_back({x.at(at), y.at(value)});
        if (points.empty()) continue;
        svg.path(path_through(points), fmt::format("design s{}", i));
        for (std::size_t k = 0; k < points.size(); ++k) {
            svg.raw(fmt::format("<g><title>{}: {:.4g} at {:.4g}</title>", escaped(designs.all[i].name),
                                curves[i][k].second * curve.y_scale, curves[i][k].first * curve.x_scale));
            svg.circle(points[k], 3, fmt::format("design-dot s{}", i)).raw("</g>");
        }
    }
    svg.x_axis(x, y.from, curve.x_scale, curve.x_title).y_axis(y, x.from, curve.y_scale, curve.y_title);
    return svg.take();
}

}  // namespace dermavox::report
