// Parallel coordinates, main effects, bars.
#include "engine/report/chart/markup.hpp"
#include "engine/report/chart/nice_number.hpp"
#include "engine/report/study/study_parts.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace dermavox::report {
namespace {

constexpr std::size_t most_columns = 12;

/// An upright axis of the parallel coordinates: a parameter, or a figure.
struct Column {
    std::string label;
    Axis axis;
    std::vector<double> values;  ///< by design
    std::string low, high;       ///< its ends in words
};

std::string end_text(const StudyAxis& axis, double value)
{
    return axis.names.empty() ? fmt::format("{:.3g}", value) : input_text(axis, value);
}

std::vector<Column> columns_of(const StudyPage& page, const std::vector<const StudyDesign*>& designs, double top,
                               double bottom)
{
    std::vector<Column> columns;
    const auto ends = [&](Column& c) {
        double low = INFINITY, high = -INFINITY;
        for (const double v : c.values)
            if (std::isfinite(v)) low = std::min(low, v), high = std::max(high, v);
        if (!(low <= high)) low = 0, high = 1;
        c.axis = {low, high > low ? high : low + 1, bottom, top};
        return std::pair(low, high);
    };
    for (std::size_t i = 0; i < page.axes.size() && columns.size() < most_columns; ++i) {
        Column c{axis_label(page.axes[i]), {}, {}, {}, {}};
        for (const StudyDesign* d : designs) c.values.push_back(d->inputs[i]);
        const auto [low, high] = ends(c);
        c.low = end_text(page.axes[i], low), c.high = end_text(page.axes[i], high);
        columns.push_back(std::move(c));
    }
    for (std::size_t i = 0; i < page.figures.size() && columns.size() < most_columns; ++i) {
        Column c{figure_label(page.figures[i].key), {}, {}, {}, {}};
        for (const StudyDesign* d : designs) c.values.push_back(d->figures[i]);
        const auto [low, high] = ends(c);
        c.low = figure_value(page.figures[i].key, low), c.high = figure_value(page.figures[i].key, high);
        columns.push_back(std::move(c));
    }
    return columns;
}

}  // namespace

std::string study_threads(const StudyPage& page)
{
    const auto designs = drawn(page);
    if (designs.size() < 4 || page.axes.size() + page.figures.size() < 3) return {};
    auto columns = columns_of(page, designs, 24, 300);
    const double step = std::max(84.0, 590.0 / double(std::max<std::size_t>(columns.size() - 1, 1)));
    const double width = 130 + step * double(columns.size() - 1);
    Svg svg(width, 440, "Parallel coordinates of all designs");
    for (std::size_t d = 0; d < designs.size(); ++d) {
        std::string path;
        bool pen_down = false;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const double value = columns[c].values[d];
            if (!std::isfinite(value)) {
                pen_down = false;
                continue;
            }
            path += fmt::format("{}{} {}", pen_down ? 'L' : 'M', coordinate(90 + step * double(c)),
                                coordinate(columns[c].axis.at(value)));
            pen_down = true;
        }
        const char* style = designs[d]->best ? "thread best" : designs[d]->within ? "thread" : "thread out";
        svg.raw(linked(fmt::format("<path d=\"{}\" class=\"{}\"/>", path, style), *designs[d], page));
    }
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const double x = 90 + step * double(c);
        svg.line({x, 24}, {x, 300}, "axis");
        svg.text({x, 16}, columns[c].high, "halo tick mid");
        svg.text({x, 316}, columns[c].low, "halo tick mid");
        svg.raw(
            fmt::format("<text x=\"{0}\" y=\"334\" class=\"title end\" transform=\"rotate(-28 {0} 334)\">{1}</text>",
                        coordinate(x), escaped(columns[c].label)));
    }
    std::string caption = "Each line is a design, from its parameters to what came of them";
    if (designs.size() < page.designs.size())
        caption += fmt::format("; {} of {} designs are drawn", designs.size(), page.designs.size());
    return section({"designs", "What goes with what?",
                    std::ranges::any_of(page.designs, &StudyDesign::best)
                        ? "The strong lines are the front: where they run together, the good designs agree."
                        : "Lines that run together show which values come together.",
                    "Ends of an axis are the least and largest value that occurred. Grey: outside a limit.",
                    figure(svg.take(), caption + ".")});
}

