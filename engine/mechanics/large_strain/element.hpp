/// The rectangle of nine nodes, quadratic in both directions, integrated at 3 x 3 Gauss points, total Lagrangian.
#pragma once

#include "engine/mechanics/large_strain/law.hpp"

#include <Eigen/Core>

namespace dermavox::mechanics::large_strain {

/// Displacements of the nodes, first all along r, then all along z. Node 3 i + j: i-th from the axis, j-th from
/// above.
using Nodal = Eigen::Matrix<double, 18, 1>;

struct Element {
    double r = 0, width = 0, height = 0;  ///< least distance from the axis, extent along r and z
    bool plane = false;                   ///< per unit length of a plane body instead of all round
    Material material{};
};

struct ElementForces {
    Nodal force;
    Eigen::Matrix<double, 18, 18> stiffness;
};

/// What is wanted of a body: its forces alone, or their exact derivative too.
enum class Wanted { forces, stiffness };

/// Internal forces and, where wanted, their derivative. False where the element is turned inside out.
bool forces_at(const Element& element, const Nodal& displacement, Wanted wanted, ElementForces& made);

/// Quadratic shape functions at -1, 0, 1 of x in [-1, 1], and their slopes.
Eigen::Vector3d shape(double x);
Eigen::Vector3d shape_slope(double x);
/// Gauss points of [-1, 1] and their weights.
inline constexpr double gauss_points[3]{-0.774596669241483377, 0, 0.774596669241483377};
inline constexpr double gauss_weights[3]{5.0 / 9, 8.0 / 9, 5.0 / 9};

}  // namespace dermavox::mechanics::large_strain
