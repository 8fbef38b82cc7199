/// What a plan makes, counted in closed form before any of it is made: a path of a kilometre or a pitch of a
/// nanometre is known for what it is at once.
#pragma once

#include "dermavox/motion/plan.hpp"

namespace dermavox::motion {

/// Doubles, because a wrong figure gives counts past any integer.
struct Workload {
    double strokes = 0;  ///< of all needles and passes, those outside the patch included
    double inside = 0;   ///< of these, strokes that come down on the patch
    double legs = 0;     ///< straight or curved parts of the routes of all passes
    double knots = 0;    ///< of the hand's noise over all passes
};

/// Counts of a plan without problems. Strokes are those of a Programme to within a line of each pass: passes that
/// repeat at random shift their lines by part of a spacing.
Workload workload_of(const Plan& plan, const device::Device& device);

}  // namespace dermavox::motion
