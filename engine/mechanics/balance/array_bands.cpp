#include "dermavox/mechanics/array_bands.hpp"

#include "engine/mechanics/kernel/radial_table.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::mechanics {

namespace {

double distance(const Place& a, const Place& b) { return std::hypot(a.x - b.x, a.y - b.y); }

double widest_band(const std::vector<Place>& places)
{
    double most = 0;
    for (std::size_t i = 0; i < places.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) most = std::max(most, distance(places[i], places[j]));
    return most;
}

template <class F>
Eigen::MatrixXd between(const std::vector<Place>& places, const F& f)
{
    const Eigen::Index n = Eigen::Index(places.size());
    Eigen::MatrixXd made(n, n);
    for (Eigen::Index i = 0; i < n; ++i) {
        made(i, i) = f(0.0);
        for (Eigen::Index j = 0; j < i; ++j)
            made(i, j) = made(j, i) = f(distance(places[std::size_t(i)], places[std::size_t(j)]));
    }
    return made;
}

// Of a matrix that is positive semidefinite but for rounding.
Eigen::MatrixXd symmetric_root(const Eigen::MatrixXd& matrix)
{
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix);
    const Eigen::VectorXd root = solver.eigenvalues().cwiseMax(0).cwiseSqrt();
    return solver.eigenvectors() * root.asDiagonal() * solver.eigenvectors().transpose();
}

}  // namespace

std::size_t first_shared_band(double pitch)
{
    constexpr double of_pitch = 0.2;
    std::size_t m = 0;
    while (m + 1 < ScaleBands::count && ScaleBands::scale(m + 1) <= of_pitch * pitch) ++m;
    return std::isfinite(pitch) ? m : ScaleBands::count;
}

double least_pitch(const std::vector<Place>& places)
{
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < places.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) least = std::min(least, distance(places[i], places[j]));
    return least;
}

Eigen::MatrixXd band_matrix(const ScaleBands& bands, std::size_t band, const std::vector<Place>& places)
{
    const auto coupling = [&](double r) { return bands.coupling(band, r); };
    return between(places, RadialTable(coupling, ScaleBands::scale(band), widest_band(places)));
}

ArrayBands::ArrayBands(std::shared_ptr<const ScaleBands> bands, std::vector<Place> places, std::size_t first,
                       std::size_t last)
    : m_bands(std::move(bands)),
      m_places(std::move(places)),
      m_first(first)
{
    for (std::size_t m = first; m < last; ++m) add(band_matrix(*m_bands, m, m_places));
}

ArrayBands::ArrayBands(std::shared_ptr<const ScaleBands> bands, std::vector<Place> places, std::size_t first,
                       const std::vector<Eigen::MatrixXd>& matrices)
    : m_bands(std::move(bands)),
      m_places(std::move(places)),
      m_first(first)
{
    for (const Eigen::MatrixXd& matrix : matrices) add(matrix);
}

void ArrayBands::add(const Eigen::MatrixXd& matrix)
{
    constexpr double same = 0.995, window_scale = 2.5;
    const std::size_t band = m_first + m_layers.size();
    Layer made;
    made.compliance = m_bands->compliance(band);
    made.one_node = matrix.minCoeff() >= same * made.compliance;
    if (!made.one_node) {
        made.root = symmetric_root(matrix);
        const double w = window_scale * ScaleBands::scale(band), own = m_bands->seen_from(w);
        const auto seen = [&](double r) { return m_bands->surface().smoothed(w, r) / own; };
        const RadialTable table(seen, w, widest_band(m_places));
        const Eigen::MatrixXd v = between(m_places, [&](double r) { return std::pow(table(r), 2); });
        made.weight = v.rowwise().sum().cwiseInverse();
        const Eigen::VectorXd sum = v.transpose() * made.weight;
        made.window = v * sum.cwiseInverse().asDiagonal();
    }
    m_layers.push_back(std::move(made));
}

ArrayBands::Workspace ArrayBands::workspace(std::size_t parts) const
{
    const Eigen::Index n = Eigen::Index(loads()), count = Eigen::Index(bands());
    Workspace made;
    made.omega = Eigen::MatrixXd::Ones(n, count);
    made.displacement = Eigen::VectorXd::Zero(n + Eigen::Index(parts));
    made.z = made.part = Eigen::VectorXd::Zero(n);
    made.y = made.sec = made.chi = made.near = made.beta = Eigen::MatrixXd::Zero(n, count);
    made.inner = made.middle = made.outer = Eigen::MatrixXd::Zero(n, n);
    return made;
}

