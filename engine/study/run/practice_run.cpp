#include "dermavox/study/practice_run.hpp"

#include "dermavox/core/nearest.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/practice/course.hpp"
#include "dermavox/practice/depth_class.hpp"
#include "dermavox/practice/endpoints.hpp"
#include "dermavox/practice/glide.hpp"
#include "dermavox/practice/uptake.hpp"
#include "dermavox/result/figure.hpp"
#include "dermavox/scene/reference.hpp"
#include "engine/study/run/known_figures.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <map>

namespace dermavox::study {
namespace {

using core::Expression;
using Values = std::map<std::string, Expression::Operand>;

core::Dimension dimension_of(const result::FigureRef& ref) { return result::info_of(ref.figure->unit).dimension; }

std::optional<core::ExpressionType> type_of_name(const std::string& name)
{
    if (const auto type = scene::type_of_key(name)) return type;
    const auto ref = result::find_figure(result::key_of_figure(name));
    return ref ? std::optional(core::quantity_of(dimension_of(*ref))) : std::nullopt;
}

std::string nearest_fact(const std::string& name)
{
    const std::string key = core::nearest_name(name, scene::key_names());
    return key.empty() ? near_figure(name) : key;
}

/// "1 mm" in quotes, 3, true: the value of a scene's entry, for a name of this type.
std::optional<Expression::Operand> operand_of(std::string_view toml, const core::ExpressionType& type)
{
    using enum core::ExpressionType::Kind;
    if (type.kind == flag) return Expression::Operand{double(toml == "true")};
    const bool in_quotes = toml.size() >= 2 && toml.front() == '"';
    const std::string_view plain = in_quotes ? toml.substr(1, toml.size() - 2) : toml;
    if (type.kind == text) return Expression::Operand{0, std::string(plain)};
    double number = 0;
    if (const auto read = std::from_chars(plain.data(), plain.data() + plain.size(), number);
        read.ptr == plain.data() + plain.size())
        return Expression::Operand{number};
    std::vector<core::ExpressionProblem> none;
    const auto constant = Expression::parse(plain, none);
    return constant && constant->names().empty() ? constant->value({}) : std::nullopt;
}

void add_entry(const std::string& key, std::string_view toml, Values& values)
{
    const auto type = scene::type_of_key(key);
    if (const auto value = type ? operand_of(toml, *type) : std::nullopt) values.insert_or_assign(key, *value);
}

/// Lists by element, from 0.
void add_list(const std::string& key, std::string_view toml, Values& values)
{
    toml.remove_prefix(1), toml.remove_suffix(1);
    for (int k = 0; !toml.empty(); ++k) {
        const auto end = std::min(toml.find(','), toml.size());
        std::string_view element = toml.substr(0, end);
        while (element.starts_with(' ')) element.remove_prefix(1);
        add_entry(fmt::format("{}[{}]", key, k), element, values);
        toml.remove_prefix(std::min(end + 1, toml.size()));
    }
}

Values entries_of(const simulation::Outcome& outcome)
{
    Values values;
    for (const scene::Entry& entry : outcome.scene.entries) {
        if (entry.value.size() > 10000) continue;  // a path or a mask: no formula names its elements
        if (entry.value.starts_with('['))
            add_list(entry.key, entry.value, values);
        else
            add_entry(entry.key, entry.value, values);
    }
    return values;
}

/// Of a figure by key or by name of a limit: SI, or what its unit counts where that has no dimension.
std::optional<Expression::Operand> figure_operand(const simulation::Outcome& outcome, const std::string& name)
{
    const auto ref = result::find_figure(result::key_of_figure(name));
    const auto si = ref ? result::si_of({outcome}, *ref) : std::nullopt;
    if (!si) return std::nullopt;
    const bool plain = dimension_of(*ref) == core::Dimension::none;
    return Expression::Operand{plain ? result::in_unit(*si, ref->figure->unit) : *si};
}

/// Marks the rules that are limits of the scene; warns of those that do not apply.
void require(const std::vector<std::string>& required, simulation::Outcome& outcome)
{
    for (simulation::RuleFinding& finding : outcome.practice.rules) {
        finding.is_limit = std::ranges::find(required, finding.rule.id) != required.end();
        if (finding.is_limit && finding.state == simulation::RuleFinding::State::not_applicable)
            outcome.notes.warnings.push_back(
                {"rule_not_judged",
                 fmt::format("practice.required: {} does not apply: {}", finding.rule.id, finding.reason)});
    }
}

}  // namespace

practice::Facts rule_names()
{
    return {type_of_name, [](const std::string&) { return std::nullopt; }, nearest_fact};
}

practice::Facts rule_facts(const simulation::Outcome& outcome)
{
    practice::Facts facts = rule_names();
    facts.value_of = [entries = entries_of(outcome), &outcome](const std::string& name) {
        const auto at = entries.find(name);
        return at == entries.end() ? figure_operand(outcome, name) : std::optional(at->second);
    };
    return facts;
}

void check_rules_of(const scene::Scene& scene)
{
    practice::check_rules(scene.rules, rule_names());
    std::vector<std::string> ids;
    for (const scene::Rule& rule : scene.rules)
        if (rule.kind == scene::RuleKind::rule) ids.push_back(rule.id);
    std::vector<core::Problem> problems;
    for (const std::string& id : scene.required_rules) {
        if (std::ranges::find(ids, id) != ids.end()) continue;
        const std::string near = core::nearest_name(id, ids);
        problems.push_back({scene.source_name, 0, 0, "practice.required", '"' + id + '"', "the id of a rule",
                            near.empty() ? "dermavox rules lists them" : fmt::format("did you mean \"{}\"?", near)});
    }
    if (!problems.empty()) throw core::InputError(std::move(problems));
}

void add_practice(simulation::Outcome& outcome, const simulation::Watch& watch)
{
    simulation::Practice& practice = outcome.practice;
    practice.depth_class = practice::depth_class(outcome);
    practice.endpoints = practice::endpoints(outcome);
    practice.glide = practice::glide(outcome);
    practice.uptake = practice::uptake(outcome);
    practice.course = practice::course(outcome, watch);
    const practice::Facts facts = rule_facts(outcome);
    practice.rules = practice::judge(outcome.scene.rules, facts);
    practice.windows = practice::applicable(outcome.scene.rules, scene::RuleKind::window, facts);
    practice.questions = practice::applicable(outcome.scene.rules, scene::RuleKind::question, facts);
    require(outcome.scene.required_rules, outcome);
}

}  // namespace dermavox::study
