// compare.html: what moved, overlaid plots, difference map, every figure.
#include "dermavox/report/provenance.hpp"
#include "engine/report/chart/markup.hpp"
#include "engine/report/chart/svg.hpp"
#include "engine/report/compare/compare_plots.hpp"
#include "engine/report/page/page_frame.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

std::string runs_of(const ComparedDesign& design)
{
    std::string text;
    for (const std::string& run : design.runs) text += (text.empty() ? "" : ", ") + run;
    return text;
}

std::string signed_percent(double change)
{
    return fmt::format("{}{:.1f}\u202F%", change < 0 ? "\u2212" : "+", 100 * std::fabs(change));
}

std::string comparison_header(const Comparison& comparison)
{
    std::string others;
    for (const ComparedDesign& design : comparison.others) others += (others.empty() ? "" : ", ") + design.name;
    const std::string& title = comparison.reference.title;
    return fmt::format(
        "<header><p class=\"over\">Comparison</p><h1>{} against {}</h1><p class=\"subject\">Reference: "
        "{}{}</p></header>\n",
        escaped(others), escaped(comparison.reference.name), escaped(comparison.reference.name),
        title.empty() ? "" : " \u00B7 " + escaped(title));
}

std::string rules_box(const std::vector<RuleFinding>& findings)
{
    const auto failed = std::count_if(findings.begin(), findings.end(), [](const auto& f) { return f.failed; });
    std::string html = fmt::format(
        "<section class=\"verdict {}\" id=\"verdict\" aria-label=\"Verdict\"><p><b>{}</b></p><ul>",
        failed ? "fail" : "pass",
        failed ? fmt::format("{} of {} rules broken", failed, findings.size()) : std::string("Every rule is kept"));
    for (const RuleFinding& finding : findings)
        html += fmt::format("<li class=\"{}\"><span class=\"mark\">{}</span><span><code>{}</code> {}: {}</span></li>",
                            finding.failed ? "fail" : "pass", finding.failed ? "broken" : "kept",
                            escaped(finding.rule), escaped(finding.design), escaped(finding.found));
    return html + "</ul></section>\n";
}

std::string summary(const ComparedDesign& design)
{
    const auto count = [&](Judgement judgement) {
        return std::count_if(design.figures.begin(), design.figures.end(),
                             [&](const ComparedFigure& at) { return at.judgement == judgement; });
    };
    return fmt::format("{}: {} figures moved, {} within noise, {} the same, {} differ with noise unknown.",
                       design.name, count(Judgement::moved), count(Judgement::within_noise), count(Judgement::same),
                       count(Judgement::differs));
}

std::string comparison_verdict(const Comparison& comparison, const std::vector<RuleFinding>& findings)
{
    if (!findings.empty()) return rules_box(findings);
    std::string html = "<section class=\"verdict none\" id=\"verdict\" aria-label=\"Verdict\">";
    for (const ComparedDesign& design : comparison.others) html += "<p><b>" + escaped(summary(design)) + "</b></p>";
    return html + "</section>\n";
}

/// The figures that people ask for first, side by side.
std::string headline(const Comparison& comparison)
{
    constexpr const char* keys[] = {"coverage.at_depth[0].open_fraction",
                                    "density.channels_per_cm2",
                                    "depth.tip_um.p50",
                                    "depth.residual_um.p50",
                                    "evenness.clark_evans",
                                    "coverage.largest_gap_um",
                                    "force.stroke_peak_N",
                                    "tewl.calibrated"};
    std::string html;
    const ComparedDesign& design = comparison.others.front();
    for (const char* key : keys)
        for (const ComparedFigure& at : design.figures) {
            if (at.key != key || !at.reference || !at.value) continue;
            const std::string change = at.relative() && at.judgement != Judgement::same
                                           ? fmt::format("; {}", signed_percent(*at.relative()))
                                           : "";
            html += fmt::format("<div class=\"card\"><dt>{}</dt><dd><b>{}</b> <span class=\"unit\">{}</span><span "
                                "class=\"note\">reference {}{}<br>{}</span></dd></div>",
                                escaped(at.label), digits(*at.value * at.scale), escaped(at.unit),
                                digits(*at.reference * at.scale), change, name_of(at.judgement));
        }
    return html.empty() ? ""
                        : "<section class=\"numbers\" id=\"numbers\" aria-label=\"Key numbers\"><dl>" + html +
                              "</dl></section>\n";
}

