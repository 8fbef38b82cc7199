#include "engine/mechanics/kernel/first_harmonic.hpp"

#include "engine/mechanics/large_strain/element.hpp"

#include <Eigen/SparseCholesky>
#include <Eigen/SparseCore>
#include <array>
#include <cassert>
#include <cmath>
#include <numbers>
#include <vector>

namespace dermavox::mechanics {

namespace {

constexpr int size = 27;  // U, V, W of nine nodes
using ElementMatrix = Eigen::Matrix<double, size, size>;
using HarmonicRow = Eigen::Matrix<double, 1, size>;

/// Functions of the nine nodes and their slopes at a Gauss point; node a + 3 b stands at (a - 1, b - 1).
struct ElementPoint {
    std::array<double, 9> n{}, by_x{}, by_y{};
    double weight = 0;
};

ElementPoint element_point(double x, double y, double weight)
{
    using large_strain::shape, large_strain::shape_slope;
    ElementPoint p{.weight = weight};
    for (int i = 0; i < 9; ++i) {
        const std::size_t at = std::size_t(i);
        p.n[at] = shape(x)[i % 3] * shape(y)[i / 3];
        p.by_x[at] = shape_slope(x)[i % 3] * shape(y)[i / 3];
        p.by_y[at] = shape(x)[i % 3] * shape_slope(y)[i / 3];
    }
    return p;
}

std::vector<ElementPoint> fine_points()
{
    using large_strain::gauss_points, large_strain::gauss_weights;
    std::vector<ElementPoint> points;
    for (const int j : {0, 2, 1})
        for (const int i : {0, 2, 1})
            points.push_back(element_point(gauss_points[i], gauss_points[j], gauss_weights[i] * gauss_weights[j]));
    return points;
}

std::vector<ElementPoint> coarse_points()
{
    const double at = 1 / std::sqrt(3.0);
    return {element_point(-at, -at, 1), element_point(at, -at, 1), element_point(-at, at, 1),
            element_point(at, at, 1)};
}

/// Functions of one point in the plane of the mesh.
struct Slopes {
    std::array<double, 9> n{}, by_r{}, by_z{};
    double r = 0, volume = 0;  // of the part of the ring that the point stands for, over 2 pi
};

Slopes slopes_at(const ElementPoint& p, const std::array<double, 9>& r, const std::array<double, 9>& z)
{
    double rx = 0, ry = 0, zx = 0, zy = 0;
    Slopes s;
    for (std::size_t i = 0; i < 9; ++i) {
        rx += p.by_x[i] * r[i], ry += p.by_y[i] * r[i], zx += p.by_x[i] * z[i], zy += p.by_y[i] * z[i];
        s.r += p.n[i] * r[i];
    }
    const double det = rx * zy - ry * zx;
    for (std::size_t i = 0; i < 9; ++i) {
        s.by_r[i] = (p.by_x[i] * zy - p.by_y[i] * zx) / det;
        s.by_z[i] = (p.by_y[i] * rx - p.by_x[i] * ry) / det;
    }
    s.n = p.n, s.volume = p.weight * det * s.r;
    return s;
}

/// U_r, H, W_z, V_r, U_z, V_z, W_r, W/r by row: every derivative that the energy is made of.
Eigen::Matrix<double, 8, size> derivatives(const Slopes& s)
{
    Eigen::Matrix<double, 8, size> d = Eigen::Matrix<double, 8, size>::Zero();
    for (int i = 0; i < 9; ++i) {
        const int u = 3 * i, v = u + 1, w = u + 2;
        const double n = s.n[std::size_t(i)], r = s.by_r[std::size_t(i)], z = s.by_z[std::size_t(i)];
        d(0, u) = d(3, v) = d(6, w) = r;
        d(4, u) = d(5, v) = d(2, w) = z;
        d(1, u) = n / s.r, d(1, v) = -n / s.r, d(7, w) = n / s.r;
    }
    return d;
}

void add_shape(ElementMatrix& k, const Slopes& s, const Solid& solid)
{
    const auto d = derivatives(s);
    Eigen::Matrix<double, 9, size> rows;
    Eigen::Matrix<double, 9, 1> weight;
    const double mu = solid.shear_modulus, p = solid.prestress;
    rows.topRows<4>() = d.topRows<4>();
    weight.head<4>() << 2 * mu + p, 2 * mu + 2 * p, 2 * mu, p;
    rows.row(4) = d.row(4) + d.row(6), rows.row(5) = d.row(3) + d.row(1), rows.row(6) = d.row(5) + d.row(7);
    weight.segment<3>(4).setConstant(mu);
    rows.row(7) = d.row(6), rows.row(8) = d.row(7);
    weight.segment<2>(7).setConstant(p);
    k.noalias() += rows.transpose() * (std::numbers::pi * s.volume * weight).asDiagonal() * rows;
}

void add_volume(ElementMatrix& k, const Slopes& s, const Solid& solid)
{
    const auto d = derivatives(s);
    const HarmonicRow trace = d.row(0) + d.row(1) + d.row(2);
    const double nu = solid.poisson_ratio, lame = 2 * solid.shear_modulus * nu / (1 - 2 * nu);
    k.noalias() += std::numbers::pi * s.volume * lame * trace.transpose() * trace;
}

class HarmonicSystem
{
public:
    explicit HarmonicSystem(const RingMesh& mesh) : m_mesh(mesh)
    {
        number();
        m_pushed.setZero(m_free, 2), m_held.setZero();
        for (std::size_t row = 0; row < mesh.solids.size(); ++row)
            for (std::size_t column = 0; column < mesh.across; ++column) add_element(column, row);
    }

