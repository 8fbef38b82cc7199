#include "dermavox/study/one_case.hpp"

#include "dermavox/core/hash.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"
#include "dermavox/report/provenance.hpp"
#include "dermavox/result/figure.hpp"
#include "dermavox/result/result_json.hpp"
#include "dermavox/scene/read_scene.hpp"
#include "dermavox/simulation/estimate.hpp"
#include "dermavox/simulation/simulate.hpp"

#include <fmt/format.h>
#include <new>

namespace dermavox::study {
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
    Finish f;
    f.result_hash = core::hash_of(result::result_json(outcome));
    f.result = result::numbers_of(outcome);
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