std::string changes_part(const Comparison& comparison)
{
    std::string html;
    for (const ComparedDesign& design : comparison.others)
        if (const std::string chart = change_chart(design); !chart.empty())
            html += figure(chart, fmt::format("{} against {}: the figures furthest past their noise first. Hollow: "
                                              "within noise.",
                                              design.name, comparison.reference.name));
    if (html.empty()) return {};
    return section(
        {"changes", "What moved, and is it more than chance?", summary(comparison.others.front()),
         "Intervals are 95 %: from seeds where several runs of a design were given, else from 4 \u00D7 4 windows "
         "of the patch, left out one at a time; windows of runs with one seed are paired.",
         html});
}

std::string plots_part(const ReadDesigns& designs)
{
    constexpr Curve curves[] = {
        {"coverage.at_depth", "open_fraction", "depth [mm]", "open [%]", "Open share by depth", 1e-3, 100, 1e6},
        {"closure.tewl_at", "value", "hours after", "water loss [g/m\u00B2/h]", "Water loss over time", 1, 1, 24}};
    std::string plots;
    for (const auto& [column, title] : {std::pair{"tip", "tip depth"}, {"residual", "residual depth"}})
        plots += depth_overlay(designs, column, title);
    for (const Curve& curve : curves) plots += curve_overlay(designs, curve);
    if (plots.empty()) return {};
    return section({"plots",
                    "How do they lie over each other?",
                    "Depths of the punctured insertions, openings by depth, water loss after the treatment.",
                    {},
                    design_key(designs) + "<div class=\"plots\">" + plots + "</div>"});
}

std::string maps_part(const ReadDesigns& designs)
{
    std::string html;
    const ReadRun& reference = designs.all.front().runs.front();
    for (std::size_t i = 1; i < designs.all.size(); ++i) {
        const ReadRun& other = designs.all[i].runs.front();
        const std::string squares = difference_map(reference, other), openings = opening_overlay(reference, other);
        if (squares.empty()) continue;
        html += "<div class=\"plots\">" +
                figure(openings, fmt::format("Open at the surface: {0} alone, {1} alone, both.",
                                             designs.all.front().name, designs.all[i].name)) +
                figure(squares, fmt::format("Open share, {} less {}, in squares of the patch.", designs.all[i].name,
                                            designs.all.front().name)) +
                "</div>";
    }
    if (html.empty()) return {};
    return section({"maps", "Where on the skin do they differ?", "The same patch, treated by each.",
                    "From the map of the surface in each folder; spots of a measurement as discs of their area.",
                    html});
}

std::string mini(const ComparedFigure& at)
{
    if (!at.low || !at.relative()) return {};
    const double scale = std::fabs(*at.reference);
    const double most = 1.1 * std::max({std::fabs(*at.low), std::fabs(*at.high), 1e-12 * scale});
    const Axis x{-most, most, 0, 100};
    return fmt::format(
        "<svg class=\"mini\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><line "
        "x1=\"50\" y1=\"0\" x2=\"50\" y2=\"10\" class=\"axis\"/><line x1=\"{}\" y1=\"5\" x2=\"{}\" "
        "y2=\"5\" class=\"whisker\"/></svg>",
        coordinate(x.at(*at.low)), coordinate(x.at(*at.high)));
}

