/// How many pairs of points lie how far apart. Private to metrics.
#pragma once

#include "dermavox/metrics/pattern.hpp"

#include <vector>

namespace dermavox::metrics {

/// Ordered pairs of points by distance: bin k holds those in (k, k + 1] reach/steps, bounds
/// taken up to 1e-9 of the reach, so that the shells of a lattice fall on one side. On a patch with an edge a pair
/// weighs the patch area over the area that the patch shares with itself shifted by the pair, on a periodic one 1.
/// reach < half the shorter side. Cost: points x points within some 1.3 reach. Parallel; the same bits for any thread
/// count.
std::vector<double> pair_weights(const Pattern& pattern, double reach, int steps);

}  // namespace dermavox::metrics