namespace {

/// Mean of the figure in up to seven classes of the parameter.
std::vector<Point> class_means(const StudyPage& page, std::size_t axis, std::size_t figure)
{
    std::vector<std::pair<double, double>> pairs;
    for (const StudyDesign& d : page.designs)
        if (std::isfinite(d.figures[figure])) pairs.emplace_back(d.inputs[axis], d.figures[figure]);
    std::ranges::sort(pairs);
    std::map<double, std::pair<double, int>> levels;
    for (const auto& [x, f] : pairs) levels[x].first += f, ++levels[x].second;
    std::vector<Point> means;
    if (levels.size() <= 9) {
        for (const auto& [x, sum] : levels) means.push_back({x, sum.first / sum.second});
        return means;
    }
    const std::size_t classes = std::clamp<std::size_t>(pairs.size() / 6, 3, 7);
    for (std::size_t c = 0; c < classes; ++c) {
        const std::size_t begin = c * pairs.size() / classes, end = (c + 1) * pairs.size() / classes;
        Point mean{0, 0};
        for (std::size_t i = begin; i < end; ++i) mean.x += pairs[i].first, mean.y += pairs[i].second;
        if (end > begin) means.push_back({mean.x / double(end - begin), mean.y / double(end - begin)});
    }
    return means;
}

std::string effect(const StudyPage& page, std::size_t axis, std::size_t figure)
{
    const StudyAxis& a = page.axes[axis];
    const StudyFigure& f = page.figures[figure];
    Svg svg(250, 182, fmt::format("{} against {}", figure_label(f.key), axis_label(a)));
    std::vector<double> xs, ys;
    for (const StudyDesign& d : page.designs) xs.push_back(d.inputs[axis]), ys.push_back(d.figures[figure]);
    Axis x = axis_over(xs, 50, 240);
    if (!a.names.empty()) x = {-0.5, double(a.names.size()) - 0.5, 50, 240};
    const Axis y = axis_over(ys, 140, 24);
    for (const StudyDesign* d : drawn(page))
        if (std::isfinite(d->figures[figure]))
            svg.circle({x.at(d->inputs[axis]), y.at(d->figures[figure])}, 2, d->within ? "spot" : "spot out");
    std::string path;
    for (const Point& mean : class_means(page, axis, figure)) {
        path += fmt::format("{}{} {}", path.empty() ? 'M' : 'L', coordinate(x.at(mean.x)), coordinate(y.at(mean.y)));
        svg.circle({x.at(mean.x), y.at(mean.y)}, 3.5, "dot");
    }
    if (a.names.empty()) svg.path(path, "effect");
    svg.y_axis(y, 46, shown_scale(f.key), "", 2);
    svg.text({4, 12}, axis_label(a), "strong");
    svg.line({x.from, 144}, {x.to, 144}, "axis");
    if (a.names.empty()) {
        for (const double tick : ticks_between(x.low, x.high, 3)) {
            svg.line({x.at(tick), 144}, {x.at(tick), 149}, "axis");
            svg.text({x.at(tick), 162}, fmt::format("{:.4g}", tick + 0.0), "tick mid");
        }
        return svg.take();
    }
    for (std::size_t i = 0; i < a.names.size() && a.names.size() <= 6; ++i)
        svg.text({x.at(double(i)), 160.0 + 13 * double(i % 2)}, a.names[i], "tick mid");
    return svg.take();
}

}  // namespace

std::string study_effects(const StudyPage& page)
{
    if (page.designs.size() < 3 || page.axes.empty()) return {};
    std::string html;
    for (std::size_t f = 0; f < page.figures.size(); ++f) {
        html += fmt::format("<figure><figcaption><b>{}</b> against</figcaption><div class=\"effects\">",
                            escaped(figure_label(page.figures[f].key)));
        for (std::size_t a = 0; a < page.axes.size(); ++a) html += effect(page, a, f);
        html += "</div></figure>";
    }
    if (html.empty()) return {};
    return section({"effects", "What does each parameter do?",
                    "Every figure against every parameter, the others varying as the design has them.",
                    "Spots: designs. Large dots: means of classes of equal number, or of each value.", html});
}

std::string study_bars(const StudyBars& bars)
{
    std::string html;
    for (const auto& [key, rows] : bars.groups) {
        std::vector<double> values;
        for (const StudyBar& bar : rows) values.insert(values.end(), {bar.value, bar.low, bar.high});
        if (bars.from_zero) values.push_back(0);
        const double height = 60 + 24 * double(rows.size());
        Svg svg(720, height, key.empty() ? bars.heading : fmt::format("{}: {}", bars.heading, figure_label(key)));
        const Axis x = axis_over(values, 250, 700);
        const double scale = bars.axis.empty() ? shown_scale(key) : 1;
        double y = 8;
        for (const StudyBar& bar : rows) {
            svg.text({240, y + 14}, bar.name, "end");
            const auto part = [&](double from, double to, std::string_view style) {
                const double begin = std::min(x.at(from), x.at(to)), end = std::max(x.at(from), x.at(to));
                if (std::isfinite(end - begin)) svg.rect({begin, y + 3}, std::max(end - begin, 1.0), 14, style);
            };
            if (bars.from_zero) {
                part(0, bar.value, "load-fill");
            } else {
                part(bar.value, bar.low, "load-fill faint");
                part(bar.value, bar.high, "load-fill");
            }
            if (bars.from_zero && std::isfinite(bar.low) && std::isfinite(bar.high)) {
                svg.line({x.at(bar.low), y + 10}, {x.at(bar.high), y + 10}, "whisker");
                for (const double at : {bar.low, bar.high})
                    svg.line({x.at(at), y + 5}, {x.at(at), y + 15}, "whisker");
            }
            if (!bars.from_zero) svg.line({x.at(bar.value), y}, {x.at(bar.value), y + 20}, "needle-mark");
            y += 24;
        }
        svg.x_axis(x, y + 4, scale, bars.axis.empty() ? figure_label(key) : bars.axis);
        html += figure(svg.take(), bars.axis.empty() || key.empty() ? "" : figure_label(key));
    }
    std::string id = "bars-";
    for (const char c : bars.heading) id += std::isalnum(static_cast<unsigned char>(c)) ? c : '-';
    return html.empty() ? "" : section({id, bars.heading, bars.lead, bars.aside, html});
}

}  // namespace dermavox::report
