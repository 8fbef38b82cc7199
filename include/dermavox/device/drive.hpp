/// The drive of a pen: tip depth, time under a depth, speed at a depth, and the glide speeds that follow.
///
/// Tip depth past the undeformed surface  z(t) = d - s q(f t),  dial depth d, stroke s, retraction q in [0, 1]
/// by the linkage; the sinusoid has z = d - r (1 - cos w t), s = 2 r, w = 2 pi f. Requires 0 < d < s: at
/// d >= s the needles never leave the skin (a continuous tear).
#pragma once

#include "dermavox/core/checklist.hpp"
#include "dermavox/core/units.hpp"
#include "dermavox/device/linkage.hpp"
#include "dermavox/device/power.hpp"

#include <optional>

namespace dermavox::device {

struct Drive {
    Frequency frequency{110};
    Length stroke{3e-3};
    Linkage linkage = Sinusoid{};
    std::optional<ReturnSpring> spring{};  ///< none: the carrier is bound to the linkage both ways
    std::optional<Motor> motor{};          ///< none: the frequency holds under any load
};

/// d - s q(phase), phase in turns, 0 when deepest. Negative above the surface.
Length tip_depth(const Drive& drive, Length dial, double phase);
/// a_z, half the part of a cycle that the tip spends deeper than z [rad]; 0 where the tip never gets
/// (z >= d), pi where it never leaves (z <= d - s). Sinusoid: acos(1 - (d - z)/r).
Angle half_angle(const Drive& drive, Length dial, Length z = {});
/// a_z/pi
double duty(const Drive& drive, Length dial, Length z = {});
/// t_z = a_z/(pi f)
Time dwell(const Drive& drive, Length dial, Length z = {});
/// Tip speed at depth z, the faster of way in and way out; 0 at depths that the tip does not cross.
/// Sinusoid: w sqrt((d - z)(s - d + z)), peak pi f s.
Speed tip_speed(const Drive& drive, Length dial, Length z = {});
/// Gap between tip and skin at the top of the stroke: s - d; 0 or less means a continuous tear.
Length clearance(const Drive& drive, Length dial);

/// v t_z: what a rigid needle tears open along the glide in rigid skin, beyond its own diameter.
Length rigid_slit(const Drive& drive, Length dial, Speed glide, Length z = {});
/// v/f: travel from one puncture of a needle to its next.
Length pitch(const Drive& drive, Speed glide);
/// Highest glide speed for a slit of at most `allowance` at the surface: L/t_0. Above it: slits.
Speed slit_limit(const Drive& drive, Length dial, Length allowance);
/// Glide speed at and below which one needle's openings merge into a groove: they lie a pitch apart, v/f <= opening,
/// as the skin is carried along while a needle is in and springs back. Infinite when needles never leave.
Speed groove_limit(const Drive& drive, Length dial, Length opening);
/// atan(v/tip speed): slant of the tip's path against the normal as it meets the surface.
Angle entry_slant(const Drive& drive, Length dial, Speed glide);

/// Notes what is wrong, keys device.depth and under device.drive. `deepest` is the longest needle's dial.
void check(const Drive& drive, Length dial, Length deepest, core::Checklist& list);

}  // namespace dermavox::device
