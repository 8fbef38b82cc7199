#include "dermavox/device/drive.hpp"

#include "dermavox/core/unit_names.hpp"
#include "engine/device/checks.hpp"

#include <cmath>
#include <limits>
#include <numbers>

namespace dermavox::device {
namespace {

using std::numbers::pi;

bool not_negative(double si) { return std::isfinite(si) && si >= 0; }

/// Retraction at which a tip is at depth z, as a fraction of the stroke.
double fraction_at(const Drive& drive, Length dial, Length z) { return (dial - z) / drive.stroke; }

void check_power(const Drive& drive, core::Checklist& list)
{
    const std::string key = "device.drive.";
    if (const auto& spring = drive.spring) {
        list.require(not_negative(spring->preload.si), key + "force",
                     core::format_quantity(spring->preload.si, core::Dimension::force), "a force of 0 or more");
        list.require(not_negative(spring->rate.si), key + "rate",
                     core::format_quantity(spring->rate.si, core::Dimension::tension), "0 N/m or more");
        list.require(positive(spring->moving.si), key + "mass",
                     core::format_quantity(spring->moving.si, core::Dimension::mass), "a mass above 0");
    }
    if (const auto& motor = drive.motor) {
        list.require(positive(motor->stall_torque.si), key + "motor_torque",
                     core::format_quantity(motor->stall_torque.si, core::Dimension::torque), "a torque above 0");
        list.require(positive(motor->free_speed.si), key + "motor_free_speed",
                     core::format_quantity(motor->free_speed.si, core::Dimension::frequency), "a frequency above 0");
    }
}

/// A spring that lets the carrier off its cam makes another motion than the one computed.
void check_float(const Drive& drive, core::Checklist& list)
{
    if (!drive.spring || !list.problems().empty()) return;
    const Frequency limit = float_limit(drive, *drive.spring);
    const auto text = [](Frequency f) { return core::format_quantity(f.si, core::Dimension::frequency); };
    list.require(
        drive.frequency <= limit, "device.drive.frequency", text(drive.frequency),
        "at most " + text({std::floor(10 * limit.si) / 10}) +
            ", up to which the return spring holds the needles on their cam",
        "above it they float off the cam and stay in the skin: a stronger spring, less mass or fewer strokes");
}

}  // namespace

Length tip_depth(const Drive& drive, Length dial, double phase)
{
    return dial - retraction(drive.linkage, phase) * drive.stroke;
}

Angle half_angle(const Drive& drive, Length dial, Length z) { return pi * duty(drive, dial, z); }

double duty(const Drive& drive, Length dial, Length z)
{
    return share_below(drive.linkage, fraction_at(drive, dial, z));
}

Time dwell(const Drive& drive, Length dial, Length z) { return Ratio(duty(drive, dial, z)) / drive.frequency; }

Speed tip_speed(const Drive& drive, Length dial, Length z)
{
    return crossing_rate(drive.linkage, fraction_at(drive, dial, z)) * (drive.frequency * drive.stroke);
}

Length clearance(const Drive& drive, Length dial) { return drive.stroke - dial; }

Length rigid_slit(const Drive& drive, Length dial, Speed glide, Length z) { return glide * dwell(drive, dial, z); }

Length pitch(const Drive& drive, Speed glide) { return glide / drive.frequency; }

Speed slit_limit(const Drive& drive, Length dial, Length allowance) { return allowance / dwell(drive, dial); }

Speed groove_limit(const Drive& drive, Length dial, Length opening)
{
    if (clearance(drive, dial).si <= 0) return {std::numeric_limits<double>::infinity()};
    return drive.frequency * opening;
}

Angle entry_slant(const Drive& drive, Length dial, Speed glide)
{
    return std::atan2(glide.si, tip_speed(drive, dial).si);
}

void check(const Drive& drive, Length dial, Length deepest, core::Checklist& list)
{
    const double f = drive.frequency.si, s = drive.stroke.si;
    list.require(positive(f), "device.drive.frequency", core::format_quantity(f, core::Dimension::frequency),
                 "a frequency above 0", "write e.g. \"110 Hz\"");
    list.require(positive(s), "device.drive.stroke", text(drive.stroke), "a length above 0", "write e.g. \"3 mm\"");
    list.require(!(s > 0 && dial.si > 0) || deepest < drive.stroke, "device.depth",
                 text(dial) + (deepest > dial ? ", the longest needle " + text(deepest) : ""),
                 "less than the stroke, " + text(drive.stroke),
                 "at this depth needles never leave the skin and tear it continuously");
    check(drive.linkage, list);
    check_power(drive, list);
    check_float(drive, list);
}

}  // namespace dermavox::device
