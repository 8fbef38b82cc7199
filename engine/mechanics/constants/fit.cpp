#include "dermavox/mechanics/fit.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <optional>

namespace dermavox::mechanics {
namespace {

constexpr double k_step = 0.02;         ///< of a logarithm, for slopes: wide enough to see past small jumps
constexpr double k_longest_step = 0.7;  ///< of a logarithm in one iteration: a factor of 2
constexpr double k_least_gain = 1e-5;   ///< of the misfit; less ends the fit
constexpr int k_most_iterations = 40;

void check(std::span<const FitConstant> constants)
{
    std::vector<core::Problem> problems;
    for (const FitConstant& c : constants)
        for (const double number : {c.prior, c.spread})
            if (!(number > 0) || !std::isfinite(number))
                problems.push_back({"", 0, 0, c.key, core::format_number(number), "a positive prior and spread", ""});
    if (!problems.empty()) throw core::InputError(std::move(problems));
}

class Fitter
{
public:
    Fitter(std::span<const FitConstant> constants, const Misfit& misfit) : m_constants(constants), m_misfit(misfit) {}

    Fit run()
    {
        const auto n = Eigen::Index(m_constants.size());
        Eigen::VectorXd x = Eigen::VectorXd::Zero(n), r = residuals(x);
        if (!r.allFinite())
            throw core::Failure(core::exit_code::not_converged, "the misfit is not finite where the fit starts");
        Fit fit{.constants = {}, .before = mean_square(r), .after = 0, .evaluations = 0};
        double damping = 1e-2;
        for (int i = 0; i < k_most_iterations && damping < 1e7; ++i) {
            const Eigen::MatrixXd j = slopes(x, r);
            const double reached = descend(j, x, r, damping);
            if (reached < k_least_gain) break;
        }
        fit.after = mean_square(r);
        const Eigen::MatrixXd j = slopes(x, r), covariance = (j.transpose() * j).inverse();
        fit.constants = judged(x, covariance);
        fit.covariance.assign(covariance.data(), covariance.data() + covariance.size());  // symmetric
        fit.evaluations = m_evaluations;
        return fit;
    }

private:
    std::vector<double> values(const Eigen::VectorXd& x) const
    {
        std::vector<double> values;
        for (Eigen::Index i = 0; i < x.size(); ++i)
            values.push_back(m_constants[std::size_t(i)].prior * std::exp(x[i]));
        return values;
    }

    Eigen::VectorXd residuals(const Eigen::VectorXd& x)
    {
        ++m_evaluations;
        return with_priors(m_misfit(values(x)), x);
    }

    Eigen::VectorXd with_priors(std::vector<double> r, const Eigen::VectorXd& x)
    {
        m_rows = Eigen::Index(r.size());
        for (Eigen::Index i = 0; i < x.size(); ++i) r.push_back(x[i] / m_constants[std::size_t(i)].spread);
        return Eigen::Map<Eigen::VectorXd>(r.data(), Eigen::Index(r.size()));
    }

    /// Nothing where the model has no answer.
    std::optional<Eigen::VectorXd> tried(const Eigen::VectorXd& x)
    {
        ++m_evaluations;
        const auto r = answered(m_misfit, values(x));
        return r ? std::optional(with_priors(*r, x)) : std::nullopt;
    }

    Eigen::MatrixXd slopes(const Eigen::VectorXd& x, const Eigen::VectorXd& r)
    {
        Eigen::MatrixXd j(r.size(), x.size());
        for (Eigen::Index i = 0; i < x.size(); ++i) {
            double h = k_step;
            Eigen::VectorXd moved = x;
            moved[i] += h;
            auto there = tried(moved);
            if (!there) {
                h = -k_step;
                moved[i] = x[i] + h;
                there = tried(moved);
            }
            if (there)
                j.col(i) = (*there - r) / h;
            else
                j.col(i).setZero();
        }
        return j;
    }

    /// Damps until a step helps and takes it; returns the share of the misfit that it took away.
    double descend(const Eigen::MatrixXd& j, Eigen::VectorXd& x, Eigen::VectorXd& r, double& damping)
    {
        const Eigen::MatrixXd normal = j.transpose() * j;
        for (; damping < 1e7; damping *= 10) {
            Eigen::MatrixXd damped = normal;
            damped.diagonal() *= 1 + damping;
            Eigen::VectorXd step = damped.ldlt().solve(-j.transpose() * r);
            const double longest = step.cwiseAbs().maxCoeff();
            if (longest > k_longest_step) step *= k_longest_step / longest;
            const Eigen::VectorXd next = x + step;
            const auto after = tried(next);
            if (!after || after->squaredNorm() >= r.squaredNorm()) continue;
            const double gain = 1 - after->squaredNorm() / r.squaredNorm();
            x = next, r = *after, damping /= 10;
            return gain;
        }
        return 0;
    }

    double mean_square(const Eigen::VectorXd& r) const
    {
        return m_rows > 0 ? r.head(m_rows).squaredNorm() / double(m_rows) : 0;
    }

    std::vector<FittedConstant> judged(const Eigen::VectorXd& x, const Eigen::MatrixXd& covariance) const
    {
        const std::vector<double> at = values(x);
        std::vector<FittedConstant> constants;
        for (Eigen::Index i = 0; i < x.size(); ++i) {
            const double before = m_constants[std::size_t(i)].spread, spread = std::sqrt(covariance(i, i));
            FittedConstant c{.value = at[std::size_t(i)],
                             .spread = spread,
                             .fixed_by_data = 1 - spread * spread / (before * before)};
            for (Eigen::Index k = 0; k < x.size(); ++k) {
                const double corr = covariance(i, k) / std::sqrt(covariance(i, i) * covariance(k, k));
                if (k != i && std::abs(corr) >= std::abs(c.correlation)) c.correlation = corr, c.tied_to = int(k);
            }
            constants.push_back(c);
        }
        return constants;
    }

    std::span<const FitConstant> m_constants;
    const Misfit& m_misfit;
    Eigen::Index m_rows = 0;
    int m_evaluations = 0;
};

}  // namespace

std::optional<std::vector<double>> answered(const Misfit& misfit, const std::vector<double>& values)
{
    try {
        std::vector<double> r = misfit(values);
        if (std::ranges::all_of(r, [](double one) { return std::isfinite(one); })) return r;
    } catch (const core::InputError&) {  // a constant left its range
    } catch (const core::Failure& failure) {
        if (failure.exit_code() != core::exit_code::not_converged) throw;
    }
    return std::nullopt;
}

Fit fit_constants(std::span<const FitConstant> constants, const Misfit& misfit)
{
    check(constants);
    return Fitter(constants, misfit).run();
}

}  // namespace dermavox::mechanics
