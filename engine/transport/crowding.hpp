/// How openings crowd each other, beyond what their mean density already does.
///
/// S_i = sum over the others of 1/r less the same of an even density n, Ewald's short part:
///
///     S_i = sum_j erfc(alpha r_ij)/r_ij - 2 sqrt(pi) n/alpha - 2 alpha/sqrt(pi)
///
/// -3.90026 sqrt(n) on a square lattice, -3.92103 sqrt(n) on a hexagonal one (Bonsall and Maradudin, Phys. Rev. B 15,
/// 1977, doi:10.1103/PhysRevB.15.1959); near 0 for places at random, above it inside clusters. The long part is that
/// of an even density where a pattern is even over a few spacings.
#pragma once

#include "engine/transport/cells.hpp"

#include <vector>

namespace dermavox::transport {

inline constexpr double square_lattice_crowding = -3.900264920001956;  ///< 4 zeta(1/2) beta(1/2), times sqrt(n)

/// [1/m], by point. density > 0 [1/m2]: of the even background. Patches of fewer than four spacings take the square
/// lattice's.
std::vector<double> crowding_of(const std::vector<Point>& points, const Wrap& wrap, double density);

}  // namespace dermavox::transport
