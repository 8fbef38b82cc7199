/// What the needles reach at every setting of the dial: motion and mechanics alone, the same hand at each.
#pragma once

#include "dermavox/simulation/outcome.hpp"
#include "dermavox/simulation/watch.hpp"

namespace dermavox::simulation {

/// Every 0.25 mm from 0.25 mm to 2.5 mm that the drive and the needles allow, and the scene's own dial, in order.
/// Empty for a device without a dial (roller, stamp).
std::vector<double> dial_settings(const scene::Scene& scene);

/// One point for each setting; empty without mechanics. Throws as simulate does.
std::vector<DialPoint> dial_sweep(const scene::Scene& scene, const Watch& watch = {});

}  // namespace dermavox::simulation
