/// What each further pass adds.
#pragma once

#include "dermavox/mechanics/insertion.hpp"

#include <span>
#include <vector>

namespace dermavox::wound {
struct Wound;
}

namespace dermavox::metrics {

struct AfterPass {
    int passes;                   ///< made so far
    double punctures_per_area;    ///< [1/m2]
    double open_fraction;         ///< of the surface, by residual openings
    double independent_fraction;  ///< 1 - prod(1 - C_i), C_i what pass i alone opens: passes at independent offsets
};

class Domain;

/// From the first pass to the last, pass by pass. `insertions` as they were given to wound::carve.
/// domain: the treated part, which the figures refer to; null: the patch. Openings count there by their centre.
std::vector<AfterPass> after_passes(const wound::Wound& wound, std::span<const mechanics::Insertion> insertions,
                                    const Domain* domain = nullptr);

}  // namespace dermavox::metrics
