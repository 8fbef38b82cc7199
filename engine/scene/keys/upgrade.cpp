#include "dermavox/scene/upgrade.hpp"

#include "engine/scene/read/document.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dermavox::scene {

Upgraded upgraded(const std::string& text, const std::string& name)
{
    std::vector<core::Problem> problems;
    const std::vector<Item> items = read_toml(text, name, problems);
    if (!problems.empty()) throw core::InputError(std::move(problems));
    const auto schema = std::ranges::find(items, "schema", &Item::key);
    if (schema == items.end()) return {fmt::format("schema = {}\n", newest_schema) + text, true};
    const Value& value = schema->value;
    if (value.kind == Value::Kind::integer && value.number == newest_schema) return {text, false};
    const bool newer = value.kind == Value::Kind::integer && value.number > newest_schema;
    const Place& place = schema->value_place;
    throw core::InputError({{place.file, place.line, place.column, "schema", value.shown(),
                             fmt::format("a schema up to {}", newest_schema),
                             newer ? "the scene is of a newer dermavox: update the program" : "write e.g. 1"}});
}

}  // namespace dermavox::scene
