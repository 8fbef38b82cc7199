/// What gliding on lubricated skin costs, from a stated coefficient of friction.
///
///     F = mu N        w = F / (v b) v = F / b        dT = 2 (mu p v) sqrt(t / (pi k rho c)),  t = d/v
///
/// N the hand's force, b the distance of the lines, so that w passes / b is the work per area; p = N/A under a face
/// of area A and diameter d. The rise of temperature takes all heat into the skin, a half-space that is passed over
/// once (Carslaw and Jaeger, Conduction of Heat in Solids, 2.9): an upper estimate. Conductivity and heat capacity of
/// skin are general knowledge: k 0.37 W/(m K), rho c 3.7 MJ/(m3 K). The lubricant's film and its wear are not
/// modelled.
#pragma once

#include "dermavox/simulation/outcome.hpp"

namespace dermavox::practice {

/// Nothing without technique.lubricant.friction, or for a device that does not glide on a face: rollers, stamps,
/// places.
std::optional<simulation::Glide> glide(const simulation::Outcome& outcome);

}  // namespace dermavox::practice
