/// Force at which a tip breaks through the barrier.
///
/// A crack starts when stress and energy both suffice (Leguillon's coupled criterion, 2002,
/// doi:10.1016/S0997-7538(01)01184-6):
///     F_p = max(c1 d, c2 pi d^2/4) x (h/h0)^p x max((v/v0)^-n, s_min)
/// d tip diameter: sharp tips are limited by the energy of the cut they start (~ d), blunt tips by the stress
/// under them (~ d^2); the two meet near 50 um. h barrier thickness, v tip speed.
/// The speed term was measured from 0.5 to 1 mm/s only.
#pragma once

#include "dermavox/mechanics/parameters.hpp"

namespace dermavox::mechanics {

/// Range of tip speeds outside which the threshold is an extrapolation.
inline constexpr Speed speed_measured_from{0.5e-3}, speed_measured_to{10e-3};

/// tip_diameter, barrier, speed > 0.
Force puncture_force(const Parameters& parameters, Length tip_diameter, Length barrier, Speed speed);

}  // namespace dermavox::mechanics
