/// The figures that follow from device and plan alone, in rigid skin.
#pragma once

#include "dermavox/core/note.hpp"
#include "dermavox/motion/plan.hpp"

#include <optional>

namespace dermavox::motion {

struct Kinematics {
    Frequency stroke_rate{};     ///< needle strokes per second: needles x cycles per second
    double per_area = 0;         ///< needle strokes per area of one pass [1/m2]
    Length pitch{};              ///< travel between two punctures of one needle
    double duty = 0;             ///< part of the time that a needle is in the skin
    Time dwell{};                ///< of one visit, at the surface
    Speed tip_speed{};           ///< at the surface, on the way in
    Length slit{};               ///< rigid: torn at the surface beyond the needle's width
    Length swath{};              ///< width that one glide treats
    int tracks = 0;              ///< distinct ones of the cartridge within the swath
    double needles_in_skin = 0;  ///< mean number at once
    Length tilt_loss{};          ///< of depth by the mean lean, for the needle that loses most
    double resonant_share = 0;   ///< of the needles that follow another in its track, see below
    Length curvature_loss{};     ///< of depth on a curved body, for the needle that loses most
    // pen only:
    std::optional<Length> clearance;       ///< between tip and skin at the top of the stroke
    std::optional<Angle> entry_slant;      ///< of the tip's path against the normal as it meets the skin
    std::optional<Force> float_margin;     ///< least force with which a return spring holds the needles on their cam
    std::optional<Frequency> float_limit;  ///< drive frequency at which that margin is gone
    std::optional<Speed> slit_limit;       ///< highest glide speed for the slit allowance
    std::optional<Speed> groove_limit;     ///< glide speed at and below which openings merge into a groove
};

/// What counts as too long a slit and as one hole.
struct Openings {
    Length slit_allowance{};  ///< 0 = one needle diameter
    Length residual{};        ///< opening that stays at the surface; 0 = one needle diameter
};

/// Cycles per second while the device works: the drive's frequency, a roller's stations, a stamp's presses without
/// the way between places.
Frequency cycle_rate(const Plan& plan, const device::Device& device);

/// Requires problems_of(plan, device) to be empty.
Kinematics kinematics_of(const Plan& plan, const device::Device& device, const Openings& openings = {});

/// Of the needles that follow another in its track, |dx| < opening/2, the share that lands within half an
/// opening of its holes: rows g apart do so when g f/v is an integer. By chance it is opening/pitch. 0 where
/// the pitch is below two openings: there all holes merge anyway.
double resonant_share(const device::Cartridge& cartridge, Length pitch, Length opening);

/// Warnings: row_resonance (a share above 0.75), grooves (glide at or below the groove limit), long_slits (above the
/// slit limit), one needle never reaching the skin for its lean (tilt_exceeds_depth).
core::Notes notes_of(const Kinematics& kinematics, const Plan& plan, const device::Device& device);

}  // namespace dermavox::motion
