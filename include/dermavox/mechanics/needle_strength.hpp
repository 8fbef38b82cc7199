/// What a needle itself bears: Euler buckling under the axial force, bending under the drag of a glide.
#pragma once

#include "dermavox/device/device.hpp"

namespace dermavox::mechanics {

/// Axial force at which the shaft buckles, pi^2 E I/(K L)^2, I = pi D^4/64, over the free length outside the
/// skin. `end_factor` K: 2 for a free tip, 0.7 for a tip that the skin holds. free_length > 0.
Force buckling_force(const device::Needle& needle, Length free_length, double end_factor = 2);

/// The least of it over the needles of a device, free over their whole length with the tip held by nothing: first
/// touch, on the safe side.
Force weakest_buckling(const device::Device& device);

/// Assumed least yield strength of a needle: what annealed austenitic stainless steel (AISI 304, 316) is said to
/// bear; no measurement of needles behind it. Drawn wire bears several times as much.
inline constexpr Pressure soft_steel_yield{205e6};

/// Largest bending stress of a cantilever of this length with a lateral force at its end, 32 F L/(pi D^3).
/// The skin holds the tip somewhere along it: with the force at the very end this is on the safe side.
Pressure bending_stress(const device::Needle& needle, Force lateral, Length free_length);

}  // namespace dermavox::mechanics
