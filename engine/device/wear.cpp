#include "dermavox/device/wear.hpp"

#include "dermavox/device/profile.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::device {

Volume tip_volume_lost(Length tip_radius, Angle half_angle)
{
    const double s = std::sin(half_angle), c = std::cos(half_angle), r = tip_radius.si;
    const double shape = c * c * c * c / (3 * s) - (1 - s) * (1 - s) * (2 + s) / 3;
    return {std::numbers::pi * r * r * r * shape};
}

Length worn_tip_radius(const Needle& needle, Volume per_stroke, std::uint64_t strokes)
{
    const Angle angle = half_angle(needle);
    const double unit = tip_volume_lost({1}, angle).si;  // V(r) = unit r^3
    const double worn = double(strokes) * per_stroke.si / unit;
    const double radius = std::cbrt(std::pow(needle.tip_radius.si, 3) + worn);
    return {std::min(radius, needle.diameter.si / 2)};
}

}  // namespace dermavox::device
