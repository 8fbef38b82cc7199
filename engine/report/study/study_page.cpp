#include "dermavox/report/study_page.hpp"

#include "engine/report/chart/markup.hpp"
#include "engine/report/compare/compare_names.hpp"
#include "engine/report/page/page_frame.hpp"
#include "engine/report/study/study_parts.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {

std::string figure_label(const std::string& key)
{
    const FigureName name = name_of_figure(key);
    return name.unit.empty() ? name.label : fmt::format("{} [{}]", name.label, name.unit);
}

double shown_scale(const std::string& key) { return name_of_figure(key).scale; }

std::string figure_value(const std::string& key, double value) { return digits(value * shown_scale(key)); }

std::string axis_label(const StudyAxis& axis)
{
    const std::string name = spaced(axis.key.substr(axis.key.rfind('.') + 1));
    return axis.unit.empty() ? name : fmt::format("{} [{}]", name, axis.unit);
}

std::string input_text(const StudyAxis& axis, double value)
{
    if (axis.names.empty()) return fmt::format("{:.4g}{}{}", value, axis.unit.empty() ? "" : "\u202F", axis.unit);
    const auto i = std::size_t(std::clamp(value, 0.0, double(axis.names.size() - 1)));
    return axis.names[i];
}

std::string inputs_text(const StudyDesign& design, const StudyPage& page)
{
    std::string text;
    for (std::size_t i = 0; i < page.axes.size(); ++i)
        text += fmt::format("{}{} {}", i > 0 ? ", " : "",
                            spaced(page.axes[i].key.substr(page.axes[i].key.rfind('.') + 1)),
                            input_text(page.axes[i], design.inputs[i]));
    return text;
}

std::string linked(const std::string& markup, const StudyDesign& design, const StudyPage& page)
{
    const std::string title =
        fmt::format("<title>case {}: {}</title>", design.first_case, escaped(inputs_text(design, page)));
    if (design.page.empty()) return fmt::format("<g>{}{}</g>", title, markup);
    return fmt::format("<a href=\"{}\">{}{}</a>", escaped(design.page), title, markup);
}

std::vector<const StudyDesign*> drawn(const StudyPage& page)
{
    std::vector<const StudyDesign*> all;
    const std::size_t k = (page.designs.size() + designs_drawn - 1) / designs_drawn;
    for (std::size_t i = 0; i < page.designs.size(); ++i)
        if (!page.designs[i].best && i % std::max<std::size_t>(k, 1) == 0) all.push_back(&page.designs[i]);
    std::ranges::stable_sort(all, {}, [](const StudyDesign* d) { return d->within; });
    for (const StudyDesign& design : page.designs)
        if (design.best) all.push_back(&design);
    return all;
}

Axis axis_over(const std::vector<double>& values, double from, double to)
{
    double low = INFINITY, high = -INFINITY;
    for (const double v : values)
        if (std::isfinite(v)) low = std::min(low, v), high = std::max(high, v);
    if (!(low <= high)) low = 0, high = 1;
    const double margin = high > low ? 0.05 * (high - low) : std::max(0.05 * std::abs(low), 1e-9);
    if (low >= 0 && low < 0.25 * high) low = margin;  // then from zero
    return {low - margin, high + margin, from, to};
}

namespace {

std::string study_header(const StudyPage& page)
{
    return fmt::format("<header><p class=\"over\">Study</p><h1>{}</h1><p class=\"subject\">{}</p>"
                       "<p class=\"origin\">{}</p></header>\n",
                       escaped(page.title), escaped(page.design), escaped(page.origin));
}

std::string study_verdict(const StudyPage& page)
{
    const auto within = std::ranges::count_if(page.designs, &StudyDesign::within);
    const auto best = std::ranges::count_if(page.designs, &StudyDesign::best);
    const bool limits = std::ranges::any_of(page.figures, [](auto& f) { return f.low || f.high; });
    const bool goals = std::ranges::any_of(page.figures, [](auto& f) { return f.goal != StudyFigure::Goal::none; });
    std::string text;
    const char* style = "none";
    if (limits) {
        style = within > 0 ? "pass" : "fail";
        text = within > 0 ? fmt::format("{} of {} designs keep every limit", within, page.designs.size())
                          : fmt::format("None of {} designs keeps every limit", page.designs.size());
    } else {
        text = fmt::format("{} designs", page.designs.size());
    }
    if (goals && best > 0) text += best == 1 ? "; one is best" : fmt::format("; no other beats {} of them", best);
    std::string rest = fmt::format("{} done", counted(std::size_t(page.done), "case"));
    if (page.failed > 0) rest += fmt::format(", {} failed and left out", page.failed);
    if (page.pending > 0) rest += fmt::format(", {} still to run", page.pending);
    return fmt::format("<section class=\"verdict {}\" id=\"verdict\" aria-label=\"Summary\"><p><b>{}</b></p>"
                       "<p>{}.</p></section>\n",
                       style, escaped(text), escaped(rest));
}

std::string table_part(const StudyTable& t, std::size_t number)
{
    Table table(t.caption, t.columns);
    for (const auto& row : t.rows) table.row(row);
    const std::string id = fmt::format("table-{}", number);
    return section({id, t.heading, t.lead, {}, table.take()});
}

std::string source_part(const StudyPage& page)
{
    if (page.study_text.empty()) return {};
    return section({"study",
                    "What was asked?",
                    "The study file, word for word.",
                    {},
                    "<pre>" + escaped(page.study_text) + "</pre>"});
}

}  // namespace

std::string study_html(const StudyPage& page)
{
    std::string html = study_header(page) + study_verdict(page) + study_front(page);
    for (const StudyBars& bars : page.bars) html += study_bars(bars);
    html += study_threads(page) + study_effects(page);
    for (std::size_t i = 0; i < page.tables.size(); ++i) html += table_part(page.tables[i], i + 1);
    return page_html({page.title, {}, html + source_part(page), {}});
}

}  // namespace dermavox::report
