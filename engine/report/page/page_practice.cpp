// What practice says of this run: claims, marked as such, beside the values that decided.
#include "dermavox/practice/judge.hpp"
#include "engine/report/chart/markup.hpp"
#include "engine/report/page/page_parts.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

using RuleState = simulation::RuleFinding::State;

/// A statement in the look of a claim, with its kind of evidence and source.
std::string claim_html(const scene::Rule& rule)
{
    return fmt::format("<span class=\"claim\">{}</span> <small>{}: {}</small>", escaped(rule.statement),
                       escaped(rule.evidence), escaped(rule.source));
}

std::string state_text(const simulation::RuleFinding& finding)
{
    return std::string(practice::name_of(finding.state)) + (finding.is_limit ? " (limit)" : "");
}

std::string decided_text(const simulation::RuleFinding& finding)
{
    if (finding.state == RuleState::not_applicable) return finding.reason;
    return fmt::format("{}; {}", finding.value, finding.required);
}

std::string rules_table(const std::vector<simulation::RuleFinding>& rules, bool applicable)
{
    Table table(applicable ? "Rules met and broken; sources on one topic may disagree"
                           : "Rules that do not apply here",
                {"Topic", "Rule", "State", applicable ? "Value and bounds" : "Why not", "What is said (a claim)"});
    std::vector<const simulation::RuleFinding*> order;
    for (const simulation::RuleFinding& finding : rules)
        if ((finding.state != RuleState::not_applicable) == applicable) order.push_back(&finding);
    if (order.empty()) return {};
    std::ranges::stable_sort(order, {}, [](auto* finding) { return finding->rule.topic; });
    for (const auto* finding : order)
        table.row({finding->rule.topic, finding->rule.id, state_text(*finding), decided_text(*finding)},
                  claim_html(finding->rule));
    return table.take();
}

std::string endpoint_time(const simulation::Endpoint& at)
{
    if (!at.to) return fmt::format("after {:.3g} h", at.from.value_or(0));
    if (!at.from) return fmt::format("by {:.3g} h", *at.to);
    return *at.from == *at.to ? fmt::format("{:.3g} h", *at.to) : fmt::format("{:.3g} to {:.3g} h", *at.from, *at.to);
}

std::string endpoints_table(const std::vector<simulation::Endpoint>& endpoints)
{
    if (endpoints.empty()) return {};
    Table table("When skin is back, by what is looked at", {"Endpoint", "#Time", "Evidence", "Source", "Conditions"});
    for (const simulation::Endpoint& at : endpoints)
        table.row({at.name, endpoint_time(at), at.evidence, at.source, at.note});
    return table.take();
}

std::string span_text(const scene::Rule& window)
{
    const bool days = window.to >= 72 * 3600;
    const double unit = days ? 86400 : 3600;
    return fmt::format("{:.3g} to {:.3g} {}", window.from / unit, window.to / unit, days ? "d" : "h");
}

std::string windows_table(const std::vector<scene::Rule>& windows)
{
    if (windows.empty()) return {};
    Table table("After each session", {"Topic", "#From, to", "What is said (a claim)"});
    for (const scene::Rule& window : windows) table.row({window.topic, span_text(window)}, claim_html(window));
    return table.take();
}

std::string questions_table(const std::vector<scene::Rule>& questions)
{
    if (questions.empty()) return {};
    Table table("Checklist before a treatment: not medical advice", {"", "What is said (a claim)"});
    for (const scene::Rule& question : questions) table.row({"\u2610"}, claim_html(question));
    return table.take();
}

std::string depth_sentence(const simulation::DepthClass& found)
{
    std::string text =
        fmt::format("By depth this is {} needling: half of the insertions go {} or deeper, {} past 0.2 mm",
                    found.name, length_text(found.median), percent_text(found.past_cosmetic, 2));
    text += fmt::format(", {} end in the epidermis; {}.", percent_text(found.in_epidermis, 2), found.cap_reason);
    if (found.epidermis_dial)
        text += fmt::format(" 95 % stay in the epidermis up to a dial of {}, above the fat up to {}.",
                            length_text(*found.epidermis_dial), length_text(found.skin_dial.value_or(0)));
    return text;
}

}  // namespace

std::string practice_part(const PageContent& page)
{
    const simulation::Practice& practice = page.outcome.practice;
    if (practice.rules.empty()) return {};
    const auto count = [&](RuleState state) {
        return std::ranges::count(practice.rules, state, &simulation::RuleFinding::state);
    };
    std::string lead = fmt::format("Of {} rules {} are met, {} broken, {} do not apply.", practice.rules.size(),
                                   count(RuleState::met), count(RuleState::broken), count(RuleState::not_applicable));
    if (practice.depth_class) lead += ' ' + depth_sentence(*practice.depth_class);
    std::string timeline = timeline_chart(page);
    if (!timeline.empty())
        timeline = figure(
            timeline, "Solid: computed for this run (above) or measured by others. Dashed, with slanted names: "
                      "windows that practice claims, as listed below. The first quarter of an hour is not drawn.");
    return section(
        {"practice", "What does practice say of it?", lead,
         "Statements in slanted type are claims of their sources; nothing computed depends on them. Classes: "
         "cosmetic to 0.2 mm, medical 0.5 to 2 mm, by practitioners. Edit or add rules by practice.rules.",
         rules_table(practice.rules, true) + timeline + endpoints_table(practice.endpoints) +
             windows_table(practice.windows) + questions_table(practice.questions) +
             rules_table(practice.rules, false)});
}

}  // namespace dermavox::report
