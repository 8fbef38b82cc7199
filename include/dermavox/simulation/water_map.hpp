/// What each opening contributes to the water loss, for the page.
#pragma once

#include "dermavox/simulation/outcome.hpp"

namespace dermavox::simulation {

/// Adds `contributions` to a finished run: discs under a film at the residual aperture, isothermal
/// (transport/channel_map.hpp). Left out without water loss and past 1000 openings, where the dense system would take
/// longer than the run.
void map_water(Outcome& outcome);

}  // namespace dermavox::simulation
