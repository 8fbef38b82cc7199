#include "engine/mechanics/large_strain/system.hpp"

#include "engine/mechanics/large_strain/tool.hpp"

#include <algorithm>
#include <numbers>

namespace dermavox::mechanics::large_strain {

System::System(Mesh mesh, double penalty) : m_mesh(std::move(mesh)), m_penalty(penalty), m_force(2 * m_mesh.nodes())
{
    make_pattern();
}

std::array<std::size_t, 18> System::places(std::size_t column, std::size_t row) const
{
    std::array<std::size_t, 18> at{};
    for (std::size_t n = 0; n < 9; ++n) {
        const std::size_t node = m_mesh.node(2 * column + n / 3, 2 * row + n % 3);
        at[n] = 2 * node, at[n + 9] = 2 * node + 1;
    }
    return at;
}

// Held: along r on the axis and the wall, all along the bed.
void System::make_pattern()
{
    const std::size_t columns = m_mesh.columns(), rows = m_mesh.rows.size(), down = m_mesh.nodes_down();
    m_equation.assign(unknowns(), 0);
    for (std::size_t i = 0; i <= 2 * columns; ++i)
        m_equation[2 * m_mesh.node(i, down - 1)] = m_equation[2 * m_mesh.node(i, down - 1) + 1] = -1;
    for (std::size_t j = 0; j < down; ++j)
        m_equation[2 * m_mesh.node(0, j)] = m_equation[2 * m_mesh.node(2 * columns, j)] = -1;
    for (Eigen::Index& equation : m_equation)
        if (equation == 0) equation = m_equations++;

    std::vector<Eigen::Triplet<double>> entries;
    const auto each = [&](const auto& visit) {  // entry of every pair of an element's unknowns in the lower triangle
        for (std::size_t column = 0; column < columns; ++column)
            for (std::size_t row = 0; row < rows; ++row) {
                const auto at = places(column, row);
                for (std::size_t a : at)
                    for (std::size_t b : at) visit(m_equation[a], m_equation[b]);
            }
    };
    each([&](Eigen::Index a, Eigen::Index b) {
        if (a >= b && b >= 0) entries.emplace_back(a, b, 1.0);
    });
    m_stiffness.resize(m_equations, m_equations);
    m_stiffness.setFromTriplets(entries.begin(), entries.end());
    m_slots.reserve(columns * rows * 324);
    each([&](Eigen::Index a, Eigen::Index b) {
        m_slots.push_back(a >= b && b >= 0 ? &m_stiffness.coeffRef(a, b) - m_stiffness.valuePtr() : -1);
    });
    m_factor.analyzePattern(m_stiffness);
}

// The tool's push on the upper edge of an element, at three Gauss points.
void System::press(const Eigen::VectorXd& u, const Load& tool, double displacement, std::size_t column,
                   ElementForces& made) const
{
    const double left = m_mesh.r[column], width = m_mesh.r[column + 1] - left;
    for (std::size_t p = 0; p < 3; ++p) {
        const double x = gauss_points[p], at = left + width * (1 + x) / 2;
        const double weight = gauss_weights[p] * width / 2 * (m_mesh.plane ? 1 : 2 * std::numbers::pi * at);
        const Eigen::Vector3d n = shape(x);
        double r = at, z = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            const Eigen::Index node = Eigen::Index(2 * m_mesh.node(2 * column + i, 0));
            r += n[Eigen::Index(i)] * u[node], z += n[Eigen::Index(i)] * u[node + 1];
        }
        const Gap gap = gap_at(tool, displacement, r, z);
        if (gap.distance >= 0) continue;
        const Eigen::Vector2d push = weight * m_penalty * gap.distance * gap.normal;
        const Eigen::Matrix2d tangent =
            weight * m_penalty * (gap.normal * gap.normal.transpose() + gap.distance * gap.curvature);
        for (int i = 0; i < 3; ++i)
            for (int a = 0; a < 2; ++a) {
                made.force[9 * a + 3 * i] += n[i] * push[a];
                for (int j = 0; j < 3; ++j)
                    for (int b = 0; b < 2; ++b)
                        made.stiffness(9 * a + 3 * i, 9 * b + 3 * j) += n[i] * n[j] * tangent(a, b);
            }
    }
}

void System::add(const ElementForces& made, const std::array<std::size_t, 18>& at, const Eigen::Index* slot)
{
    for (Eigen::Index a = 0; a < 18; ++a) m_force[Eigen::Index(at[std::size_t(a)])] += made.force[a];
    if (!slot) return;
    for (Eigen::Index a = 0; a < 18; ++a)
        for (Eigen::Index b = 0; b < 18; ++b, ++slot)
            if (*slot >= 0) m_stiffness.valuePtr()[*slot] += made.stiffness(a, b);
}

bool System::assemble(const Eigen::VectorXd& u, const Load& tool, double displacement, Wanted wanted)
{
    const bool stiff = wanted == Wanted::stiffness;
    m_force.setZero();
    if (stiff) std::fill_n(m_stiffness.valuePtr(), m_stiffness.nonZeros(), 0.0);
    ElementForces made;
    Nodal moved;
    const Eigen::Index* slot = m_slots.data();
    for (std::size_t column = 0; column < m_mesh.columns(); ++column)
        for (std::size_t row = 0; row < m_mesh.rows.size(); ++row, slot += 324) {
            const auto at = places(column, row);
            for (std::size_t n = 0; n < 18; ++n) moved[Eigen::Index(n)] = u[Eigen::Index(at[n])];
            const Element element{m_mesh.r[column], m_mesh.r[column + 1] - m_mesh.r[column],
                                  m_mesh.z[row + 1] - m_mesh.z[row], m_mesh.plane, m_mesh.rows[row]};
            if (!forces_at(element, moved, wanted, made)) return false;
            if (row == 0) press(u, tool, displacement, column, made);
            add(made, at, stiff ? slot : nullptr);
        }
    return true;
}

double System::tool_force(const Eigen::VectorXd& u, const Load& tool, double displacement) const
{
    double sum = 0;
    for (std::size_t column = 0; column < m_mesh.columns(); ++column) {
        ElementForces made{Nodal::Zero(), Eigen::Matrix<double, 18, 18>::Zero()};
        press(u, tool, displacement, column, made);
        sum -= made.force.tail<9>().sum();
    }
    return m_mesh.plane ? 2 * sum : sum;
}

bool System::factorise()
{
    m_factor.factorize(m_stiffness);
    return m_factor.info() == Eigen::Success;
}

Eigen::VectorXd System::solve(const Eigen::VectorXd& force) const
{
    Eigen::VectorXd free(m_equations), made = Eigen::VectorXd::Zero(force.size());
    for (std::size_t i = 0; i < unknowns(); ++i)
        if (m_equation[i] >= 0) free[m_equation[i]] = force[Eigen::Index(i)];
    const Eigen::VectorXd moved = m_factor.solve(free);
    for (std::size_t i = 0; i < unknowns(); ++i)
        if (m_equation[i] >= 0) made[Eigen::Index(i)] = moved[m_equation[i]];
    return made;
}

}  // namespace dermavox::mechanics::large_strain
