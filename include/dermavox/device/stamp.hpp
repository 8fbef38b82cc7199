/// A stamp or array patch: pressed onto the skin by a force or thrown at it.
#pragma once

#include "dermavox/core/checklist.hpp"
#include "dermavox/core/units.hpp"

#include <variant>

namespace dermavox::device {

/// A hand or a spring: constant force, slow.
struct Press {
    Force force{10};
    Speed approach{10e-3};  ///< of the needles as they meet the skin; no published figure was found
};

/// A mass in flight: m v^2/2 is what the skin can take up.
struct Impact {
    Speed speed{2};
    Mass mass{20e-3};
};

struct Stamp {
    std::variant<Press, Impact> push = Press{};
    Time hold{1};                  ///< that the stamp stays down; no published figure was found
    Length radius_of_curvature{};  ///< of the body under it, or of the stamp itself; 0 = both flat
};

/// Speed of the tips as they meet the skin.
Speed approach(const Stamp& stamp);
/// Energy at impact, m v^2/2; 0 for a press.
Energy impact_energy(const Stamp& stamp);
/// rho^2/(2 radius of curvature): depth that a needle rho from the centre loses; 0 when flat.
Length curvature_loss(const Stamp& stamp, Length rho);

/// Notes what is wrong, keys under device.drive and device.stamp.
void check(const Stamp& stamp, core::Checklist& list);

}  // namespace dermavox::device
