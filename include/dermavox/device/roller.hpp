/// A drum of needles that rolls over the skin.
///
/// Tip of a needle at angle a from the normal, drum radius R, needle length L past the drum:
/// X = (1 - k) R a - (R + L) sin a along the travel, Y = R - (R + L) cos a above the skin. It is deeper than z
/// while |a| < a_z = acos((R + z)/(R + L)); its axis crosses depth z at (1 - k) R a - (R + z) tan a.
/// Slip k = 1 - v/(R omega): above 0 the drum turns faster than it travels, below 0 it is dragged.
/// All of this is rigid skin that the drum rolls on; a drum that rides on its needles goes in less
/// (mechanics/press.hpp finds how far): use the inserted depth for L.
#pragma once

#include "dermavox/core/checklist.hpp"
#include "dermavox/core/units.hpp"

namespace dermavox::device {

struct Roller {
    Length radius{10e-3};  ///< of the drum, R
    Length width{20e-3};   ///< of the drum; what one roll treats
    int around = 24;       ///< stations on the circumference; each carries one set of the cartridge's seats
    double slip = 0;       ///< k, -1 < k < 1
    Force force{10};       ///< of the hand on the drum; no published figure was found
};

/// a_z; 0 for z >= L.
Angle half_angle(const Roller& roller, Length needle, Length z = {});
/// Where a tip is at angle a: forward along the travel from the place where it is deepest, and depth.
struct TipPlace {
    Length forward, depth;
};
TipPlace tip_at(const Roller& roller, Length needle, Angle angle);
/// Length along the travel over which the axis sweeps at depth z: an upper bound of the tear. k = 0 at the
/// surface: 2 R (tan a_e - a_e); k > 0 adds 2 k R a_e.
Length opening_swept(const Roller& roller, Length needle, Length z = {});
/// 2 a_z (1 - k) R/v: time that a tip spends deeper than z.
Time dwell(const Roller& roller, Length needle, Speed travel, Length z = {});
/// Speed of a tip as it crosses depth z.
Speed tip_speed(const Roller& roller, Length needle, Speed travel, Length z = {});
/// Arc between stations on the drum: 2 pi R/around.
Length station_arc(const Roller& roller);
/// Travel from one station's touch-down to the next: 2 pi R (1 - k)/around.
Length station_pitch(const Roller& roller);
/// needles a_e/pi, of all needles on the drum.
double needles_in_skin(const Roller& roller, int needles, Length needle);

/// Notes what is wrong, keys under device.roller.
void check(const Roller& roller, core::Checklist& list);

}  // namespace dermavox::device
