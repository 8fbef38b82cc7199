/// A Press's skin at the turn of a stroke: all elastic stress has fallen to a share `kept` while shaft and surface
/// stood still. Forces and stiffnesses are that share of what they were, tension and inertia among them, so that
/// every dimple and level stays; cuts and adhesion are as they were, and so is the cap's force at rest.
#pragma once

#include "engine/mechanics/press_state.hpp"

#include <memory>
#include <vector>

namespace dermavox::mechanics {

struct RelaxedSkin {
    std::vector<std::unique_ptr<const NeedleResponse>> responses;  ///< by type of needle
    std::vector<NeedleLaw> laws;                                   ///< point into `responses` and the state
    Couplings couplings;

    /// `state` is kept by reference. 0 < kept <= 1.
    RelaxedSkin(const Press::State& state, double kept);
};

}  // namespace dermavox::mechanics
