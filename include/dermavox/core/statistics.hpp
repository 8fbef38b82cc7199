/// Summary figures of a sample, with one definition of a quantile for the whole engine.
#pragma once

#include <vector>

namespace dermavox::core {

/// Mean, sample standard deviation (n - 1; 0 for one value) and quantiles. All NaN for an empty sample.
struct Spread {
    double mean, sd, p5, p50, p95;
};
Spread spread_of(std::vector<double> values);

/// Quantile q in [0, 1] of a sorted, non-empty sample, linear between order statistics at (n - 1) q
/// (Hyndman and Fan type 7, doi:10.1080/00031305.1996.10473566).
double quantile(const std::vector<double>& sorted, double q);

}  // namespace dermavox::core
