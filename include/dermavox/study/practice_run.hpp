/// What practice says of a run: brings the rules, the keys of its scene and the figures of its result together.
#pragma once

#include "dermavox/practice/judge.hpp"
#include "dermavox/simulation/outcome.hpp"
#include "dermavox/simulation/watch.hpp"

namespace dermavox::study {

/// What formulas of rules may name, without values: every key of a scene, every number of result.json, and the short
/// names of limits.
practice::Facts rule_names();

/// The same with the values of one run, which must outlive them: SI; figures whose unit has no dimension as the
/// result has them.
practice::Facts rule_facts(const simulation::Outcome& outcome);

/// Throws core::InputError where a rule of the scene names what does not exist or practice.required a rule that does
/// not.
void check_rules_of(const scene::Scene& scene);

/// Depth class, endpoints, glide, course; then the rules, those that the scene requires marked as limits.
void add_practice(simulation::Outcome& outcome, const simulation::Watch& watch = {});

}  // namespace dermavox::study
