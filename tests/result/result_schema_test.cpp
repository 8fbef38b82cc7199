#include "dermavox/result/result_json.hpp"
#include "dermavox/result/result_schema.hpp"
#include "tests/result/sample_outcome.hpp"
#include "tests/support/catch.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

using namespace dermavox;
using nlohmann::json;

namespace {

/// Every part of a result, those of --dial-sweep, --subjects and practice as well.
simulation::Outcome whole_outcome()
{
    simulation::Outcome outcome = testing::sample_outcome();
    outcome.dial.emplace_back();
    outcome.dial.back().punctured_fraction = 1;
    outcome.dial.back().water_loss = 1e-5;
    outcome.scene.solute.emplace();
    outcome.solute.emplace();
    outcome.solute->tile.emplace();
    outcome.people = 5;
    outcome.spread = {{"tewl.intact", 9, 13, 20, 5}};
    outcome.practice = testing::sample_practice();
    outcome.marks = {{&simulation::validity_ranges().front(), 2, simulation::Severity::severe}};
    return outcome;
}

bool has_type(const json& value, const std::string& type)
{
    return (type == "null" && value.is_null()) || (type == "object" && value.is_object()) ||
           (type == "array" && value.is_array()) || (type == "string" && value.is_string()) ||
           (type == "boolean" && value.is_boolean()) || (type == "integer" && value.is_number_integer()) ||
           (type == "number" && value.is_number());
}

/// What of the value breaks the schema: the parts of JSON Schema that ours uses.
void judge(const json& value, const json& schema, const std::string& path, std::vector<std::string>& faults)
{
    bool known = false;
    for (const json& type : schema.at("type")) known = known || has_type(value, type);
    if (!known) faults.push_back(path + ": type");
    if (value.is_array())
        for (const json& item : value) judge(item, schema.at("items"), path + "[]", faults);
    if (!value.is_object()) return;
    const json properties = schema.value("properties", json::object());
    for (const auto& [key, member] : value.items())
        if (properties.contains(key))
            judge(member, properties[key], path + '.' + key, faults);
        else if (schema.at("additionalProperties").is_object())
            judge(member, schema["additionalProperties"], path + '.' + key, faults);
        else
            faults.push_back(path + '.' + key + ": unknown");
}

std::vector<std::string> faults_of(const json& result)
{
    std::vector<std::string> faults;
    judge(result, json::parse(result::result_schema()), "", faults);
    return faults;
}

/// Dotted keys of a schema's leaves.
void leaves(const json& schema, const std::string& path, std::set<std::string>& keys)
{
    if (schema.contains("items")) return leaves(schema["items"], path + "[]", keys);
    if (schema.contains("additionalProperties") && schema["additionalProperties"].is_object())
        return leaves(schema["additionalProperties"], path + "{}", keys);
    if (!schema.contains("properties")) {
        keys.insert(path);
        return;
    }
    for (const auto& [key, member] : schema["properties"].items())
        leaves(member, path.empty() ? key : path + '.' + key, keys);
}

void leaves_of_value(const json& value, const std::string& path, std::set<std::string>& keys)
{
    if (value.is_array() && !value.empty()) return leaves_of_value(value[0], path + "[]", keys);
    if (!value.is_object()) {
        keys.insert(path);
        return;
    }
    for (const auto& [key, member] : value.items()) {
        const bool named = path == "intervals.people.figures" || path == "validity.figures";
        leaves_of_value(member, named ? path + "{}" : (path.empty() ? key : path + '.' + key), keys);
    }
}

}  // namespace

TEST_CASE("Results keep to the schema of results, with and without figures", "[result]")
{
    CHECK(faults_of(json::parse(result::result_json(whole_outcome()))).empty());
    CHECK(faults_of(json::parse(result::result_json({}))).empty());
}

TEST_CASE("The schema of results refuses unknown keys and other types", "[result]")
{
    json result = json::parse(dermavox::result::result_json(whole_outcome()));
    result["depth"]["sett_um"] = 1;
    result["tewl"]["intact"] = "13";
    result["layers"][0]["name"] = 3;
    CHECK(faults_of(result) ==
          std::vector<std::string>{".depth.sett_um: unknown", ".layers[].name: type", ".tewl.intact: type"});
}

TEST_CASE("Every key of the schema of results is written", "[result]")
{
    std::set<std::string> known, written;
    leaves(json::parse(result::result_schema()), "", known);
    leaves_of_value(json::parse(result::result_json(whole_outcome())), "", written);
    for (const std::string& key : known) {
        INFO(key);
        const bool within_null = std::ranges::any_of(
            written, [&](auto& w) { return key.starts_with(w + "[]") || key.starts_with(w + '.'); });
        CHECK((written.contains(key) || within_null));
    }
}

TEST_CASE("scenes/RESULT.md is what the table says", "[result]")
{
    // to renew it: DERMAVOX_WRITE_REFERENCE=1 with this test
    const auto file = std::filesystem::path(DERMAVOX_SOURCE_DIR) / "scenes" / "RESULT.md";
    if (std::getenv("DERMAVOX_WRITE_REFERENCE")) std::ofstream(file) << result::result_reference();
    std::ifstream in(file);
    CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == result::result_reference());
}
