#include "dermavox/mechanics/needle_strength.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace dermavox::mechanics {

using std::numbers::pi;

Force buckling_force(const device::Needle& needle, Length free_length, double end_factor)
{
    const double inertia = pi * std::pow(needle.diameter.si, 4) / 64, span = end_factor * free_length.si;
    return Force{pi * pi * needle.young_modulus.si * inertia / (span * span)};
}

Force weakest_buckling(const device::Device& device)
{
    Force weakest{std::numeric_limits<double>::infinity()};
    for (const device::Needle& needle : device::needle_types(device))
        weakest = std::min(weakest, buckling_force(needle, needle.length));
    return weakest;
}

Pressure bending_stress(const device::Needle& needle, Force lateral, Length free_length)
{
    return Pressure{32 * lateral.si * free_length.si / (pi * std::pow(needle.diameter.si, 3))};
}

}  // namespace dermavox::mechanics
