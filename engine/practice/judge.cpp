#include "dermavox/practice/judge.hpp"

#include "dermavox/core/problem.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <optional>

namespace dermavox::practice {
namespace {

using core::Expression;
using core::ExpressionType;
using State = simulation::RuleFinding::State;

constexpr const char* known_names = "a key of a scene or a figure of a result";

/// Finds the mistakes of one rule's formulas.
class RuleCheck
{
public:
    RuleCheck(const scene::Rule& rule, const Facts& facts, std::vector<core::Problem>& problems)
        : m_rule(rule),
          m_facts(facts),
          m_problems(problems)
    {
    }

    void check()
    {
        if (m_rule.when) {
            const auto type = type_of(*m_rule.when);
            if (type && type->kind != ExpressionType::Kind::flag)
                report(*m_rule.when, 1, core::name_of(*type), "true or false", "write a comparison: a > b");
        }
        if (!m_rule.value) return;
        const auto value = type_of(*m_rule.value);
        if (value && value->kind != ExpressionType::Kind::quantity)
            return report(*m_rule.value, 1, core::name_of(*value), "a number", "conditions go into `when`");
        for (const auto* bound : {&m_rule.at_least, &m_rule.at_most})
            if (*bound) check_bound(**bound, value);
    }

private:
    std::optional<ExpressionType> type_of(const scene::RuleFormula& formula)
    {
        std::vector<core::ExpressionProblem> found;
        const auto type = formula.expression.type(m_facts.type_of, m_facts.nearest, known_names, found);
        for (const auto& p : found) report(formula, p.column, p.found, p.expected, p.hint);
        return type;
    }

    void check_bound(const scene::RuleFormula& formula, const std::optional<ExpressionType>& value)
    {
        const auto type = type_of(formula);
        if (!type || !value || *type == *value) return;
        const core::Dimension wanted = core::dimension_of(*value);
        report(formula, 1, core::name_of(*type), core::name_of(*value) + " as the value is",
               wanted == core::Dimension::none ? ""
                                               : fmt::format("write e.g. \"{}\"", core::info_of(wanted).example));
    }

    void report(const scene::RuleFormula& formula, int column, std::string found, std::string expected,
                std::string hint)
    {
        m_problems.push_back({m_rule.file, formula.line, formula.column + column - 1, formula.key, std::move(found),
                              std::move(expected), std::move(hint)});
    }

    const scene::Rule& m_rule;
    const Facts& m_facts;
    std::vector<core::Problem>& m_problems;
};

bool among(const std::vector<std::string>& names, const char* key, const Facts& facts)
{
    if (names.empty()) return true;
    const auto value = facts.value_of(key);
    return value && std::ranges::find(names, value->text) != names.end();
}

/// The first name of the formula that has no value here.
std::string missing_in(const scene::RuleFormula& formula, const Facts& facts)
{
    for (const std::string& name : formula.expression.names())
        if (!facts.value_of(name)) return name + ": not stated or not computed";
    return "no finite value";
}

/// Why a rule does not apply; empty where it does.
std::string exemption(const scene::Rule& rule, const Facts& facts)
{
    if (!among(rule.devices, "device.kind", facts)) return "for other devices";
    if (!among(rule.sites, "skin.site", facts)) return "for other sites";
    if (!among(rule.tissues, "skin.tissue", facts)) return "for other tissue";
    if (!rule.when) return "";
    const auto holds = rule.when->expression.value(facts.value_of);
    if (!holds) return missing_in(*rule.when, facts);
    return holds->number != 0 ? "" : "only when " + rule.when->expression.text();
}

/// Judges one rule that applies.
simulation::RuleFinding judged(simulation::RuleFinding finding, const Facts& facts)
{
    std::vector<core::ExpressionProblem> none;
    const scene::RuleFormula& formula = *finding.rule.value;
    const auto type = formula.expression.type(facts.type_of, facts.nearest, known_names, none);
    const auto value = formula.expression.value(facts.value_of);
    if (!value || !type) return finding.reason = missing_in(formula, facts), finding;
    bool within = true;
    for (const auto& [bound, words, sign] : {std::tuple(&finding.rule.at_least, "at least ", 1.0),
                                             std::tuple(&finding.rule.at_most, "at most ", -1.0)}) {
        if (!*bound) continue;
        const auto limit = (*bound)->expression.value(facts.value_of);
        if (!limit) return finding.reason = missing_in(**bound, facts), finding;
        within = within && sign * value->number >= sign * limit->number;
        finding.required += (finding.required.empty() ? "" : ", ") + (words + shown_value(*type, *limit));
    }
    finding.value = shown_value(*type, *value);
    finding.state = within ? State::met : State::broken;
    return finding;
}

}  // namespace

void check_rules(std::span<const scene::Rule> rules, const Facts& facts)
{
    std::vector<core::Problem> problems;
    for (const scene::Rule& rule : rules) RuleCheck(rule, facts, problems).check();
    if (!problems.empty()) throw core::InputError(std::move(problems));
}

std::vector<simulation::RuleFinding> judge(std::span<const scene::Rule> rules, const Facts& facts)
{
    std::vector<simulation::RuleFinding> findings;
    for (const scene::Rule& rule : rules) {
        if (rule.kind != scene::RuleKind::rule) continue;
        simulation::RuleFinding finding{.rule = rule, .value = {}, .required = {}, .reason = exemption(rule, facts)};
        findings.push_back(finding.reason.empty() ? judged(std::move(finding), facts) : std::move(finding));
    }
    return findings;
}

std::vector<scene::Rule> applicable(std::span<const scene::Rule> rules, scene::RuleKind kind, const Facts& facts)
{
    std::vector<scene::Rule> those;
    for (const scene::Rule& rule : rules)
        if (rule.kind == kind && exemption(rule, facts).empty()) those.push_back(rule);
    return those;
}

std::string shown_value(const core::ExpressionType& type, const core::Expression::Operand& value)
{
    constexpr double day = 86400;
    if (type.kind == ExpressionType::Kind::text) return value.text;
    if (type.kind == ExpressionType::Kind::flag) return value.number != 0 ? "true" : "false";
    const core::Dimension dimension = core::dimension_of(type);
    if (dimension == core::Dimension::time && value.number >= 2 * day)
        return fmt::format("{:.4g} d", value.number / day);
    if (dimension == core::Dimension::none) {
        const std::string unit = type.powers == core::Powers{} ? "" : ' ' + core::name_of(type);
        return fmt::format("{:.4g}{}", value.number, unit);
    }
    const double rounded = std::stod(fmt::format("{:.3e}", value.number));
    return core::format_quantity(rounded, dimension);
}

const char* name_of(State state)
{
    return state == State::met ? "met" : state == State::broken ? "broken" : "not applicable";
}

}  // namespace dermavox::practice
