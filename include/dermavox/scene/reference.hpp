/// What the keys of a scene mean, from the table that reads them.
#pragma once

#include "dermavox/core/expression.hpp"

#include <optional>
#include <string>
#include <vector>

namespace dermavox::scene {

/// Every key in the order of the reference; skin.<layer>.thickness stands for every layer's.
std::vector<std::string> key_names();

/// What a formula takes a key for, an element of a list by its number from 0: motion.area[0]. Nothing for an unknown
/// one.
std::optional<core::ExpressionType> type_of_key(const std::string& key);

/// One key: meaning, kind, range, default with the reason for it, example. A table (device.needle) gives all of its
/// keys, a part of a name (sessions) every key that has it. Throws core::Failure (66) with the nearest name for an
/// unknown one.
std::string explain(const std::string& key);

/// All keys as Markdown: the text of scenes/REFERENCE.md.
std::string reference_text();

/// All keys as a JSON Schema (draft 2020-12) of a scene as JSON, for editors that complete TOML.
std::string json_schema();

}  // namespace dermavox::scene
