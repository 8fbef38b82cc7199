/// A TOML text as a flat list of dotted keys, each value with its place. The only file that knows toml++ is
/// document.cpp.
#pragma once

#include "dermavox/core/problem.hpp"
#include "dermavox/skin/layer.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dermavox::scene {

/// A value as the file has it, before the schema has looked at it.
struct Value {
    enum class Kind { table, list, text, integer, number, flag, other, column };
    Kind kind = Kind::table;
    std::string text{};  ///< of a text
    double number = 0;   ///< of an integer or number; 1 or 0 of a flag
    std::vector<Value> list{};
    std::vector<double> column{};  ///< SI, of a table beside the scene: a list without its texts

    std::string shown() const;  ///< for messages: one line, printable, at most 60 characters
};

struct Place {
    std::string file;
    int line = 0, column = 0;  ///< 0 = not in a file
};

/// What a value says about itself: `{ value = "16.8 um", spread = 0.25, basis = "read", source = "..." }`.
struct Statement {
    std::optional<double> spread;
    std::optional<skin::Basis> basis;
    std::string source;
    std::string origin;
};

std::optional<skin::Basis> basis_named(std::string_view name);

struct Item {
    std::string key;  ///< skin.layer[1].thickness; layers count from 1
    Value value;      ///< Kind::table for the table itself
    Place key_place, value_place;
    Statement statement;
};

/// Whether a table with the key `value` is a Statement or a table like others.
enum class Tables { may_state, are_plain };

/// All tables and values, a table before what it holds. `problems` gets what makes the text no TOML of ours: what
/// make_plain refuses (plain_text.hpp), or a syntax error; the list is then empty.
std::vector<Item> read_toml(std::string_view text, const std::string& file, std::vector<core::Problem>& problems,
                            Tables tables = Tables::may_state);

/// One `key=value` of --set: the value is TOML if it parses as that, else the bare text.
std::vector<Item> read_override(const std::string& key_and_value, std::vector<core::Problem>& problems);

}  // namespace dermavox::scene
