/// A run with everything that its page shows: what `dermavox run`, `dermavox report` and the pages of a study's
/// designs have in common.
#pragma once

#include "dermavox/simulation/carving.hpp"
#include "dermavox/simulation/outcome.hpp"
#include "dermavox/simulation/watch.hpp"

namespace dermavox::study {

/// What was asked for besides the run itself.
struct RunExtras {
    bool dial = false;  ///< Outcome::dial: the reach of every setting of the dial
    int people = 0;     ///< Outcome::spread: over so many drawn persons; 0 = none
};

/// simulate(), the force over one stroke, the map of water loss, and the extras. `watch` is also called before each
/// part, with the share of all parts that is done. Throws as simulate() does, and whatever `watch` throws.
simulation::Outcome complete_run(const scene::Scene& scene, const RunExtras& extras = {},
                                 const simulation::Watch& watch = {}, const simulation::Carving& carving = {});

}  // namespace dermavox::study
