#include "dermavox/mechanics/posterior.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/core/random.hpp"

#include <Eigen/Dense>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace dermavox::mechanics {
namespace {

class Density
{
public:
    Density(std::span<const FitConstant> constants, const Misfit& misfit) : m_constants(constants), m_misfit(misfit)
    {
    }

    std::vector<double> values(const Eigen::VectorXd& x) const
    {
        std::vector<double> values;
        for (Eigen::Index i = 0; i < x.size(); ++i)
            values.push_back(m_constants[std::size_t(i)].prior * std::exp(x[i]));
        return values;
    }

    /// Logarithm; minus infinity where the model has no answer.
    double at(const Eigen::VectorXd& x) const
    {
        double sum = 0;
        for (Eigen::Index i = 0; i < x.size(); ++i) {
            const double away = x[i] / m_constants[std::size_t(i)].spread;
            sum += away * away;
        }
        const auto residuals = answered(m_misfit, values(x));
        if (!residuals) return -std::numeric_limits<double>::infinity();
        for (const double r : *residuals) sum += r * r;
        return -sum / 2;
    }

private:
    std::span<const FitConstant> m_constants;
    const Misfit& m_misfit;
};

struct Walk {
    std::vector<Eigen::VectorXd> places;
    std::size_t taken = 0;
};

Walk walk(const Density& density, const Eigen::VectorXd& peak, const Eigen::MatrixXd& root, const PosteriorPlan& plan,
          std::size_t number)
{
    const core::Random random(plan.seed, core::Purpose::posterior);
    const auto scattered = [&](std::size_t step, double by) {
        Eigen::VectorXd z(peak.size());
        for (Eigen::Index i = 0; i < z.size(); ++i)
            z[i] = random.normal({.pass = number, .cycle = step, .needle = std::uint64_t(i)});
        return Eigen::VectorXd(by * (root * z));
    };
    Eigen::VectorXd x = peak + scattered(0, 1);
    double here = density.at(x);
    if (!std::isfinite(here)) x = peak, here = density.at(x);
    const double length = 2.38 / std::sqrt(double(peak.size()));
    const std::size_t first = plan.steps / 4, every = (plan.steps - first) / plan.kept;
    Walk walk;
    for (std::size_t step = 1; step <= plan.steps; ++step) {
        const Eigen::VectorXd next = x + scattered(step, length);
        const double there = density.at(next);
        if (std::log(random.uniform({.pass = number, .cycle = step, .draw = 1})) < there - here)
            x = next, here = there, ++walk.taken;
        if (step > first && (step - first) % every == 0 && walk.places.size() < plan.kept) walk.places.push_back(x);
    }
    return walk;
}

/// R-hat of one coordinate.
double disagreement(const std::vector<Walk>& walks, Eigen::Index i)
{
    const auto m = double(walks.size()), n = double(walks.front().places.size());
    double within = 0, all = 0;
    std::vector<double> means;
    for (const Walk& walk : walks) {
        double mean = 0, square = 0;
        for (const Eigen::VectorXd& x : walk.places) mean += x[i] / n;
        for (const Eigen::VectorXd& x : walk.places) square += (x[i] - mean) * (x[i] - mean) / (n - 1);
        means.push_back(mean);
        all += mean / m, within += square / m;
    }
    double between = 0;
    for (const double mean : means) between += (mean - all) * (mean - all) / (m - 1);
    return within > 0 ? std::sqrt((n - 1) / n + between / within) : 1;
}

}  // namespace

Posterior sample_posterior(std::span<const FitConstant> constants, const Misfit& misfit, const Fit& peak,
                           const PosteriorPlan& plan)
{
    assert(plan.walks > 1 && plan.kept > 1 && plan.steps >= 4 * plan.kept);
    const auto n = Eigen::Index(constants.size());
    Eigen::VectorXd x(n);
    for (Eigen::Index i = 0; i < n; ++i)
        x[i] = std::log(peak.constants[std::size_t(i)].value / constants[std::size_t(i)].prior);
    const Eigen::MatrixXd root = Eigen::Map<const Eigen::MatrixXd>(peak.covariance.data(), n, n).llt().matrixL();
    const Density density(constants, misfit);
    std::vector<Walk> walks(plan.walks);
    core::parallel_for(plan.walks, 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t k = begin; k < end; ++k) walks[k] = walk(density, x, root, plan, k);
    });
    Posterior posterior;
    for (const Walk& one : walks) {
        for (const Eigen::VectorXd& place : one.places) posterior.samples.push_back(density.values(place));
        posterior.accepted += double(one.taken) / double(plan.steps * plan.walks);
    }
    for (Eigen::Index i = 0; i < n; ++i)
        posterior.disagreement = std::max(posterior.disagreement, disagreement(walks, i));
    return posterior;
}

}  // namespace dermavox::mechanics
