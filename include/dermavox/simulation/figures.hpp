/// The figures that a scene may put limits on, by the name that stands before _min or _max in [limits].
#pragma once

#include "dermavox/simulation/outcome.hpp"

#include <optional>
#include <vector>

namespace dermavox::simulation {

struct Figure {
    const char* name;                                ///< coverage, density, gap, ...
    std::optional<double> (*value)(const Outcome&);  ///< in the unit of the limit: SI, but counts per cm2
};

/// Every figure; scene/ knows the same names (a test compares them).
const std::vector<Figure>& figures();

}  // namespace dermavox::simulation
