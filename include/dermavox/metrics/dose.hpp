/// Local dose: how many punctures lie around each place, over the mean of the treated part.
#pragma once

#include "dermavox/metrics/pattern.hpp"

#include <vector>

namespace dermavox::metrics {

/// Over square cells, row by row from y = 0.
struct DoseMap {
    int columns = 0, rows = 0;
    double cell = 0, radius = 0;  ///< [m]
    double mean_count = 0;        ///< punctures that a whole disc of cells holds at the mean
    std::vector<double> ratio{};  ///< to the mean; NaN outside the treated part
};

/// Punctures within `radius` = sqrt(mean_count/(pi n)) of each cell's middle, n the mean number per area, over what
/// the part of that disc that is treated holds at the mean; cells are a sixth of the radius wide, to which the discs
/// are exact. 1 everywhere for lattices much finer than the radius; for random points mean_count times the ratio is
/// Poisson's. Requires points and mean_count > 0; at most 512 cells along a side, the radius growing with them.
DoseMap local_dose(const Pattern& pattern, double mean_count = 8);

/// Share of the treated cells whose ratio lies above `multiple`.
double share_above(const DoseMap& map, double multiple);

/// The same of random points: P(N > multiple * mean_count), N of Poisson's distribution with that mean, the map's.
double random_share_above(double multiple, double mean_count);

}  // namespace dermavox::metrics
