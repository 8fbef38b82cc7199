/// What an evolving population needs: who is beaten by whom, who stands alone, and children of two parents.
///
/// Genes lie in their bounds; the first are real, the last `whole` are integers.
#pragma once

#include <cstddef>
#include <random>
#include <vector>

namespace dermavox::study {

using Genes = std::vector<double>;
using Engine = std::mt19937_64;

struct GeneBounds {
    Genes low, high;
    std::size_t whole = 0;  ///< genes at the end that are integers
};

/// Indices by rank: nobody beats the first front, only the first beats the second, and so on. All objectives are
/// minimised. Deb, Pratap, Agarwal, Meyarivan, IEEE Trans. Evol. Comput. 6(2), 2002, doi:10.1109/4235.996017
std::vector<std::vector<std::size_t>> fronts_of(const std::vector<std::vector<double>>& objectives);

/// Sum over the objectives of the distance between a point's two neighbours, as a share of the front's extent;
/// infinite at the ends. The same source.
std::vector<double> crowding_of(const std::vector<std::vector<double>>& front);

/// Simulated binary crossover of both in place, each gene with an even chance: the children's mean is the parents'
/// away from the bounds, their spread falls off as (ratio)^eta. Integers change places. Deb and Agrawal, Complex
/// Systems 9, 1995, in the form bounded on both sides.
void cross(Genes& one, Genes& two, const GeneBounds& bounds, double eta, Engine& engine);

/// Polynomial mutation, each gene with `chance`: steps within the bounds, large ones rare as eta grows. An integer
/// becomes any other in its bounds. Deb and Goyal, Computer Science and Informatics 26(4), 1996.
void mutate(Genes& genes, const GeneBounds& bounds, double chance, double eta, Engine& engine);

}  // namespace dermavox::study
