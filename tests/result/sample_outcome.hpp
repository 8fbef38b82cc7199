// A small outcome, made by formula, that has every part: 2 x 2 mm of two layers over a backing, nine openings.
#pragma once

#include "dermavox/simulation/outcome.hpp"

namespace dermavox::testing {

simulation::Outcome sample_outcome();

}  // namespace dermavox::testing
