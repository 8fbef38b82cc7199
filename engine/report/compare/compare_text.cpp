// A comparison for a terminal, and as JSON.
#include "dermavox/core/json.hpp"
#include "dermavox/core/output.hpp"
#include "dermavox/report/comparison.hpp"
#include "dermavox/report/result_folder.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

/// Plain ASCII is not asked for, but a column must be as wide as it looks.
std::size_t width_of(const std::string& text)
{
    return std::size_t(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string padded(const std::string& text, std::size_t width, bool right)
{
    const std::string blanks(width - std::min(width, width_of(text)), ' ');
    return right ? blanks + text : text + blanks;
}

std::string shown(std::optional<double> value, double scale)
{
    return value ? fmt::format("{:.4g}", *value * scale) : "-";
}

using TextRow = std::array<std::string, 7>;

TextRow text_row(const ComparedFigure& at)
{
    const std::string difference = at.difference() ? fmt::format("{:+.3g}", *at.difference() * at.scale) : "";
    const std::string relative = at.relative() ? fmt::format("{:+.1f} %", 100 * *at.relative()) : "";
    const std::string interval =
        at.low ? fmt::format("{:+.3g} .. {:+.3g}", *at.low * at.scale, *at.high * at.scale) : "";
    return {at.unit.empty() ? at.label : fmt::format("{} [{}]", at.label, at.unit),
            shown(at.reference, at.scale),
            shown(at.value, at.scale),
            difference,
            relative,
            interval,
            name_of(at.judgement)};
}

std::string table(const std::vector<TextRow>& rows)
{
    std::array<std::size_t, 7> widths{};
    for (const TextRow& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
    std::string text;
    for (const TextRow& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) line += "  " + padded(row[i], widths[i], i > 0 && i < 6);
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + '\n';
    }
    return text;
}

std::string runs_text(const ComparedDesign& design)
{
    std::string text = design.name;
    if (design.runs.size() > 1) text += fmt::format(" ({} runs)", design.runs.size());
    if (!design.title.empty() && design.title != design.name) text += ": " + design.title;
    return text;
}

void write_figure(core::Json& json, const ComparedFigure& at)
{
    json.text("key", at.key);
    json.text("label", at.label);
    json.number("reference", at.reference);
    json.number("value", at.value);
    json.number("difference", at.difference());
    json.number("relative", at.relative());
    json.object("interval", [&] {
        json.number("low", at.low);
        json.number("high", at.high);
    });
    if (at.noise.empty())
        json.null("noise");
    else
        json.text("noise", at.noise);
    json.text("verdict", name_of(at.judgement));
}

void write_design(core::Json& json, const ComparedDesign& design)
{
    json.text("name", design.name);
    json.text("title", design.title);
    json.strings("runs", design.runs);
}

}  // namespace

std::string comparison_text(const Comparison& comparison, bool all)
{
    std::string text = fmt::format("reference  {}\n", runs_text(comparison.reference));
    for (const ComparedDesign& design : comparison.others) {
        std::vector<TextRow> rows{{"", "reference", design.name, "difference", "", "95 % interval", "verdict"}};
        std::size_t same = 0, moved = 0, noise = 0, unknown = 0;
        for (const ComparedFigure& at : design.figures) {
            moved += at.judgement == Judgement::moved;
            noise += at.judgement == Judgement::within_noise;
            unknown += at.judgement == Judgement::differs;
            const bool dull = at.judgement == Judgement::same ||
                              (at.judgement == Judgement::not_computed && !at.reference && !at.value);
            same += dull;
            if (all || !dull) rows.push_back(text_row(at));
        }
        text += fmt::format("against    {}\n", runs_text(design));
        if (rows.size() > 1) text += table(rows);
        text += fmt::format("{} moved, {} within noise, {} differ (noise unknown), {} the same or not computed\n",
                            moved, noise, unknown, same);
        if (unknown > 0)
            text +=
                "what is chance in figures without an interval: run several seeds of each design, give them all\n";
    }
    return text;
}

std::string comparison_json(const Comparison& comparison, const std::vector<RuleFinding>& findings)
{
    core::Json json("compare.json");
    json.number("schema", 1);
    json.object("reference", [&] { write_design(json, comparison.reference); });
    json.array("others", comparison.others, [&](const ComparedDesign& design) {
        write_design(json, design);
        json.array("figures", design.figures, [&](const ComparedFigure& at) { write_figure(json, at); });
    });
    json.array("fail_on", findings, [&](const RuleFinding& finding) {
        json.text("rule", finding.rule);
        json.text("run", finding.design);
        json.text("key", finding.key);
        json.text("found", finding.found);
        json.boolean("failed", finding.failed);
    });
    return json.take();
}

void write_comparison(const std::filesystem::path& folder, bool force, const std::string& html,
                      const std::string& json)
{
    write_folder(folder, force, [&](const std::filesystem::path& temporary) {
        core::write_file(temporary / "compare.html", html);
        core::write_file(temporary / "compare.json", json);
    });
}

}  // namespace dermavox::report
