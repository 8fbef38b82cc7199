#include "dermavox/mechanics/puncture.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::mechanics {

Force puncture_force(const Parameters& p, Length tip_diameter, Length barrier, Speed speed)
{
    const double d = tip_diameter.si;
    const double energy = p.puncture_line.value.si * d;
    const double stress = p.puncture_pressure.value.si * std::numbers::pi / 4 * d * d;
    const double thickness = std::pow(barrier / p.puncture_thickness.value, p.thickness_exponent.value);
    const double hurry = std::pow(speed / p.speed_reference.value, -p.speed_exponent.value);
    return Force{std::max(energy, stress) * thickness * std::max<double>(hurry, p.speed_floor.value)};
}

}  // namespace dermavox::mechanics
