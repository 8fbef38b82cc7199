#include "dermavox/report/result_schema.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>
#include <vector>

namespace dermavox::report {
namespace {

using Schema = nlohmann::ordered_json;

/// Names within an object of figures; none for a plain value.
std::vector<std::string> members(ResultType type)
{
    switch (type) {
    case ResultType::spread:
        return {"mean", "sd", "p5", "p50", "p95"};
    case ResultType::window:
        return {"low", "mean", "high"};
    case ResultType::quantiles:
        return {"p10", "p50", "p90"};
    case ResultType::number:
    case ResultType::integer:
    case ResultType::text:
    case ResultType::flag:
        break;
    }
    return {};
}

std::string json_type(ResultType type)
{
    switch (type) {
    case ResultType::integer:
        return "integer";
    case ResultType::text:
        return "string";
    case ResultType::flag:
        return "boolean";
    case ResultType::number:
    case ResultType::spread:
    case ResultType::window:
    case ResultType::quantiles:
        break;
    }
    return "number";
}

Schema value_of(ResultType type) { return {{"type", {json_type(type), "null"}}}; }

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

std::string unit_note(ResultType type)
{
    const auto names = members(type);
    return names.empty() ? json_type(type) : fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

std::string result_schema()
{
    Schema schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                  {"title", "result.json of dermavox"},
                  {"description", "Units stand in the keys. What is not computed is null."}};
    for (const ResultKey& key : result_keys()) {
        Schema& at = place_of(schema, key.key);
        if (members(key.type).empty()) at = value_of(key.type);
        at["description"] = std::string(key.meaning);
        for (const std::string& name : members(key.type)) {
            as_object(at);
            at["properties"][name] = value_of(key.type);
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
    for (const ResultKey& key : result_keys()) {
        const std::string top(key.key.substr(0, key.key.find_first_of(".[{")));
        if (top != last) text += fmt::format("\n## {}\n\n| key | holds | meaning |\n|---|---|---|\n", top);
        last = top;
        text += fmt::format("| `{}` | {} | {} |\n", key.key, unit_note(key.type), key.meaning);
    }
    return text;
}

}  // namespace dermavox::report
