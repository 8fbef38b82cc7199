#include "dermavox/mechanics/puncture.hpp"

#include "dermavox/device/profile.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::mechanics {

namespace {

/// Of the circle's segment that a bevel leaves at `depth`: arc and chord.
double perimeter(const device::Needle& needle, Length depth)
{
    const double p = std::acos(std::clamp(1 - 2 * (depth / needle.taper), -1.0, 1.0));
    return needle.diameter.si * (p + std::sin(p));
}

}  // namespace

double bearing_area(const device::Needle& needle, Length depth)
{
    const double radius = device::radius_at(needle, depth.si), edge = needle.tip_radius.si;
    const double area = std::numbers::pi * radius * radius;
    if (needle.point != device::Point::bevel) return area;
    return area + perimeter(needle, depth) * edge + std::numbers::pi * edge * edge;
}

Force puncture_force(const Parameters& parameters, const device::Needle& needle, Length barrier)
{
    return Force{parameters.puncture_pressure.value.si * bearing_area(needle, barrier)};
}

}  // namespace dermavox::mechanics
