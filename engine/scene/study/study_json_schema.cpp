// The keys of a study file as a JSON Schema.
#include "dermavox/scene/study_file.hpp"
#include "engine/scene/read/settings.hpp"
#include "engine/scene/study/study_schema.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>

namespace dermavox::scene {
namespace {

std::string study_json_type(const Row& row)
{
    switch (row.kind) {
    case Kind::integer:
        return fmt::format("\"type\": \"integer\", \"minimum\": {}", core::format_number(row.range.least));
    case Kind::number:
        return "\"type\": \"number\"";
    case Kind::numbers:
        return "\"type\": \"array\", \"items\": { \"type\": \"integer\" }";
    case Kind::texts:
        return "\"type\": \"array\"";
    case Kind::choice: {
        std::vector<std::string> names;
        for (const std::string& choice : row.choices) names.push_back(quoted(choice));
        return fmt::format("\"enum\": [{}]", fmt::join(names, ", "));
    }
    case Kind::text:
        return "\"type\": \"string\"";
    default:  // of the unit of the parameter's key, or a plain number
        return "\"type\": [\"string\", \"number\"]";
    }
}

std::string property_of(const Row& row)
{
    return fmt::format("{}: {{ \"description\": {}, {} }}", quoted(row.key.substr(row.key.rfind('.') + 1)),
                       quoted(row.doc), study_json_type(row));
}

std::string object(const std::vector<std::string>& members, const std::vector<std::string>& required)
{
    std::vector<std::string> names;
    for (const std::string& name : required) names.push_back(quoted(name));
    return fmt::format(
        "{{ \"type\": \"object\", \"additionalProperties\": false, \"required\": [{}], \"properties\": "
        "{{\n      {}\n    }} }}",
        fmt::join(names, ", "), fmt::join(members, ",\n      "));
}

}  // namespace

std::string study_json_schema()
{
    std::vector<std::string> members, required;
    std::map<std::string, std::vector<std::string>> tables, needed;
    for (const Row& row : study_rows()) {
        const auto dot = row.key.find('.');
        const std::string table = dot == row.key.npos ? "" : row.key.substr(0, dot);
        const bool list = row.key.find(".<n>") != row.key.npos;
        const std::string name = row.key.substr(row.key.rfind('.') + 1);
        if (table.empty()) {
            members.push_back(property_of(row));
            if (row.required) required.push_back(name);
        } else {
            tables[table + (list ? "[]" : "")].push_back(property_of(row));
            if (row.required) needed[table + (list ? "[]" : "")].push_back(name);
        }
    }
    const std::string any = "\"set\": { \"description\": \"Keys of the scene.\", \"type\": \"object\" }";
    tables["variant[]"].push_back(any);
    tables["design"].push_back(
        "\"columns\": { \"description\": \"Keys of the scene, each with the header of its column in the table.\", "
        "\"type\": \"object\" }");
    for (const auto& [table, rows] : tables) {
        const bool list = table.ends_with("[]");
        const std::string inner = object(rows, needed[table]);
        members.push_back(list ? fmt::format("{}: {{ \"type\": \"array\", \"items\": {} }}",
                                             quoted(table.substr(0, table.size() - 2)), inner)
                               : fmt::format("{}: {}", quoted(table), inner));
    }
    members.push_back(any);
    std::string text = object(members, required);
    return "{ \"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"title\": \"dermavox study\"," +
           text.substr(1) + "\n";
}

}  // namespace dermavox::scene
