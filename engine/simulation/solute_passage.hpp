// Permeation of the scene's solute through the channels of a run.
#pragma once

#include "dermavox/metrics/domain.hpp"
#include "dermavox/simulation/outcome.hpp"
#include "dermavox/wound/wound.hpp"

namespace dermavox::simulation {

/// `patch` holds the mouths of the treated part. Nothing, with a warning, where the skin has no barrier. Needs
/// scene.solute. Throws as transport::permeability.
std::optional<SolutePassage> solute_passage(const scene::Scene& scene, const wound::Wound& wound,
                                            const transport::Patch& patch, const metrics::Domain* treated,
                                            core::Notes& notes);

}  // namespace dermavox::simulation
