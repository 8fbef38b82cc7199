/// The table of keys of a file of rules, in the form of the scene's own table.
#pragma once

#include "dermavox/scene/rule.hpp"
#include "engine/scene/keys/schema.hpp"

namespace dermavox::scene {

/// Keys of [[rule]], [[window]] or [[question]], each without its table.
const std::vector<Row>& rule_rows(RuleKind kind);

}  // namespace dermavox::scene