void ArrayBands::displace(const Eigen::VectorXd& force, const LinearPart* linear, Workspace& at) const
{
    if (linear && linear->offset.size() > 0)
        at.displacement = linear->offset;
    else
        at.displacement.setZero();
    if (linear && linear->matrix.size() > 0) at.displacement.noalias() += linear->matrix * force;
    const Eigen::Index n = Eigen::Index(loads());
    for (std::size_t m = 0; m < m_layers.size(); ++m) {
        const Layer& layer = m_layers[m];
        const Eigen::Index col = Eigen::Index(m);
        const std::size_t band = m_first + m;
        at.z = at.omega.col(col).cwiseProduct(force.head(n));
        if (layer.one_node) {
            const double sum = at.z.sum(), f = std::abs(sum);
            const ScaleBands::Share share = m_bands->share(band, f);
            at.near(0, col) = f, at.chi(0, col) = share.chi, at.sec(0, col) = f > 0 ? share.first / f : share.chi;
            at.displacement.head(n) += layer.compliance * at.sec(0, col) * sum * at.omega.col(col);
            continue;
        }
        auto y = at.y.col(col);
        y.noalias() = layer.root * at.z;
        at.z = y.cwiseAbs2() / layer.compliance;
        at.near.col(col).noalias() = layer.window * at.z;
        for (Eigen::Index a = 0; a < y.size(); ++a) {
            const double f = std::sqrt(at.near(a, col));
            const ScaleBands::Share share = m_bands->share(band, f);
            at.near(a, col) = f, at.chi(a, col) = share.chi, at.sec(a, col) = f > 0 ? share.first / f : share.chi;
        }
        at.z = layer.weight.cwiseProduct(at.sec.col(col));
        at.beta.col(col).noalias() = layer.window.transpose() * at.z;
        at.z = at.beta.col(col).cwiseProduct(y);
        at.part.noalias() = layer.root * at.z;
        at.displacement.head(n) += at.omega.col(col).cwiseProduct(at.part);
    }
}

void ArrayBands::hessian(const LinearPart* linear, Workspace& at, Eigen::MatrixXd& made) const
{
    if (linear && linear->matrix.size() > 0)
        made = linear->matrix;
    else
        made.setZero();
    const Eigen::Index n = Eigen::Index(loads());
    for (std::size_t m = 0; m < m_layers.size(); ++m) {
        const Layer& layer = m_layers[m];
        const Eigen::Index col = Eigen::Index(m);
        const auto omega = at.omega.col(col);
        if (layer.one_node) {
            made.topLeftCorner(n, n).noalias() += (layer.compliance * at.chi(0, col) * omega) * omega.transpose();
            continue;
        }
        for (Eigen::Index a = 0; a < omega.size(); ++a) {
            const double f2 = std::pow(at.near(a, col), 2), fall = at.sec(a, col) - at.chi(a, col);
            at.part[a] = f2 > 0 ? std::sqrt(std::max(0.0, layer.weight[a] * fall / (layer.compliance * f2))) : 0;
        }
        at.middle = at.part.asDiagonal() * layer.window * at.y.col(col).asDiagonal();  // root of kappa Q^T
        at.outer.noalias() = at.middle * layer.root;
        at.inner = at.beta.col(col).cwiseSqrt().asDiagonal() * layer.root;
        at.inner = at.inner * omega.asDiagonal();
        at.outer = at.outer * omega.asDiagonal();
        made.topLeftCorner(n, n).noalias() += at.inner.transpose() * at.inner;
        made.topLeftCorner(n, n).noalias() -= at.outer.transpose() * at.outer;
    }
}

double ArrayBands::complementary(const Workspace& at) const
{
    double sum = 0;
    for (std::size_t m = 0; m < m_layers.size(); ++m) {
        const Layer& layer = m_layers[m];
        const Eigen::Index col = Eigen::Index(m);
        if (layer.one_node) {
            sum += layer.compliance * m_bands->share(m_first + m, at.near(0, col)).second;
            continue;
        }
        for (Eigen::Index a = 0; a < at.near.rows(); ++a)
            sum += layer.weight[a] * layer.compliance * m_bands->share(m_first + m, at.near(a, col)).second;
    }
    return sum;
}

}  // namespace dermavox::mechanics
