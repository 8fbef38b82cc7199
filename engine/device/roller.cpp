#include "dermavox/device/roller.hpp"

#include "dermavox/core/unit_names.hpp"
#include "engine/device/checks.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::device {
namespace {

/// Angular speed of the drum.
double turning(const Roller& roller, Speed travel) { return travel.si / ((1 - roller.slip) * roller.radius.si); }

}  // namespace

Angle half_angle(const Roller& roller, Length needle, Length z)
{
    const double r = roller.radius.si;
    return std::acos(std::min(1.0, (r + z.si) / (r + needle.si)));
}

TipPlace tip_at(const Roller& roller, Length needle, Angle angle)
{
    const Length arm = roller.radius + needle;
    return {(1 - roller.slip) * angle * roller.radius - std::sin(angle) * arm, std::cos(angle) * arm - roller.radius};
}

Length opening_swept(const Roller& roller, Length needle, Length z)
{
    const double r = roller.radius.si, end = half_angle(roller, needle, z);
    const auto crossing = [&](double a) { return (1 - roller.slip) * r * a - (r + z.si) * std::tan(a); };
    // odd in a: on (0, end) it falls throughout, or (a dragged drum) first rises to where cos^2 a = q
    double highest = std::max(0.0, -crossing(end));
    const double q = (r + z.si) / ((1 - roller.slip) * r);
    const double turn = q < 1 ? std::acos(std::sqrt(q)) : 0;
    highest = std::max(highest, turn < end ? crossing(turn) : crossing(end));
    return {2 * highest};
}

Time dwell(const Roller& roller, Length needle, Speed travel, Length z)
{
    return {2 * half_angle(roller, needle, z) / turning(roller, travel)};
}

Speed tip_speed(const Roller& roller, Length needle, Speed travel, Length z)
{
    const double a = half_angle(roller, needle, z), arm = roller.radius.si + needle.si;
    const double forward = travel.si - turning(roller, travel) * arm * std::cos(a);
    const double down = turning(roller, travel) * arm * std::sin(a);
    return {std::hypot(forward, down)};
}

Length station_arc(const Roller& roller) { return (2 * std::numbers::pi / roller.around) * roller.radius; }

Length station_pitch(const Roller& roller) { return (1 - roller.slip) * station_arc(roller); }

double needles_in_skin(const Roller& roller, int needles, Length needle)
{
    return needles * half_angle(roller, needle) / std::numbers::pi;
}

void check(const Roller& roller, core::Checklist& list)
{
    const auto text = [](Length length) { return core::format_quantity(length.si, core::Dimension::length); };
    const std::string key = "device.roller.";
    list.require(positive(roller.radius.si), key + "radius", text(roller.radius), "a length above 0");
    list.require(positive(roller.width.si), key + "width", text(roller.width), "a length above 0");
    list.require(roller.around >= 1, key + "around", std::to_string(roller.around), "at least 1");
    list.require(roller.slip > -1 && roller.slip < 1, key + "slip", core::format_number(roller.slip),
                 "a ratio between -1 and 1");
    list.require(positive(roller.force.si), key + "force",
                 core::format_quantity(roller.force.si, core::Dimension::force), "a force above 0");
}

}  // namespace dermavox::device
