// A small outcome, made by formula, that has every part but practice: 2 x 2 mm of two layers over a backing, nine
// openings.
#pragma once

#include "dermavox/simulation/outcome.hpp"

namespace dermavox::testing {

simulation::Outcome sample_outcome();

/// What practice might say of it, with every part: a course of two sessions, one rule, one window, one question.
simulation::Practice sample_practice();

}  // namespace dermavox::testing
