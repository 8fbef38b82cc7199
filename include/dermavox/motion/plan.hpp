/// What the operator sets out to do: pattern, patch, speed, passes.
#pragma once

#include "dermavox/core/problem.hpp"
#include "dermavox/core/units.hpp"
#include "dermavox/device/device.hpp"
#include "dermavox/motion/hand.hpp"
#include "dermavox/motion/region.hpp"

#include <limits>
#include <string>
#include <vector>

namespace dermavox::motion {

/// What happens at the rim of the patch.
/// margin: the glide overshoots, so that the inside is treated as if the pattern went on for ever; strokes
/// outside the patch are made and count for nothing inside. periodic: positions wrap round, every stroke
/// lands inside; the line spacing is adjusted to the nearest whole number of lines.
enum class Edges { margin, periodic };

/// How one pass repeats another. random: each pass starts at a random phase of the drive and its lines are
/// shifted by a random part of their spacing (a hand). exact: every pass runs through the same places (a
/// robot); lines stand symmetric over the patch and the first puncture is at their very start.
enum class Repeat { random, exact };

/// What the device does between neighbouring lines. lift: off the skin for `lift_time`, down at the next
/// line's start. arc: on the skin, a half circle at glide speed (lines back and forth only).
enum class Turn { lift, arc };

/// A point of a free path. The device goes straight from point to point: at an even pace when all times are
/// given, else with speeds that change evenly from point to point.
struct PathPoint {
    static constexpr double none = std::numeric_limits<double>::quiet_NaN();
    double x = 0, y = 0;    ///< world [m]
    double time = none;     ///< since the path's start [s], ascending; none: from the speeds
    double heading = none;  ///< of the cartridge's y axis from +x [rad]; none: along the travel
    double speed = none;    ///< [m/s], > 0; needed where no times are given
};

struct Plan {
    std::string pattern = "cross-hatch";  ///< one of pattern_names()
    Length width{10e-3}, height{10e-3};   ///< the patch, along x and y
    Speed speed{60e-3};                   ///< of glide; between places when put down place by place
    double overlap = 0;                   ///< shared fraction of the swath, 0 <= overlap < 1
    int passes = 2;
    Edges edges = Edges::margin;
    Repeat repeat = Repeat::random;
    Hand hand{};
    Angle angle_noise{};  ///< standard deviation of the direction from pass to pass (Repeat::random)
    Length ramp{};        ///< over which a glide gathers speed from rest, and loses it again; 0 = at once
    Turn turn = Turn::lift;
    Time lift_time{};               ///< off the skin between two lines, and between two passes
    int cycles_per_place = 1;       ///< grid, random: drive cycles of a pen at each place
    Region region{};                ///< what of the patch is treated
    std::vector<PathPoint> path{};  ///< pattern "path" only
};

/// raster: lines along x, back and forth. one-way: all along +x. cross-hatch: raster along x and y in turn.
/// four-way: raster at 0, 90, 45 and 135 degrees in turn. star: one-way in eight directions in turn, 45
/// degrees apart. circles: concentric round the patch's centre. figure-eight: lines along x that stop at
/// every line spacing for two loops of a quarter spacing's radius, left and right. grid: put down on a square
/// lattice. random: as many places, anywhere. path: as given.
const std::vector<std::string>& pattern_names();

/// True when the device is put down place by place: grid, random, and any path of a stamp.
bool by_places(const Plan& plan, const device::Device& device);

/// swath (1 - overlap): asked distance between neighbouring lines or places. A roller's swath is its width.
Length line_spacing(const Plan& plan, const device::Device& device);

/// Needle strokes per area of one pass: N f/(v W) for a pen's lines W apart (14 needles at 7000/60 Hz, W =
/// 6 mm, 20 mm/s: 1,361 per cm2), (pi + 1) times as many in figures of eight, N/(2 pi R (1 - k) W) for a
/// roller, N cycles/W^2 by places. NaN for a free path.
double strokes_per_area(const Plan& plan, const device::Device& device);

/// Everything that is wrong with a plan for this device, the device's own problems first.
std::vector<core::Problem> problems_of(const Plan& plan, const device::Device& device);

}  // namespace dermavox::motion
