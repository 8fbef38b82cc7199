/// Linear elastic solid of revolution under loads that shift its axis: the first harmonic round the axis,
///
///     u_r = U(r, z) cos a,   u_a = -V(r, z) sin a,   u_z = W(r, z) cos a
///
/// with an in-plane prestress p that adds p |grad_h u|^2/2, grad_h along x and y, to the energy. Over the angle,
///     E = pi/2 int [ lam tr^2 + 2 mu (U_r^2 + H^2 + W_z^2) + mu ((U_z + W_r)^2 + (V_r + H)^2 + (V_z + W/r)^2)
///                    + p (U_r^2 + V_r^2 + 2 H^2 + W_r^2 + (W/r)^2) ] r dr dz,    H = (U - V)/r,  tr = U_r + H + W_z
/// Elements are biquadratic; the change of volume is taken at 2 x 2 points, so that nearly incompressible solids (nu
/// up to 0.4999) do not lock. Plain doubles, SI. Private to mechanics.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace dermavox::mechanics {

struct Solid {
    double shear_modulus = 1;
    double poisson_ratio = 0.3;  ///< 0 .. 0.4999
    double prestress = 0;        ///< p, >= 0
};

/// What moves a node. A node that is `moved` follows the two unit shifts by its shares: U = V = share, W = 0.
struct Support {
    bool moved = false;
    bool axis = false;   ///< r = 0: U = V, W = 0
    bool level = false;  ///< W = 0
    std::array<double, 2> share{};
};

/// Rows of elements along z (downwards), `across` elements in each. Nodes count along r first.
struct RingMesh {
    std::size_t across = 0;
    std::vector<Solid> solids;  ///< by row
    std::vector<double> r, z;   ///< of each node
    std::vector<Support> supports;

    std::size_t columns() const { return 2 * across + 1; }
    std::size_t node(std::size_t column, std::size_t row) const { return row * columns() + column; }
};

/// Symmetric stiffness between the two shifts, and what the first row of nodes does when both are 1.
struct ShiftStiffness {
    double first = 0, cross = 0, second = 0;   ///< energy is first a^2/2 + cross a b + second b^2/2 [N/m]
    std::vector<std::array<double, 2>> top{};  ///< U, V by column
};

ShiftStiffness shift_stiffness(const RingMesh& mesh);

}  // namespace dermavox::mechanics
