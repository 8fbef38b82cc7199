/// Verdicts on the limits of a scene.
#pragma once

#include "dermavox/simulation/outcome.hpp"

#include <string>
#include <vector>

namespace dermavox::result {

/// SI; counts per area and ratios as the scene gives them: per cm2, 0 to 1.
struct Verdict {
    std::string key;  ///< coverage_min
    double limit;
    double value;
    bool pass;            ///< met, and decided
    bool decided = true;  ///< false where the figure lies far outside what the model was checked for
};

/// One for each of [limits], <name>_min or <name>_max, whose figure (figure.hpp) the run has.
std::vector<Verdict> verdicts_of(const simulation::Outcome& outcome);

}  // namespace dermavox::result
