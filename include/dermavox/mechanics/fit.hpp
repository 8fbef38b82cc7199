/// Least squares over the logarithms of constants, each held by what was known of it before.
///
/// Minimises  sum_i r_i(values)^2 + sum_k (ln(value_k/prior_k)/spread_k)^2  by Levenberg and Marquardt with forward
/// differences. Residuals come divided by the error that the measurement allows, so that the normal matrix at the
/// optimum is the inverse covariance of the logarithms (Laplace's approximation).
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dermavox::mechanics {

/// A constant that the fit may move.
struct FitConstant {
    std::string key;
    double prior = 0;   ///< > 0
    double spread = 1;  ///< of its logarithm before the fit, > 0
};

struct FittedConstant {
    double value = 0;
    double spread = 0;         ///< of its logarithm after the fit
    double fixed_by_data = 0;  ///< 1 - (spread/prior spread)^2: near 0 the data say nothing of it
    int tied_to = -1;          ///< the constant that it can best be traded with; -1 with one constant
    double correlation = 0;    ///< of the logarithms of the two
};

struct Fit {
    std::vector<FittedConstant> constants;
    double before = 0, after = 0;  ///< mean square of the residuals without the priors, at the priors and fitted
    int evaluations = 0;
    std::vector<double> covariance{};  ///< of the logarithms, row by row
};

/// Residuals for values of the constants, in order; always as many.
using Misfit = std::function<std::vector<double>(const std::vector<double>& values)>;

/// The residuals; nothing where the model has no answer: values out of range (core::InputError), no balance
/// (core::Failure 3), or a figure that is not finite. Such a trial ends neither a fit nor a walk.
std::optional<std::vector<double>> answered(const Misfit& misfit, const std::vector<double>& values);

/// Throws core::InputError for a prior or spread that is not positive and finite, core::Failure (3) when the misfit
/// is not finite at the priors, and what `misfit` throws there; elsewhere a trial without an answer is a step too
/// far.
Fit fit_constants(std::span<const FitConstant> constants, const Misfit& misfit);

}  // namespace dermavox::mechanics
