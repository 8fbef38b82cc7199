#include "dermavox/motion/route.hpp"

#include "engine/motion/patterns.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::motion {

Pose pose_at(const Leg& leg, double h)
{
    const double s = h * (leg.speed + leg.acceleration * h / 2), speed = leg.speed + leg.acceleration * h;
    if (leg.curvature == 0)
        return {leg.x + s * std::cos(leg.heading), leg.y + s * std::sin(leg.heading), leg.heading, speed};
    const double turned = leg.heading + leg.curvature * s;
    return {leg.x + (std::sin(turned) - std::sin(leg.heading)) / leg.curvature,
            leg.y + (std::cos(leg.heading) - std::cos(turned)) / leg.curvature, turned, speed};
}

void Route::append(Leg leg, double wait)
{
    leg.start = duration();
    leg.before = length();
    leg.waited = waited() + wait;
    legs.push_back(leg);
}

double Route::duration() const { return legs.empty() ? 0 : legs.back().start + legs.back().duration; }

double Route::length() const { return legs.empty() ? 0 : legs.back().before + legs.back().length; }

double Route::waited() const { return legs.empty() ? 0 : legs.back().waited; }

const Leg& Route::leg_at(double time) const
{
    const auto next = std::upper_bound(legs.begin() + 1, legs.end(), time,
                                       [](double at, const Leg& leg) { return at < leg.start; });
    return *std::prev(next);
}

double Route::time_at_length(double travelled) const
{
    const auto next = std::upper_bound(legs.begin() + 1, legs.end(), travelled,
                                       [](double at, const Leg& leg) { return at < leg.before; });
    const Leg& leg = *std::prev(next);
    const double s = std::clamp(travelled - leg.before, 0.0, leg.length);
    // root of v h + a h^2/2 = s that does not cancel; a leg that ends at rest may round below zero
    const double end_speed = std::sqrt(std::max(0.0, leg.speed * leg.speed + 2 * leg.acceleration * s));
    return s == 0 ? leg.start : leg.start + 2 * s / (leg.speed + end_speed);
}

Length travel_per_cycle(const Plan& plan, const device::Device& device)
{
    if (device.kind == device::Kind::roller) return device::station_pitch(device.roller);
    if (by_places(plan, device)) return {};
    return device::pitch(device.drive, plan.speed);
}

Route route_of(const Plan& plan, const device::Device& device, std::uint32_t pass, std::uint64_t seed)
{
    const Order order{plan, device, pass, seed};
    if (plan.pattern == "path") return by_places(plan, device) ? path_of_places(order) : path_of_glides(order);
    if (plan.pattern == "grid") return grid_of_places(order);
    if (plan.pattern == "random") return random_places(order);
    if (plan.pattern == "circles") return circles(order);
    if (plan.pattern == "figure-eight") return figures_of_eight(order);
    return lines(order);
}

}  // namespace dermavox::motion
