/// Rules of practice on the terminal.
#pragma once

#include "dermavox/simulation/practice_findings.hpp"

#include <vector>

namespace dermavox::cli {

/// Every finding on standard output, by topic, with the value that decided and its source.
void print_rules(const std::vector<simulation::RuleFinding>& findings);

/// Rules that a run broke, a line each on standard error: warnings, and those that are limits.
void say_broken_rules(const std::vector<simulation::RuleFinding>& findings);

}  // namespace dermavox::cli
