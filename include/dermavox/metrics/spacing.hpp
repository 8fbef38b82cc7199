/// How the distances of a pattern of points differ from those of random points.
#pragma once

#include "dermavox/metrics/pattern.hpp"

namespace dermavox::metrics {

/// Besag's L(r) - r with L = sqrt(K/pi) and Ripley's K(r) = mean number of further points within r, over the density:
/// 0 for random points, below where they keep apart, above where they clump (doi:10.2307/3212829,
/// doi:10.1111/j.2517-6161.1977.tb01616.x).
struct SpacingCurve {
    std::vector<double> radius;     ///< [m], ascending
    std::vector<double> excess;     ///< L(r) - r of the pattern [m]; NaN below two points
    std::vector<double> low, high;  ///< of random patterns of equal count, least and most of 39: 95 % at each radius
};

/// Up to `reach`, in `steps` equal steps from reach/steps on. Pairs are weighted by the patch area over the area that
/// the patch shares with itself shifted by the pair (translation correction); periodic patches have no edge. reach =
/// 0: a quarter of the shorter side, at most five mean spacings. Requires reach below half the shorter side. The
/// random patterns hold at most 4,000 points, their curves are narrowed by the ratio of the counts: the width of the
/// band goes as 1/n.
SpacingCurve spacing_curve(const Pattern& pattern, std::uint64_t seed, double reach = 0, int steps = 40);

/// Areas of the points' Voronoi cells, the parts of the patch that lie nearest to each point [m2]. On a patch with an
/// edge only cells that the edge does not cut.
std::vector<double> voronoi_areas(const Pattern& pattern);

/// Standard deviation over mean of voronoi_areas: 0.529 for random points (doi:10.1103/PhysRevE.75.066705 gives a
/// variance of 0.280), 0 for a lattice. NaN below two cells.
double voronoi_spread(const Pattern& pattern);

}  // namespace dermavox::metrics
