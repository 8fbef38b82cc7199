/// Which parameter moves a figure: elementary effects and variance shares, with bootstrap intervals.
#pragma once

#include <cstdint>
#include <vector>

namespace dermavox::study {

/// A value with the interval that resampling the trajectories or rows gives.
struct Estimated {
    double value, low, high;
};

/// Of one parameter, in units of the figure over the parameter's whole range.
struct MorrisEffect {
    Estimated mean_absolute;  ///< mu*, mean of |elementary effect|
    double mean, sd;          ///< mu and sigma: a large sigma says interaction or curvature
};

/// @param unit     points of morris_trajectories(r, k), in their order
/// @param figures  the figure at each; NaN (a failed case) leaves out the steps that touch it
/// Elementary effect of parameter i: (f(x + step) - f(x)) / step, step in units of the range. Percentile bootstrap
/// over `resamples` draws of whole trajectories. All NaN where no step is left.
/// Campolongo, Cariboni, Saltelli. Environ. Model. Softw. 22(10), 2007. doi:10.1016/j.envsoft.2006.10.004
std::vector<MorrisEffect> morris_effects(const std::vector<std::vector<double>>& unit,
                                         const std::vector<double>& figures, double confidence, std::uint64_t seed,
                                         int resamples = 1000);

struct SobolIndex {
    Estimated first;  ///< S_i = V(E(f | x_i)) / V(f)
    Estimated total;  ///< T_i = E(V(f | all but x_i)) / V(f)
};

/// @param figures  the figure at each point of saltelli_blocks(n, k); a block with a NaN is left out
/// S_i = mean(f_B (f_ABi - f_A)) / V (Saltelli 2010), T_i = mean((f_A - f_ABi)^2) / (2 V) (Jansen 1999,
/// doi:10.1016/S0010-4655(98)00154-4), V over A and B, figures centred first. Percentile bootstrap over blocks.
/// All NaN for fewer than two blocks or a figure that does not vary.
std::vector<SobolIndex> sobol_indices(const std::vector<double>& figures, std::size_t parameters, double confidence,
                                      std::uint64_t seed, int resamples = 1000);

/// A difference of two paired samples, b - a.
struct PairedDifference {
    double mean_a, mean_b, difference, low, high;  ///< Student's t interval
    std::size_t pairs;
    enum class Verdict { a_lower, b_lower, none } verdict;  ///< none: the interval holds 0
};

/// Requires a.size() = b.size(); pairs with a NaN are left out. Interval infinite for fewer than two pairs.
PairedDifference paired_difference(const std::vector<double>& a, const std::vector<double>& b, double confidence);

}  // namespace dermavox::study
