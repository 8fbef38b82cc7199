/// One case of a study: scene, prediction, result.
#pragma once

#include "dermavox/simulation/outcome.hpp"
#include "dermavox/simulation/watch.hpp"
#include "dermavox/study/store.hpp"

#include <optional>

namespace dermavox::study {

/// The scene of a case. Throws core::InputError when its keys do not fit together.
scene::Scene scene_of(const Case& one, const scene::Study& study, const Space& space,
                      const scene::Catalogue& catalogue);

/// XXH3-128 of version and resolved scene.
std::string scene_hash(const scene::Scene& scene, const std::string& version);

/// Simulates the scene and takes down how it went; never throws but what `watch` throws.
/// Nothing when `watch` threw `Stopped`.
struct Stopped {
};
std::optional<Finish> finish_of(const scene::Scene& scene, const simulation::Watch& watch);

/// The failure that an exception stands for: exit code of the program and one line.
Finish failure_of(const std::exception& error);

/// The line that runs a case on its own, for a person to type.
std::string replay_line(const Case& one, const scene::Study& study, const Space& space);

}  // namespace dermavox::study
