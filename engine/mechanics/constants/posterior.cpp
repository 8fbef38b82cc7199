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
    Eigen::VectorXd at;
    double here = 0;  ///< density there
    std::vector<Eigen::VectorXd> places;
    std::size_t taken = 0;
};

/// Moves of all walks by the same covariance.
class Walker
{
public:
    Walker(const Density& density, std::uint64_t seed) : m_density(density), m_random(seed, core::Purpose::posterior)
    {
    }

    Walk start(const Eigen::VectorXd& peak, const Eigen::MatrixXd& root, std::size_t number) const
    {
        Walk walk;
        walk.at = peak + scattered(root, number, 0), walk.here = m_density.at(walk.at);
        if (!std::isfinite(walk.here)) walk.at = peak, walk.here = m_density.at(peak);
        return walk;
    }

    /// Steps first + 1 to last, of which every n-th is kept.
    void go_on(Walk& walk, const Eigen::MatrixXd& root, std::size_t number, std::size_t first, std::size_t last,
               std::size_t every) const
    {
        const double length = 2.38 / std::sqrt(double(walk.at.size()));
        for (std::size_t step = first + 1; step <= last; ++step) {
            const Eigen::VectorXd next = walk.at + length * scattered(root, number, step);
            const double there = m_density.at(next);
            if (std::log(m_random.uniform({.pass = number, .cycle = step, .draw = 1})) < there - walk.here)
                walk.at = next, walk.here = there, ++walk.taken;
            if ((step - first) % every == 0) walk.places.push_back(walk.at);
        }
    }

private:
    Eigen::VectorXd scattered(const Eigen::MatrixXd& root, std::size_t number, std::size_t step) const
    {
        Eigen::VectorXd z(root.rows());
        for (Eigen::Index i = 0; i < z.size(); ++i)
            z[i] = m_random.normal({.pass = number, .cycle = step, .needle = std::uint64_t(i)});
        return root * z;
    }

    const Density& m_density;
    core::Random m_random;
};

/// Root of the covariance of all places.
Eigen::MatrixXd spread_of(const std::vector<Walk>& walks, Eigen::Index n)
{
    Eigen::VectorXd mean = Eigen::VectorXd::Zero(n);
    Eigen::MatrixXd square = Eigen::MatrixXd::Zero(n, n);
    double count = 0;
    for (const Walk& walk : walks)
        for (const Eigen::VectorXd& x : walk.places) mean += x, square += x * x.transpose(), ++count;
    mean /= count;
    return (square / count - mean * mean.transpose()).llt().matrixL();
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
    const Walker walker(density, plan.seed);
    std::vector<Walk> walks(plan.walks);
    const auto all = [&](const auto& one) {
        core::parallel_for(plan.walks, 1, [&](std::size_t begin, std::size_t end) {
            for (std::size_t k = begin; k < end; ++k) one(walks[k], k);
        });
    };
    const std::size_t first = plan.steps / 4, tried = first / 2;
    all([&](Walk& walk, std::size_t k) {
        walk = walker.start(x, root, k);
        walker.go_on(walk, root, k, 0, first, 1);
        walk.places.erase(walk.places.begin(), walk.places.begin() + std::ptrdiff_t(tried));
    });
    const Eigen::MatrixXd learned = spread_of(walks, n);
    all([&](Walk& walk, std::size_t k) {
        walk.places.clear();
        walker.go_on(walk, learned, k, first, plan.steps, (plan.steps - first) / plan.kept);
        walk.places.resize(plan.kept);
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
