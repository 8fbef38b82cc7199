#include "engine/study/search/surrogate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlopt.hpp>

namespace dermavox::study {
namespace {

constexpr double usual_length = 0.5, usual_noise = 1e-3;
constexpr double prior_width = 1.0;  // of ln l
constexpr int first_tries = 120, more_tries = 40;

double matern(double squared)
{
    const double q = std::sqrt(5 * squared);
    return (1 + q + q * q / 3) * std::exp(-q);
}

}  // namespace

Surrogate::Surrogate(const std::vector<std::vector<double>>& points, const std::vector<double>& values,
                     const std::vector<double>& start)
    : m_points(Eigen::Index(points.front().size()), Eigen::Index(points.size())),
      m_values(Eigen::Map<const Eigen::VectorXd>(values.data(), Eigen::Index(values.size())))
{
    for (std::size_t i = 0; i < points.size(); ++i)
        m_points.col(Eigen::Index(i)) = Eigen::Map<const Eigen::VectorXd>(points[i].data(), m_points.rows());
    m_centre = m_values.mean();
    const double spread = std::sqrt((m_values.array() - m_centre).square().mean());
    m_unit = spread > 0 ? spread : 1;
    m_values = (m_values.array() - m_centre) / m_unit;
    const std::size_t dimensions = points.front().size();
    std::vector<double> low(dimensions, std::log(0.03)), high(dimensions, std::log(20.0));
    low.push_back(std::log(1e-6)), high.push_back(0);
    std::vector<double> shape = start;
    if (shape.empty()) {
        shape.assign(dimensions, std::log(usual_length));
        shape.push_back(std::log(usual_noise));
    }
    nlopt::opt search(nlopt::LN_SBPLX, unsigned(shape.size()));
    search.set_lower_bounds(low);
    search.set_upper_bounds(high);
    search.set_initial_step(0.5);
    search.set_ftol_abs(1e-3);
    search.set_maxeval(start.empty() ? first_tries : more_tries);
    search.set_min_objective([](const std::vector<double>& at, std::vector<double>&,
                                void* self) { return static_cast<Surrogate*>(self)->misfit(at); },
                             this);
    try {
        double best = 0;
        search.optimize(shape, best);
    } catch (const nlopt::roundoff_limited&) {  // as good as it gets
    }
    m_shape = std::move(shape);
    misfit(m_shape);
}

double Surrogate::misfit(const std::vector<double>& shape)
{
    const Eigen::Index count = m_points.cols(), dimensions = m_points.rows();
    m_inverse_scale = (-Eigen::Map<const Eigen::VectorXd>(shape.data(), dimensions)).array().exp();
    const Eigen::MatrixXd scaled = m_inverse_scale.asDiagonal() * m_points;
    Eigen::MatrixXd likeness(count, count);
    for (Eigen::Index j = 0; j < count; ++j)
        for (Eigen::Index i = j; i < count; ++i)
            likeness(i, j) = matern((scaled.col(i) - scaled.col(j)).squaredNorm());
    likeness.diagonal().array() += std::exp(shape.back());
    m_factor.compute(likeness);
    if (m_factor.info() != Eigen::Success) return std::numeric_limits<double>::max();
    const Eigen::VectorXd ones = m_factor.solve(Eigen::VectorXd::Ones(count));
    m_mean = ones.dot(m_values) / ones.sum();
    const Eigen::VectorXd off = m_values.array() - m_mean;
    m_weights = m_factor.solve(off);
    m_variance = std::max(1e-12, off.dot(m_weights) / double(count));
    double misfit = double(count) / 2 * std::log(m_variance);
    for (Eigen::Index i = 0; i < count; ++i) misfit += std::log(m_factor.matrixLLT()(i, i));
    for (Eigen::Index i = 0; i < dimensions; ++i) {
        const double far = (shape[std::size_t(i)] - std::log(usual_length)) / prior_width;
        misfit += far * far / 2;
    }
    return misfit;
}

Eigen::VectorXd Surrogate::likeness(const std::vector<double>& u) const
{
    const Eigen::Map<const Eigen::VectorXd> at(u.data(), m_points.rows());
    Eigen::VectorXd values(m_points.cols());
    for (Eigen::Index i = 0; i < values.size(); ++i)
        values[i] = matern((m_inverse_scale.array() * (m_points.col(i) - at).array()).square().sum());
    return values;
}

Surrogate::Guess Surrogate::at(const std::vector<double>& u) const
{
    const Eigen::VectorXd near = likeness(u);
    const Eigen::VectorXd half = m_factor.matrixL().solve(near);
    const double left = std::max(0.0, 1 - half.squaredNorm());
    return {m_centre + m_unit * (m_mean + near.dot(m_weights)), m_unit * std::sqrt(m_variance * left)};
}

}  // namespace dermavox::study
