/// Force at which a tip breaks through the barrier: a bearing pressure on what of it is in the barrier's depth.
///
///     F_p = H A(h)
/// H puncture_pressure, h thickness of the barrier, A(h) area of the needle's section at h behind its foremost point.
/// Sharp tips still need force, because they are wide once they are through: a cone with a flat of radius r meets
/// H pi (r + h tan theta)^2, which grows with the tip's diameter where that is small and with its area where it is
/// large, as both were measured. Of a bevel the section is widened by the radius r of its edge, A + P r + pi r^2 with
/// P its perimeter (Steiner's formula).
///
/// Tension and softness of the skin change how far the device travels until F_p is reached, not F_p. Speed does
/// neither: exponent 0 +- 0.15 in 883 tests of hypodermic needles (Schneider, Peck, Melvin 1978, UM-HSRI-78-23).
/// H is an empirical pressure, no modulus and no strength of the sheet.
#pragma once

#include "dermavox/device/needle.hpp"
#include "dermavox/mechanics/parameters.hpp"

namespace dermavox::mechanics {

/// A(h) of a needle, depth > 0 [m2].
double bearing_area(const device::Needle& needle, Length depth);

/// barrier > 0.
Force puncture_force(const Parameters& parameters, const device::Needle& needle, Length barrier);

}  // namespace dermavox::mechanics
