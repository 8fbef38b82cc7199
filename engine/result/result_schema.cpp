#include "dermavox/result/result_schema.hpp"

#include "dermavox/result/figure.hpp"
#include "dermavox/result/validity.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>
#include <vector>

namespace dermavox::result {
namespace {

using Schema = nlohmann::ordered_json;

std::string json_type(Kind type)
{
    switch (type) {
    case Kind::integer:
        return "integer";
    case Kind::text:
        return "string";
    case Kind::flag:
        return "boolean";
    case Kind::number:
    case Kind::spread:
    case Kind::window:
    case Kind::quantiles:
        break;
    }
    return "number";
}

Schema type_of(Kind type) { return {{"type", {json_type(type), "null"}}}; }

/// Makes the schema an object, closed unless its keys are names of figures.
void as_object(Schema& schema)
{
    if (schema.contains("type")) return;
    schema["type"] = {"object", "null"};
    schema["additionalProperties"] = false;
    schema["properties"] = Schema::object();
}

/// The schema at the end of a dotted key, made on the way; "[]" goes into items, "{}" into any member.
Schema& place_of(Schema& root, std::string_view key)
{
    Schema* at = &root;
    while (!key.empty()) {
        const std::size_t dot = std::min(key.find('.'), key.size());
        const std::string_view part = key.substr(0, dot);
        key.remove_prefix(std::min(dot + 1, key.size()));
        const bool list = part.ends_with("[]"), named = part.ends_with("{}");
        as_object(*at);
        at = &(*at)["properties"][std::string(part.substr(0, part.size() - (list || named ? 2 : 0)))];
        if (list) {
            (*at)["type"] = {"array", "null"};
            at = &(*at)["items"];
        } else if (named) {
            (*at)["type"] = {"object", "null"};
            at = &(*at)["additionalProperties"];
        }
    }
    return *at;
}

std::string unit_note(Kind type)
{
    const auto names = members_of(type);
    return names.empty() ? json_type(type) : fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

std::string result_schema()
{
    Schema schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                  {"title", "result.json of dermavox"},
                  {"description", "Units stand in the keys. What is not computed is null."}};
    for (const Figure& figure : figures()) {
        if (figure.items) continue;
        Schema& at = place_of(schema, figure.key);
        if (members_of(figure.kind).empty()) at = type_of(figure.kind);
        at["description"] = std::string(figure.meaning);
        for (const std::string_view name : members_of(figure.kind)) {
            as_object(at);
            at["properties"][std::string(name)] = type_of(figure.kind);
        }
    }
    return schema.dump(2);
}

std::string result_reference()
{
    std::string text = "# Keys of result.json\n\nWritten from the table behind `dermavox schema result`. The unit "
                       "stands in the key; "
                       "`[]` stands for the items of a list, `{}` for keys that are figures' names. What is not "
                       "computed is null, and "
                       "a `not_modelled` or `no_sample` warning says why.\n";
    std::string last;
    for (const Figure& figure : figures()) {
        if (figure.items) continue;
        const std::string top(figure.key.substr(0, figure.key.find_first_of(".[{")));
        if (top != last) text += fmt::format("\n## {}\n\n| key | holds | meaning |\n|---|---|---|\n", top);
        last = top;
        text += fmt::format("| `{}` | {} | {} |\n", figure.key, unit_note(figure.kind), figure.meaning);
    }
    return text + validity_reference();
}

}  // namespace dermavox::result
