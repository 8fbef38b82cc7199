#include "dermavox/study/one_case.hpp"

#include "dermavox/core/hash.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"
#include "dermavox/report/provenance.hpp"
#include "dermavox/report/result_json.hpp"
#include "dermavox/scene/read_scene.hpp"
#include "dermavox/simulation/estimate.hpp"
#include "dermavox/simulation/simulate.hpp"

#include <fmt/format.h>
#include <new>
#include <nlohmann/json.hpp>

namespace dermavox::study {
namespace {

using Json = nlohmann::ordered_json;

/// "depth_um": 100 -> "100", "name": "dermis" -> "dermis"; empty for an element of a curve, which no case shares.
std::string element_name(const Json& element)
{
    if (!element.is_object() || element.empty()) return {};
    const auto first = element.begin();
    if (first.key() == "name" && first->is_string()) return first->get<std::string>();
    for (const char* key : {"depth_um", "hits", "hours", "passes", "session"})
        if (first.key() == key && first->is_number()) return core::format_number(first->get<double>());
    return {};
}

void flatten(const std::string& path, const Json& node, Result& result)
{
    if (node.is_number()) {
        result.emplace_back(path, node.get<double>());
    } else if (node.is_object()) {
        for (const auto& [key, child] : node.items()) flatten(path.empty() ? key : path + '.' + key, child, result);
    } else if (node.is_array()) {
        for (const Json& element : node) {
            const std::string name = element_name(element);
            if (name.empty()) continue;
            for (auto member = ++element.begin(); member != element.end(); ++member)
                flatten(fmt::format("{}[{}].{}", path, name, member.key()), *member, result);
        }
    }
}

}  // namespace

scene::Scene scene_of(const Case& one, const scene::Study& study, const Space& space,
                      const scene::Catalogue& catalogue)
{
    auto sets = space.sets(one.at);
    sets.push_back("run.seed=" + std::to_string(one.seed));
    return scene::read_scene_text(study.scene_text, study.scene_name, sets, catalogue);
}

std::string scene_hash(const scene::Scene& scene, const std::string& version)
{
    return core::hash_of(version + '\n' + scene::resolved_text(scene));
}

Result flattened(const std::string& result_json)
{
    Json document = Json::parse(result_json);
    for (const char* words : {"schema", "practice", "verdicts", "assumed", "warnings"}) document.erase(words);
    Result result;
    flatten("", document, result);
    return result;
}

Finish failure_of(const std::exception& error)
{
    Finish f;
    f.state = State::failed;
    f.exit_code = core::exit_code::internal;
    f.reason = error.what();
    if (const auto* failure = dynamic_cast<const core::Failure*>(&error)) f.exit_code = failure->exit_code();
    if (dynamic_cast<const std::bad_alloc*>(&error))
        f.exit_code = core::exit_code::refused, f.reason = "out of memory";
    if (const auto* input = dynamic_cast<const core::InputError*>(&error)) {
        f.exit_code = core::exit_code::bad_input;
        const core::Problem& p = input->problems().front();
        f.reason = fmt::format("{}: {}; expected {}", p.key, p.found, p.expected);
    }
    for (char& c : f.reason)
        if (c == '\n') c = ' ';
    return f;
}

std::optional<Finish> finish_of(const scene::Scene& scene, const simulation::Watch& watch)
try {
    // a case keeps its figures alone: no voxels but those of the tile at work
    const simulation::Outcome outcome = simulation::simulate(scene, watch, {.tile_edge = simulation::largest_tile});
    const std::string json = report::result_json(outcome);
    Finish f;
    f.result_hash = core::hash_of(json);
    f.result = flattened(json);
    return f;
} catch (const Stopped&) {
    return std::nullopt;
} catch (const std::exception& error) {
    return failure_of(error);
}

std::string replay_line(const Case& one, const scene::Study& study, const Space& space)
{
    std::vector<std::string> words{"dermavox", "run", study.scene_name};
    for (const std::string& set : space.sets(one.at)) words.insert(words.end(), {"--set", set});
    words.insert(words.end(), {"--seed", std::to_string(one.seed), "-o", fmt::format("out/case-{}", one.id)});
    return report::shell_line(words);
}

}  // namespace dermavox::study
