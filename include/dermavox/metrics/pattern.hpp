/// Evenness of a pattern of points: how far from random, and which way.
#pragma once

#include "dermavox/core/statistics.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace dermavox::metrics {

class Domain;

struct Point {
    double x = 0, y = 0;  ///< [m]
};

/// Points of a rectangular patch [0, width) x [0, height) [m].
struct Pattern {
    std::vector<Point> points;
    double width = 0, height = 0;
    bool periodic = false;
    std::shared_ptr<const Domain> domain{};  ///< where points may lie; none: the whole patch. Not of a periodic patch

    double area() const;
};

/// Distance of every point to its nearest neighbour [m]; infinite for a single point.
std::vector<double> nearest_distances(const Pattern& pattern);

/// Clark-Evans ratio R = mean nearest-neighbour distance x 2 sqrt(density): 1 for random points, 2 on a square, 2.149
/// on a hexagonal lattice (doi:10.2307/1931034). On a patch with an edge the mean is Hanisch's: only points nearer to
/// their neighbour than to the edge count, each weighted by 1/((w - 2d)(h - 2d))
/// (doi:10.1080/02331888408801788), in a domain by one over its area farther than d from its border. NaN below two
/// points.
double clark_evans(const Pattern& pattern);

/// Variance/mean of counts in equal, nearly square quadrats that hold about `mean_count` points each: 1 for random,
/// near 0 for lattices, above 1 for clumps; of a domain those quadrats that lie in it whole. NaN below two quadrats.
double quadrat_vmr(const Pattern& pattern, double mean_count = 8);

struct StripeIndex {
    double value;  ///< of the pattern
    double p95;    ///< of random patterns
};

/// Periodogram |sum exp(-2 pi i k.x)|^2/n over whole waves per patch up to 31 along its longer side, averaged along
/// each of 36 directions; the largest over the mean, divided by the same figure's mean over 99 random patterns of
/// equal count. Of a domain the waves of its own shape are taken off, and the random points lie in it. NaN below two
/// points. Limits: stripes finer than (longer side)/31 are not seen.
StripeIndex stripe_index(const Pattern& pattern, std::uint64_t seed);

/// Number of tracks over each of `bins` equal strips across a swath centred on 0, as a mean over the strip: the
/// lateral dose of one glide. A ring gives the arcsine, a row a comb. Requires bins > 0.
std::vector<double> swath_profile(const std::vector<double>& tracks, double mark, double swath, int bins);

/// Peak over mean, across the swath, of the number of tracks that lie over a line along the glide; every needle marks
/// a track `mark` wide. A row of N needles without overlap gives swath/(N mark). NaN without tracks.
double swath_peak_to_mean(const std::vector<double>& tracks, double mark, double swath);

}  // namespace dermavox::metrics
