/// Points in the unit cube, each a pure function of (seed, index): the same design for any number of threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dermavox::study {

/// Row-major: `count` points of `dimensions` coordinates in [0, 1).
using UnitPoints = std::vector<std::vector<double>>;

/// Latin hypercube: each coordinate visits each of `count` equal strata once, at a random place in it.
/// McKay, Beckman, Conover. Technometrics 21(2), 1979. doi:10.2307/1268522
UnitPoints latin_hypercube(std::size_t count, std::size_t dimensions, std::uint64_t seed);

/// Sobol's sequence (Boost's, direction numbers of Joe and Kuo) with a random digital shift per coordinate; best
/// with a power of two points. Requires at most 3,667 dimensions.
/// Joe, Kuo. SIAM J. Sci. Comput. 30(5), 2008. doi:10.1137/070709359
UnitPoints shifted_sobol(std::size_t count, std::size_t dimensions, std::uint64_t seed);

/// `trajectories` x (dimensions + 1) points on a grid of four levels; neighbours in a trajectory differ in one
/// coordinate by 2/3, each coordinate once, in random order.
/// Morris. Technometrics 33(2), 1991. doi:10.1080/00401706.1991.10484804
UnitPoints morris_trajectories(std::size_t trajectories, std::size_t dimensions, std::uint64_t seed);

/// Blocks of dimensions + 2 points: a row of A, a row of B, and A with coordinate i from B, for each i; A and B are
/// the two halves of a shifted Sobol sequence.
/// Saltelli et al. Comput. Phys. Commun. 181(2), 2010. doi:10.1016/j.cpc.2009.09.018
UnitPoints saltelli_blocks(std::size_t rows, std::size_t dimensions, std::uint64_t seed);

}  // namespace dermavox::study
