// The front: objectives against each other, and its designs as a table.
#include "engine/report/chart/markup.hpp"
#include "engine/report/study/study_parts.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

std::vector<std::size_t> objectives(const StudyPage& page)
{
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < page.figures.size(); ++i)
        if (page.figures[i].goal != StudyFigure::Goal::none) chosen.push_back(i);
    return chosen;
}

std::string goal_text(const StudyFigure& figure)
{
    return figure.goal == StudyFigure::Goal::most ? "more is better" : "less is better";
}

/// Of a figure: round the designs that keep every limit, where there are some; strays would press them together.
Axis frame(const StudyPage& page, std::size_t figure, double from, double to)
{
    std::vector<double> all, within;
    for (const StudyDesign& d : page.designs) {
        all.push_back(d.figures[figure]);
        if (d.within && std::isfinite(d.figures[figure])) within.push_back(d.figures[figure]);
    }
    const Axis whole = axis_over(all, from, to);
    if (within.size() < 5) return whole;
    const auto [low, high] = std::ranges::minmax(within);
    const double margin = std::max(0.3 * (high - low), 0.02 * (whole.high - whole.low));
    return {std::max(whole.low, low - margin), std::min(whole.high, high + margin), from, to};
}

bool inside(const Axis& axis, double value) { return value >= axis.low && value <= axis.high; }

/// One objective across another: every design a spot, the front on top, each a link.
std::string scatter(const StudyPage& page, std::size_t across, std::size_t up)
{
    const StudyFigure &fx = page.figures[across], &fy = page.figures[up];
    Svg svg(720, 400, fmt::format("{} against {}", figure_label(fy.key), figure_label(fx.key)));
    const Axis x = frame(page, across, 64, 700), y = frame(page, up, 340, 30);
    int beside = 0;
    svg.x_axis(x, 344, shown_scale(fx.key), fmt::format("{}, {}", figure_label(fx.key), goal_text(fx)));
    svg.y_axis(y, 60, shown_scale(fy.key), fmt::format("{}, {}", figure_label(fy.key), goal_text(fy)));
    for (const StudyDesign* d : drawn(page)) {
        if (!std::isfinite(d->figures[across]) || !std::isfinite(d->figures[up])) continue;
        if (!inside(x, d->figures[across]) || !inside(y, d->figures[up])) {
            ++beside;
            continue;
        }
        const char* style = d->best ? "spot best" : d->within ? "spot" : "spot out";
        svg.raw(linked(fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\" class=\"{}\"/>",
                                   coordinate(x.at(d->figures[across])), coordinate(y.at(d->figures[up])),
                                   d->best ? "6" : "3.5", style),
                       *d, page));
        if (d->best)
            svg.text({x.at(d->figures[across]) + 9, y.at(d->figures[up]) - 7}, std::to_string(d->first_case),
                     "halo tick");
    }
    return figure(svg.take(),
                  fmt::format("{} against {}. Large and numbered by case: the front. Small: other designs; "
                              "hollow: outside a limit.{}",
                              figure_label(fy.key), figure_label(fx.key),
                              beside > 0 ? fmt::format(" {} more lie beside the frame.", beside) : ""));
}

std::string front_table(const StudyPage& page)
{
    std::vector<std::string> headings{"Case"};
    for (const StudyAxis& axis : page.axes)
        headings.push_back(fmt::format("{}{}", axis.names.empty() ? "#" : "", axis_label(axis)));
    for (const StudyFigure& f : page.figures) headings.push_back(fmt::format("#{}", figure_label(f.key)));
    Table table("The designs of the front", headings);
    int rows = 0;
    for (const StudyDesign& d : page.designs) {
        if (!d.best || ++rows > 60) continue;
        std::vector<std::string> cells{std::to_string(d.first_case)};
        for (std::size_t i = 0; i < page.axes.size(); ++i)
            cells.push_back(page.axes[i].names.empty() ? fmt::format("{:.4g}", d.inputs[i])
                                                       : input_text(page.axes[i], d.inputs[i]));
        for (std::size_t i = 0; i < page.figures.size(); ++i)
            cells.push_back(figure_value(page.figures[i].key, d.figures[i]));
        table.row(cells);
    }
    return table.take();
}

/// Links for readers without a pointer, and for paper.
std::string report_links(const StudyPage& page)
{
    std::string links;
    for (const StudyDesign& d : page.designs)
        if (!d.page.empty())
            links +=
                fmt::format("{}<a href=\"{}\">case {}</a>", links.empty() ? "" : ", ", escaped(d.page), d.first_case);
    return links.empty() ? "" : "<p class=\"links\">Reports of their own: " + links + "</p>";
}

}  // namespace

std::string study_front(const StudyPage& page)
{
    const auto goals = objectives(page);
    const auto best = std::ranges::find_if(page.designs, &StudyDesign::best);
    if (goals.empty()) return {};
    std::string html;
    for (std::size_t i = 1; i < goals.size(); ++i) html += scatter(page, goals[i], goals.front());
    if (best == page.designs.end())
        return section({"front", "Which designs are best?", "No design keeps every limit, so there is no front.",
                        "Loosen a limit or widen a range.", html});
    html += report_links(page) + front_table(page);
    const bool one = goals.size() == 1;
    return section(
        {"front", "Which designs are best?",
         one ? fmt::format("Case {} is best: {}.", best->first_case, inputs_text(*best, page))
             : "On the front, one goal can only be had for some of another. A numbered spot opens the report "
               "of its design where one was written.",
         "Means over the seeds of a design. Designs outside a limit and failed cases take no part.", html});
}

}  // namespace dermavox::report
