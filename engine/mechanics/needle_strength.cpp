#include "dermavox/mechanics/needle_strength.hpp"

#include <cmath>
#include <numbers>

namespace dermavox::mechanics {

using std::numbers::pi;

Force buckling_force(const device::Needle& needle, Length free_length, double end_factor)
{
    const double inertia = pi * std::pow(needle.diameter.si, 4) / 64, span = end_factor * free_length.si;
    return Force{pi * pi * needle.young_modulus.si * inertia / (span * span)};
}

Pressure bending_stress(const device::Needle& needle, Force lateral, Length free_length)
{
    return Pressure{32 * lateral.si * free_length.si / (pi * std::pow(needle.diameter.si, 3))};
}

}  // namespace dermavox::mechanics
