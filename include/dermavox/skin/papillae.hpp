/// The dermal-epidermal junction: papillae of the dermis that stand into the epidermis, between rete ridges.
///
/// One papilla to each cell of a lattice of 1/density area, at a random place in its cell, rows shifted
/// against each other at random. Papilla k lifts the junction by
///
///     h_k (1 - r^2/a^2)^2  for r < a,      h_k lognormal with mean h and coefficient of variation `scatter`
///
/// and the whole junction lies h n pi a^2/3 deeper, so that its mean over the patch stays where the layers put
/// it. Papillae do not overlap. Variance: n pi a^2 h^2 (1 + scatter^2)/5 - (h n pi a^2/3)^2.
///
/// Height falls with age while the number per area stays (volar forearm, 48 persons): Liao et al. 2014,
/// doi:10.1364/BOE.5.003266.
#pragma once

#include "dermavox/skin/property.hpp"

namespace dermavox::skin {

struct Papillae {
    Property<Length> height{{0}, 0, Basis::assumed, "a plane junction unless stated"};  ///< h, >= 0
    Property<Quantity<-2, 0, 0>> density{
        {84e6}, 0, Basis::memory, "confocal counts; constant with age: doi:10.1364/BOE.5.003266"};  ///< n, > 0
    Property<Length> radius{43.0_um, 0, Basis::assumed, "at the foot, nearly touching"};            ///< a, > 0
    Property<Ratio> scatter{0.2, 0, Basis::assumed, "between papillae, no figure adopted"};         ///< >= 0
};

/// The highest h whose mean papilla leaves 5 % of the layer above it: 0.95 thickness/(1 - n pi a^2/3).
Length highest_papillae(const Papillae& papillae, Length thickness_above);

}  // namespace dermavox::skin
