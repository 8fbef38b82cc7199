/// What of a solute passes over the hours while channels close, against intact skin.
///
///     V(t) = P0 t + (P - P0) (T/ln 2) (1 - 2^(-t/T))
///
/// volume of solution per area at constant concentration on the skin: P0 permeability of intact skin, P of the
/// treated one with calibrated openings, T the half-life of their conductance (recovery/closure.hpp). A research
/// estimate of diffusion, no statement about delivery: what is put on runs out, binds and evaporates.
#pragma once

#include "dermavox/simulation/outcome.hpp"

namespace dermavox::practice {

/// After 1, 4 and 24 h; nothing without permeation and closure, or for a solute that stays in the channels.
std::vector<simulation::Uptake> uptake(const simulation::Outcome& outcome);

}  // namespace dermavox::practice
