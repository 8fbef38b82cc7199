/// What measurements leave possible of constants: samples of exp(-(sum r_i^2 + sum (ln(v_k/prior_k)/spread_k)^2)/2),
/// the density whose peak fit.hpp finds.
///
/// Random walk of Metropolis in the logarithms, with steps of 2.38/sqrt(n) of a covariance (Roberts, Gelman, Gilks
/// 1997, doi:10.1214/aoap/1034625254), several walks from places scattered round the peak. The first quarter of each
/// is left out: it walks by the peak's covariance, and from its second half comes the covariance of the rest (Haario,
/// Saksman, Tamminen 2001, doi:10.2307/3318737, adapted once), as a peak says little of skewed densities. How well
/// the walks agree, R-hat says (Gelman and Rubin 1992, doi:10.1214/ss/1177011136): below about 1.05 they do.
#pragma once

#include "dermavox/mechanics/fit.hpp"

#include <cstdint>

namespace dermavox::mechanics {

struct PosteriorPlan {
    std::size_t walks = 4, steps = 40000;  ///< steps of each walk
    std::size_t kept = 250;                ///< samples of each walk, evenly spaced
    std::uint64_t seed = 1;
};

struct Posterior {
    std::vector<std::vector<double>> samples;  ///< values of the constants, in order; walk after walk
    double accepted = 0;                       ///< share of steps taken; 0.1 to 0.5 is healthy
    double disagreement = 0;                   ///< largest R-hat of any constant's logarithm
};

/// `misfit` is asked from several threads at once; what it throws counts as no density. The same samples for any
/// number of threads. Requires walks, kept > 1 and steps >= 4 kept.
Posterior sample_posterior(std::span<const FitConstant> constants, const Misfit& misfit, const Fit& peak,
                           const PosteriorPlan& plan = {});

}  // namespace dermavox::mechanics
