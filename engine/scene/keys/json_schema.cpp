#include "dermavox/scene/reference.hpp"
#include "engine/scene/keys/schema.hpp"
#include "engine/scene/read/settings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <map>

namespace dermavox::scene {
namespace {

/// A table of the scene: tables within and rows, by name.
struct Branch {
    std::map<std::string, Branch> tables;
    std::map<std::string, const Row*> rows;
};

std::string strings(const std::vector<std::string>& names)
{
    std::vector<std::string> parts;
    for (const auto& name : names) parts.push_back(quoted(name));
    return fmt::format("[{}]", fmt::join(parts, ", "));
}

std::string limits_of(const Range& range)
{
    std::string text;
    if (std::isfinite(range.least))
        text += fmt::format(", \"{}\": {}", range.above ? "exclusiveMinimum" : "minimum",
                            core::format_number(range.least));
    if (std::isfinite(range.most))
        text += fmt::format(", \"{}\": {}", range.below ? "exclusiveMaximum" : "maximum",
                            core::format_number(range.most));
    return text;
}

std::string json_type(const Row& row)
{
    switch (row.kind) {
    case Kind::quantity:
    case Kind::text:
        return "\"type\": \"string\"";
    case Kind::choice:
        return "\"enum\": " + strings(row.choices);
    case Kind::number:
        return "\"type\": \"number\"" + limits_of(row.range);
    case Kind::integer:
        return "\"type\": \"integer\"" + limits_of(row.range);
    case Kind::flag:
        return "\"type\": \"boolean\"";
    case Kind::quantities:
        return "\"type\": \"array\", \"items\": { \"type\": \"string\" }";
    case Kind::numbers:
        return std::string("\"type\": \"array\", \"items\": { \"type\": ") +
               (row.ranges ? "[\"integer\", \"string\"]" : "\"number\"") + " }";
    case Kind::texts:
        return "\"type\": \"array\", \"items\": { " +
               (row.choices.empty() ? "\"type\": \"string\"" : "\"enum\": " + strings(row.choices)) + " }";
    }
    return "";
}

/// Also the element alone, where a list may be one.
std::string types_of(const Row& row)
{
    const std::string type = json_type(row);
    if (!row.alone) return fmt::format("{{ {} }}", type);
    const auto element = type.find("\"items\": ") + 9;
    return fmt::format("{}, {{ {} }}", type.substr(element), type);
}

/// A value, plain or stated as { value, spread, basis, source }.
std::string value_schema(const Row& row)
{
    return fmt::format(
        "{{ \"description\": {}, \"anyOf\": [{}, {{ \"type\": \"object\", \"required\": [\"value\"] }}] }}",
        quoted(row.doc + " Expected: " + row.expected() + "."), types_of(row));
}

std::string object_of(const Branch& branch, const std::string& indent)
{
    std::vector<std::string> members;
    const std::string inner = indent + "  ";
    std::string layer;
    for (const auto& [name, row] : branch.rows)
        members.push_back(fmt::format("{}  {}: {}", inner, quoted(name), value_schema(*row)));
    for (const auto& [name, table] : branch.tables) {
        const std::string object = object_of(table, inner + "  ");
        if (name == layer_mark)
            layer = object;
        else if (name == type_mark)
            members.push_back(
                fmt::format("{}  \"needle_type\": {{ \"type\": \"array\", \"items\": {} }}", inner, object));
        else
            members.push_back(fmt::format("{}  {}: {}", inner, quoted(name), object));
    }
    if (!layer.empty())
        members.push_back(fmt::format("{}  \"layer\": {{ \"type\": \"array\", \"items\": {} }}", inner, layer));
    return fmt::format(
        "{{\n{}\"type\": \"object\",\n{}\"additionalProperties\": {},\n{}\"properties\": {{\n{}\n{}}}\n{}}}", inner,
        inner, layer.empty() ? "false" : layer, inner, fmt::join(members, ",\n"), inner, indent);
}

}  // namespace

std::string json_schema()
{
    Branch root;
    for (const Row& row : schema()) {
        Branch* branch = &root;
        std::string rest = row.key;
        for (std::size_t dot; (dot = rest.find('.')) != rest.npos; rest = rest.substr(dot + 1))
            branch = &branch->tables[rest.substr(0, dot)];
        branch->rows[rest] = &row;
    }
    const std::string object = object_of(root, "");
    return "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": \"dermavox scene\"," +
           object.substr(1) + "\n";
}

}  // namespace dermavox::scene
