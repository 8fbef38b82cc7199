/// Rules of practice against one run. They are claims: nothing of the run changes by them.
///
/// A rule applies where the run's device, site and tissue are among those it names and its condition holds. It is met
/// where its value keeps within its bounds, ends included. A value, bound or condition that this run does not have
/// makes it not applicable, with the name that is missing.
#pragma once

#include "dermavox/core/expression.hpp"
#include "dermavox/simulation/practice_findings.hpp"

#include <span>
#include <vector>

namespace dermavox::practice {

/// What formulas may name: keys of the scene and figures of the result.
struct Facts {
    core::Expression::TypeOf type_of;
    core::Expression::ValueOf value_of;
    core::Expression::NearestOf nearest;
};

/// Throws core::InputError with every unknown name, wrong dimension and condition that is neither true nor false,
/// each at its place in its file.
void check_rules(std::span<const scene::Rule> rules, const Facts& facts);

/// Every [[rule]] in its order. Requires checked rules.
std::vector<simulation::RuleFinding> judge(std::span<const scene::Rule> rules, const Facts& facts);

/// Those of a kind that apply.
std::vector<scene::Rule> applicable(std::span<const scene::Rule> rules, scene::RuleKind kind, const Facts& facts);

/// A value as people read it: "0.4321 mm", "28 d", "12.5"; four significant digits.
std::string shown_value(const core::ExpressionType& type, const core::Expression::Operand& value);

/// met, broken, not applicable
const char* name_of(simulation::RuleFinding::State state);

}  // namespace dermavox::practice
