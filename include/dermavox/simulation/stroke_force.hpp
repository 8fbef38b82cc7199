/// Force over one stroke into whole skin and out again: what motor, spring and hand have to give, moment by moment.
#pragma once

#include "dermavox/simulation/outcome.hpp"

namespace dermavox::simulation {

/// Adds `stroke` to a finished run. Every seat at its place, median thresholds, no tolerances
/// (mechanics/force_curve.hpp). Pens: with the time from the deepest point, half the time that a tip spends past that
/// depth; a cam with unlike flanks is taken as symmetric. Stamps: over depth alone, time is 0. Left out without
/// mechanics, for known openings, for rollers (their needles meet the skin one station after another), and past 50
/// needles, where it would take longer than the run; and, with the warning `stroke_not_followed`, where its balance
/// is not found.
void follow_stroke(Outcome& outcome);

}  // namespace dermavox::simulation