    ShiftStiffness solve()
    {
        Eigen::SparseMatrix<double> matrix(m_free, m_free);
        matrix.setFromTriplets(m_entries.begin(), m_entries.end());
        const Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> factors(matrix);
        const Eigen::MatrixXd answer = factors.solve(m_pushed);
        const Eigen::Matrix2d k = m_held - m_pushed.transpose() * answer;
        return {k(0, 0), k(0, 1), k(1, 1), top(-answer.rowwise().sum())};
    }

private:
    std::vector<std::array<double, 2>> top(const Eigen::VectorXd& free) const
    {
        std::vector<std::array<double, 2>> moves;
        for (std::size_t column = 0; column < m_mesh.columns(); ++column) {
            const auto& share = m_mesh.supports[column].share;
            const auto at = [&](std::size_t unknown) {
                const int equation = m_equation[3 * column + unknown];
                return equation < 0 ? share[0] + share[1] : free[equation];
            };
            moves.push_back({at(0), at(1)});
        }
        return moves;
    }

    /// Equation of each unknown, -1 where it is given.
    void number()
    {
        m_equation.assign(3 * m_mesh.r.size(), -1);
        for (std::size_t n = 0; n < m_mesh.r.size(); ++n) {
            const Support& at = m_mesh.supports[n];
            if (at.moved) continue;
            m_equation[3 * n] = m_free++;
            m_equation[3 * n + 1] = at.axis ? m_equation[3 * n] : m_free++;
            if (!at.axis && !at.level) m_equation[3 * n + 2] = m_free++;
        }
    }

    void add_element(std::size_t column, std::size_t row)
    {
        std::array<std::size_t, 9> node{};
        std::array<double, 9> r{}, z{};
        Eigen::Matrix<double, size, 2> given = Eigen::Matrix<double, size, 2>::Zero();
        for (std::size_t i = 0; i < 9; ++i) {
            node[i] = m_mesh.node(2 * column + i % 3, 2 * row + i / 3);
            r[i] = m_mesh.r[node[i]], z[i] = m_mesh.z[node[i]];
            const auto& share = m_mesh.supports[node[i]].share;
            for (int side = 0; side < 2; ++side) given.row(Eigen::Index(3 * i) + side) << share[0], share[1];
        }
        ElementMatrix k = ElementMatrix::Zero();
        for (const ElementPoint& p : m_fine) add_shape(k, slopes_at(p, r, z), m_mesh.solids[row]);
        for (const ElementPoint& p : m_coarse) add_volume(k, slopes_at(p, r, z), m_mesh.solids[row]);
        scatter(k, node, k * given);
        m_held += given.transpose() * k * given;
    }

    void scatter(const ElementMatrix& k, const std::array<std::size_t, 9>& node,
                 const Eigen::Matrix<double, size, 2>& forces)
    {
        for (int i = 0; i < size; ++i) {
            const int at = m_equation[3 * node[std::size_t(i / 3)] + std::size_t(i % 3)];
            if (at < 0) continue;
            m_pushed.row(at) += forces.row(i);
            for (int j = 0; j < size; ++j) {
                const int other = m_equation[3 * node[std::size_t(j / 3)] + std::size_t(j % 3)];
                if (other >= 0 && other <= at) m_entries.emplace_back(at, other, k(i, j));
            }
        }
    }

    const RingMesh& m_mesh;
    const std::vector<ElementPoint> m_fine = fine_points(), m_coarse = coarse_points();
    std::vector<int> m_equation;
    int m_free = 0;
    std::vector<Eigen::Triplet<double>> m_entries;  // lower half
    Eigen::MatrixXd m_pushed;                       // forces on the free unknowns by unit shifts
    Eigen::Matrix2d m_held;
};

}  // namespace

ShiftStiffness shift_stiffness(const RingMesh& mesh)
{
    assert(mesh.r.size() == mesh.columns() * (2 * mesh.solids.size() + 1) && mesh.supports.size() == mesh.r.size());
    return HarmonicSystem(mesh).solve();
}

}  // namespace dermavox::mechanics
