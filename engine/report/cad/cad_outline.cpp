#include "engine/report/cad/cad_outline.hpp"

#include "dermavox/device/profile.hpp"

#include <cmath>
#include <numbers>

namespace dermavox::report {
namespace {

/// A quarter of the sphere, as far as the cone that touches it.
void add_sphere(const device::Needle& needle, std::vector<device::ProfileRow>& rows)
{
    constexpr int steps = 12;
    const double r = needle.tip_radius.si, turn = std::numbers::pi / 2 - device::half_angle(needle).si;
    for (int k = 1; k <= steps && r > 0; ++k) {
        const double angle = turn * k / steps;
        rows.push_back({r * (1 - std::cos(angle)), r * std::sin(angle)});
    }
}

void add_bevel(const device::Needle& needle, std::vector<device::ProfileRow>& rows)
{
    constexpr int steps = 64;
    const device::Profile profile(needle);
    for (int k = 1; k < steps; ++k) {
        const double distance = needle.taper.si * k / steps;
        rows.push_back({distance, profile.radius(distance)});
    }
}

}  // namespace

std::vector<device::ProfileRow> outline_of(const device::Needle& needle)
{
    std::vector<device::ProfileRow> rows{{0, 0}};
    if (needle.point == device::Point::cone) add_sphere(needle, rows);
    if (needle.point == device::Point::bevel) add_bevel(needle, rows);
    if (needle.point == device::Point::table) rows = needle.profile;
    const double shaft = needle.diameter.si / 2;
    if (rows.back().distance < needle.taper.si) rows.push_back({needle.taper.si, shaft});
    if (rows.back().distance < needle.length.si) rows.push_back({needle.length.si, shaft});
    return rows;
}

}  // namespace dermavox::report
