/// `dermavox rules`, and what `dermavox run` says of rules.

#include "rules.hpp"

#include "command.hpp"
#include "dermavox/core/nearest.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/text_file.hpp"
#include "dermavox/practice/judge.hpp"
#include "dermavox/study/practice_run.hpp"
#include "input.hpp"
#include "messages.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dermavox::cli {
namespace {

using State = simulation::RuleFinding::State;

std::string kind_word(scene::RuleKind kind)
{
    return kind == scene::RuleKind::rule ? "rule" : kind == scene::RuleKind::window ? "window" : "question";
}

std::string condition_text(const scene::Rule& rule)
{
    std::string text;
    const auto add = [&](const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
    if (!rule.devices.empty()) add(fmt::format("{}", fmt::join(rule.devices, " or ")));
    if (!rule.sites.empty()) add(fmt::format("{}", fmt::join(rule.sites, " or ")));
    if (!rule.tissues.empty()) add(fmt::format("{}", fmt::join(rule.tissues, " or ")));
    if (rule.when) add(rule.when->expression.text());
    return text;
}

void print_field(const char* name, const std::string& value)
{
    if (!value.empty()) fmt::print("  {:<10} {}\n", name, value);
}

void print_rule(const scene::Rule& rule)
{
    fmt::print("{} ({}, {})\n", rule.id, kind_word(rule.kind), rule.topic);
    print_field("says", rule.statement);
    print_field("evidence", rule.evidence);
    print_field("source", rule.source);
    print_field("applies", condition_text(rule));
    if (rule.value) print_field("value", rule.value->expression.text());
    if (rule.at_least) print_field("at least", rule.at_least->expression.text());
    if (rule.at_most) print_field("at most", rule.at_most->expression.text());
    if (rule.kind == scene::RuleKind::window)
        print_field("window", fmt::format("{:.4g} to {:.4g} h after a session", rule.from / 3600, rule.to / 3600));
    print_field("severity", rule.severity);
    print_field("do", rule.advice);
    print_field("file", fmt::format("{}:{}", rule.file, rule.line));
}

[[noreturn]] void no_such_rule(const std::string& id, const std::vector<scene::Rule>& rules)
{
    std::vector<std::string> ids;
    for (const scene::Rule& rule : rules) ids.push_back(rule.id);
    const std::string near = core::nearest_name(id, ids);
    throw core::Failure(core::exit_code::no_input,
                        fmt::format("{}: no such rule{}", id, near.empty() ? "" : "; did you mean '" + near + "'?"));
}

}  // namespace

int list_rules(const std::string& id)
{
    const scene::Catalogue shelves = catalogue();
    const std::vector<scene::Rule>& rules = shelves.rules();
    std::size_t width = 0;
    bool found = id.empty();
    for (const scene::Rule& rule : rules) width = std::max(width, rule.id.size());
    for (const scene::Rule& rule : rules) {
        if (id.empty())
            fmt::print("{:<{}}  {:<8}  {:<8}  {}\n", rule.id, width, kind_word(rule.kind), rule.evidence,
                       rule.statement);
        else if (rule.id == id || rule.topic == id)
            found = true, print_rule(rule);
    }
    if (!found) no_such_rule(id, rules);
    return core::exit_code::done;
}

int check_rule_file(const std::string& file)
{
    const auto rules = scene::read_rules_text(core::read_text_file(file, core::most_scene_bytes), file);
    practice::check_rules(rules, study::rule_names());
    fmt::print("{}: good; {}\n", file, rules.size() == 1 ? "1 entry" : fmt::format("{} entries", rules.size()));
    return core::exit_code::done;
}

namespace {

/// What decided. Only a limit is required; all else is what a source says.
std::string decision(const simulation::RuleFinding& finding)
{
    if (finding.state == State::not_applicable) return finding.reason;
    if (finding.is_limit) return fmt::format("{}, {} required by the scene", finding.value, finding.required);
    return fmt::format("{}, where its source says {}", finding.value, finding.required);
}

}  // namespace

void print_rules(const std::vector<simulation::RuleFinding>& findings)
{
    for (const simulation::RuleFinding& finding : findings) {
        fmt::print("{:<14}  {}: {}\n    {} [{}: {}]\n", practice::name_of(finding.state), finding.rule.id,
                   decision(finding), finding.rule.statement, finding.rule.evidence, finding.rule.source);
    }
}

void say_broken_rules(const std::vector<simulation::RuleFinding>& findings)
{
    for (const simulation::RuleFinding& finding : findings) {
        if (finding.state != State::broken || (finding.rule.severity != "warning" && !finding.is_limit)) continue;
        say("practice{}: {}: {} ({}: {}); {}\n", finding.is_limit ? ", limit not met" : "", finding.rule.id,
            decision(finding), finding.rule.evidence, finding.rule.source,
            finding.rule.advice.empty() ? finding.rule.statement : finding.rule.advice);
    }
}

}  // namespace dermavox::cli
