/// Where a force-depth curve leaves its base line. Private to simulation.
#pragma once

#include <vector>

namespace dermavox::simulation {

struct ContactPoint {
    double position = 0, error = 0;
    double base = 0;        ///< force before contact
    bool has_base = false;  ///< three readings or more stand before it
};

/// See bench_curve.hpp. `x` ascends; equal lengths of 10 or more.
ContactPoint find_contact(const std::vector<double>& x, const std::vector<double>& force);

}  // namespace dermavox::simulation
