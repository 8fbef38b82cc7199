#include "dermavox/device/power.hpp"

#include "dermavox/device/drive.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace dermavox::device {
namespace {

constexpr int phases = 720;

double spring_force(const Drive& drive, const ReturnSpring& spring, double phase)
{
    return spring.preload.si + spring.rate.si * drive.stroke.si * (1 - retraction(drive.linkage, phase));
}

}  // namespace

Force float_margin(const Drive& drive, const ReturnSpring& spring)
{
    const double f = drive.frequency.si;
    double least = std::numeric_limits<double>::infinity();
    for (int k = 0; k < phases; ++k) {
        const double phase = double(k) / phases;
        const double inertia = spring.moving.si * drive.stroke.si * f * f * acceleration(drive.linkage, phase);
        least = std::min(least, spring_force(drive, spring, phase) - inertia);
    }
    return {least};
}

Frequency float_limit(const Drive& drive, const ReturnSpring& spring)
{
    double least = std::numeric_limits<double>::infinity();
    for (int k = 0; k < phases; ++k) {
        const double phase = double(k) / phases;
        const double per_f2 = spring.moving.si * drive.stroke.si * acceleration(drive.linkage, phase);
        if (per_f2 > 0) least = std::min(least, spring_force(drive, spring, phase) / per_f2);
    }
    return {std::sqrt(least)};
}

Energy mean_torque(Energy work_per_cycle) { return work_per_cycle / (2 * std::numbers::pi); }

Frequency running_frequency(const Motor& motor, Energy work_per_cycle)
{
    const double load = mean_torque(work_per_cycle) / motor.stall_torque;
    return std::max(0.0, 1 - load) * motor.free_speed;
}

}  // namespace dermavox::device
