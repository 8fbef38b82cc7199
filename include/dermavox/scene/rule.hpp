/// What practice says, as data: rules over keys and figures, windows after a session, questions to a person.
///
///     schema = 1
///     [[rule]]
///     id = "interval-three-weeks"
///     topic = "interval"                   # rules of one topic are shown side by side
///     statement = "Sessions less than three weeks apart are too frequent."
///     source = "practitioner's page, no study named"
///     evidence = "claim"                   # measured, derived, claim, memory
///     severity = "warning"                 # or note
///     devices = ["pen"]                    # where it applies: devices, sites, tissues, when; all by default
///     when = "plan.sessions > 1"
///     value = "plan.interval"              # core/expression.hpp
///     at_least = "21 d"                    # or at_most, or both
///     advice = "Leave at least three weeks."
///
///     [[window]]                           # id to evidence as above
///     from = "0 h"                         # after a session
///     to = "24 h"
///
///     [[question]]                         # id to evidence as above
///
/// A rule of the user's replaces the catalogue's of the same id.
#pragma once

#include "dermavox/core/expression.hpp"
#include "dermavox/core/problem.hpp"

#include <optional>
#include <string>
#include <vector>

namespace dermavox::scene {

enum class RuleKind { rule, window, question };

/// A formula with its place, for mistakes that show later.
struct RuleFormula {
    std::string key;  ///< rule[3].value
    core::Expression expression;
    int line = 0, column = 0;  ///< of its first character
};

struct Rule {
    RuleKind kind = RuleKind::rule;
    std::string id, topic, statement, source, advice;
    std::string evidence;                                 ///< measured, derived, claim, memory
    std::string severity;                                 ///< of a rule: note, warning
    std::vector<std::string> devices;                     ///< pen, roller, stamp; empty = all, as below
    std::vector<std::string> sites;                       ///< of the catalogue
    std::vector<std::string> tissues;                     ///< values of skin.tissue
    std::optional<RuleFormula> when;                      ///< true or false
    std::optional<RuleFormula> value, at_least, at_most;  ///< of a rule: value, and one bound or both
    double from = 0, to = 0;                              ///< of a window: after a session [s]
    std::string file;                                     ///< as named to the reader
    int line = 0;
};

/// A file of rules as a scene names it.
struct RuleFile {
    std::string name;  ///< as the scene has it
    std::string text;
};

/// The rules of a text of at most 1 MiB. Throws core::InputError with every mistake; names within formulas are
/// checked where their meaning is known (practice/judge.hpp).
std::vector<Rule> read_rules_text(const std::string& text, const std::string& name);

/// `all` with `own` added; one of the same id is replaced at its place.
std::vector<Rule> joined_rules(std::vector<Rule> all, std::vector<Rule> own);

}  // namespace dermavox::scene
