#include "dermavox/report/read_provenance.hpp"

#include "dermavox/core/json_depth.hpp"
#include "dermavox/core/problem.hpp"

#include <new>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace dermavox::report {
namespace {

using JsonValue = nlohmann::ordered_json;  // libraries stand in the order of the file

JsonValue parsed(const std::string& text) { return JsonValue::parse(text, core::shallow_json); }

Provenance from(const JsonValue& json)
{
    Provenance p;
    json.at("version").get_to(p.version);
    json.at("git_hash").get_to(p.git_hash);
    json.at("compiler").get_to(p.compiler);
    json.at("instruction_set").get_to(p.instruction_set);
    for (const auto& [name, version] : json.at("libraries").items())
        p.libraries.push_back({name, version.get<std::string>()});
    json.at("host").get_to(p.host);
    json.at("threads").get_to(p.threads);
    json.at("seed").get_to(p.seed);
    for (const JsonValue& at : json.at("catalogues"))
        p.catalogues.push_back({at.at("file").get<std::string>(), at.at("xxh3_128").get<std::string>()});
    json.at("started").get_to(p.started);
    for (const JsonValue& at : json.at("wall_time"))
        p.stages.push_back({at.at("stage").get<std::string>(), at.at("seconds").get<double>()});
    json.at("memory_peak_bytes").get_to(p.memory_peak);
    for (const JsonValue& argument : json.at("command")) p.command.push_back(argument.get<std::string>());
    return p;
}

}  // namespace

Provenance read_provenance(const std::string& text, const std::string& file)
try {
    return from(parsed(text));
} catch (const std::bad_alloc&) {
    throw;
} catch (const std::exception& error) {
    throw core::InputError({core::Problem{file, 0, 0, "file", error.what(), "provenance.json of a result", ""}});
}

}  // namespace dermavox::report