std::string row(const ComparedFigure& at)
{
    const auto shown = [&](std::optional<double> value, int significant = 4) {
        return value ? digits(*value * at.scale, significant) : std::string("\u2013");
    };
    const std::string change = at.relative() && at.judgement != Judgement::same ? signed_percent(*at.relative()) : "";
    const std::string interval = at.low && at.judgement != Judgement::same
                                     ? digits(*at.low * at.scale, 2) + " to " + digits(*at.high * at.scale, 2)
                                     : "";
    std::string style = name_of(at.judgement);
    std::replace(style.begin(), style.end(), ' ', '-');
    return fmt::format(
        "<tr title=\"{}\"><th scope=\"row\">{}</th><td>{}</td><td class=\"n\">{}</td><td "
        "class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td>{}</"
        "td><td><span class=\"judged {}\">{}</span></td></tr>",
        escaped(at.key), escaped(at.label), escaped(at.unit), shown(at.reference), shown(at.value),
        at.judgement == Judgement::same ? "" : shown(at.difference(), 3), change, interval,
        at.judgement == Judgement::same ? "" : mini(at), style, name_of(at.judgement));
}

/// One table per design, a body per group of figures.
std::string figures_table(const ComparedDesign& design)
{
    std::string html = fmt::format("<div class=\"scroll\"><table class=\"compared\"><caption>{} against the reference"
                                   "</caption><thead><tr><th scope=\"col\">Figure</th><th scope=\"col\">Unit</th>",
                                   escaped(design.name));
    for (const char* heading : {"Reference", "Value", "Difference", "Change", "95 % interval"})
        html += fmt::format("<th scope=\"col\" class=\"n\">{}</th>", heading);
    html += "<th scope=\"col\"><span class=\"unseen\">Interval drawn</span></th><th "
            "scope=\"col\">Verdict</th></tr></thead>";
    std::vector<std::string> groups;
    for (const ComparedFigure& at : design.figures)
        if (std::find(groups.begin(), groups.end(), at.group) == groups.end()) groups.push_back(at.group);
    for (const std::string& group : groups) {
        html += fmt::format("<tbody><tr><th colspan=\"9\" scope=\"rowgroup\" class=\"group\">{}</th></tr>",
                            escaped(group));
        for (const ComparedFigure& at : design.figures)
            if (at.group == group && (at.reference || at.value) && !(at.reference == 0 && at.value == 0))
                html += row(at);
        html += "</tbody>";
    }
    return html + "</table></div>";
}

std::string figures_part(const Comparison& comparison)
{
    std::string html;
    for (const ComparedDesign& design : comparison.others) html += figures_table(design);
    return section(
        {"figures", "Every figure",
         "Moved: the 95 % interval of the difference leaves out zero. Differs: how much of it is chance is not "
         "known; several seeds of each design tell.",
         "Point at a row for the key of the figure.", html});
}

std::string runs_part(const Comparison& comparison, const std::vector<std::string>& command)
{
    Table table("Runs", {"Design", "Title", "Runs"});
    table.row(
        {comparison.reference.name + " (reference)", comparison.reference.title, runs_of(comparison.reference)});
    for (const ComparedDesign& design : comparison.others) table.row({design.name, design.title, runs_of(design)});
    const std::string line = command.empty() ? "" : "<pre><code>" + escaped(shell_line(command)) + "</code></pre>";
    return section({"origin", "What was compared?", "The first design is the reference.", {}, line + table.take()});
}

}  // namespace

std::string comparison_html(const Comparison& comparison, const std::vector<RuleFinding>& findings,
                            const std::vector<std::string>& command)
{
    return page_html({"Comparison with " + comparison.reference.name,
                      "comparison",
                      comparison_header(comparison) + comparison_verdict(comparison, findings) +
                          headline(comparison) + changes_part(comparison) + plots_part(*comparison.read) +
                          maps_part(*comparison.read) + figures_part(comparison) + runs_part(comparison, command),
                      {}});
}

}  // namespace dermavox::report
