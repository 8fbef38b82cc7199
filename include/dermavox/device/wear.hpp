/// How a needle's apex grows blunt with use.
///
/// Material is worn off at a constant volume per stroke, as Archard's law has it at constant load and path,
/// and the apex of a cone of half angle alpha stays a tangent sphere. Sphere radius r stands where
///
///     V(r) = pi r^3 [cos^4 alpha/(3 sin alpha) - (1 - sin alpha)^2 (2 + sin alpha)/3]
///
/// of the sharp cone's tip is gone, so r^3 grows linearly with the number of strokes.
/// Archard. Contact and rubbing of flat surfaces. J. Appl. Phys. 24, 1953. doi:10.1063/1.1721448
#pragma once

#include "dermavox/device/needle.hpp"

#include <cstdint>

namespace dermavox::device {

/// Volume of a sharp cone's tip that is gone when its apex is a sphere of this radius. Requires
/// 0 < half_angle < pi/2.
Volume tip_volume_lost(Length tip_radius, Angle half_angle);

/// Apex radius after `strokes`, starting from the needle's own; at most half the diameter. No published wear
/// rate was found: `per_stroke` is the caller's assumption. Requires Point::cone and a taper that is a cone.
Length worn_tip_radius(const Needle& needle, Volume per_stroke, std::uint64_t strokes);

}  // namespace dermavox::device
