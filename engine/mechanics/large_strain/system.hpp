/// Forces and stiffness of all elements and of a tool on their surface, and linear solves with the stiffness.
#pragma once

#include "engine/mechanics/large_strain/element.hpp"
#include "engine/mechanics/large_strain/mesh.hpp"

#include <Eigen/SparseCholesky>
#include <array>
#include <vector>

namespace dermavox::mechanics::large_strain {

/// Displacements and forces of node n stand at 2 n (along r) and 2 n + 1 (down).
class System
{
public:
    /// penalty: pressure per depth inside the tool [Pa/m].
    System(Mesh mesh, double penalty);

    /// Forces at u under the tool and, where wanted, their derivative. False where an element is turned inside out.
    bool assemble(const Eigen::VectorXd& u, const Load& tool, double displacement, Wanted wanted);
    const Eigen::VectorXd& force() const { return m_force; }
    /// Force of the tool on the surface at u, downwards.
    double tool_force(const Eigen::VectorXd& u, const Load& tool, double displacement) const;

    /// The stiffness assembled last. False where it cannot be factorised.
    bool factorise();
    /// Displacements under forces by the stiffness factorised last; 0 where the body is held.
    Eigen::VectorXd solve(const Eigen::VectorXd& force) const;

    const Mesh& mesh() const { return m_mesh; }
    std::size_t unknowns() const { return 2 * m_mesh.nodes(); }

private:
    using Matrix = Eigen::SparseMatrix<double>;
    void make_pattern();
    std::array<std::size_t, 18> places(std::size_t column, std::size_t row) const;
    void add(const ElementForces& made, const std::array<std::size_t, 18>& at, const Eigen::Index* slot);
    void press(const Eigen::VectorXd& u, const Load& tool, double displacement, std::size_t column,
               ElementForces& made) const;

    Mesh m_mesh;
    double m_penalty;
    Eigen::VectorXd m_force;
    std::vector<Eigen::Index> m_equation;  ///< of each unknown; -1 where it is held
    Matrix m_stiffness;                    ///< lower triangle
    std::vector<Eigen::Index> m_slots;     ///< 324 of each element, into the stiffness' values; -1 for none
    Eigen::SimplicialLDLT<Matrix, Eigen::Lower> m_factor;
    Eigen::Index m_equations = 0;
};

}  // namespace dermavox::mechanics::large_strain
