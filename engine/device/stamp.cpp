#include "dermavox/device/stamp.hpp"

#include "dermavox/core/unit_names.hpp"

#include <cmath>

namespace dermavox::device {
namespace {

void require_positive(double si, core::Dimension dimension, const std::string& key, core::Checklist& list)
{
    list.require(std::isfinite(si) && si > 0, key, core::format_quantity(si, dimension),
                 std::string(core::info_of(dimension).noun) + " above 0");
}

}  // namespace

Speed approach(const Stamp& stamp)
{
    const auto* impact = std::get_if<Impact>(&stamp.push);
    return impact ? impact->speed : std::get<Press>(stamp.push).approach;
}

Energy impact_energy(const Stamp& stamp)
{
    const auto* impact = std::get_if<Impact>(&stamp.push);
    return impact ? 0.5 * impact->mass * impact->speed * impact->speed : Energy{};
}

Length curvature_loss(const Stamp& stamp, Length rho)
{
    if (stamp.radius_of_curvature.si == 0) return {};
    return rho * rho / (2 * stamp.radius_of_curvature);
}

void check(const Stamp& stamp, core::Checklist& list)
{
    using core::Dimension;
    if (const auto* press = std::get_if<Press>(&stamp.push)) {
        require_positive(press->force.si, Dimension::force, "device.drive.force", list);
        require_positive(press->approach.si, Dimension::speed, "device.drive.speed", list);
    }
    if (const auto* impact = std::get_if<Impact>(&stamp.push)) {
        require_positive(impact->speed.si, Dimension::speed, "device.drive.speed", list);
        require_positive(impact->mass.si, Dimension::mass, "device.drive.mass", list);
    }
    require_positive(stamp.hold.si, Dimension::time, "device.stamp.hold", list);
    const double curvature = stamp.radius_of_curvature.si;
    list.require(std::isfinite(curvature) && curvature >= 0, "device.stamp.radius_of_curvature",
                 core::format_quantity(curvature, Dimension::length), "a length above 0, or 0 for flat");
}

}  // namespace dermavox::device
