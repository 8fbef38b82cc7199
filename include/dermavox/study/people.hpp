/// How much a result differs between people: the scene run on many persons' skins, the same hand and device on each.
#pragma once

#include "dermavox/simulation/outcome.hpp"
#include "dermavox/simulation/watch.hpp"

#include <vector>

namespace dermavox::study {

/// P10, P50 and P90 of every number of result.json over `people` persons drawn by skin::person, over those for
/// whom it is no null. `people` >= 1. Throws as simulate does.
std::vector<simulation::PeopleFigure> spread_over_people(const scene::Scene& scene, int people,
                                                         const simulation::Watch& watch = {});

}  // namespace dermavox::study
