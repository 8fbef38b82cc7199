// Straight lines: raster, one-way, cross-hatch, four-way, star.
#include "dermavox/core/random.hpp"
#include "engine/motion/patterns.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace dermavox::motion {
namespace {

constexpr double degree = std::numbers::pi / 180;

struct Turns {
    std::vector<double> directions;  ///< degrees, pass by pass and then again
    bool back_and_forth;
};

const Turns& turns_of(const std::string& pattern)
{
    static const std::map<std::string, Turns> all{{"raster", {{0}, true}},
                                                  {"one-way", {{0}, false}},
                                                  {"cross-hatch", {{0, 90}, true}},
                                                  {"four-way", {{0, 90, 45, 135}, true}},
                                                  {"star", {{0, 45, 90, 135, 180, 225, 270, 315}, false}}};
    return all.at(pattern);
}

/// A straight glide that gathers speed from rest over the plan's ramp, where asked, and loses it again.
void append_glide(Route& route, Leg from, const Plan& plan, bool from_rest, bool to_rest)
{
    const double length = from.length, v = plan.speed.si;
    const double ramps = plan.ramp.si > 0 ? double(from_rest) + double(to_rest) : 0;
    const double a = ramps > 0 ? v * v / (2 * plan.ramp.si) : 0;
    const double ramp = ramps > 0 ? std::min(plan.ramp.si, length / ramps) : 0;
    const double peak = ramps > 0 ? std::sqrt(2 * a * ramp) : v;
    const double wait = from.waited;
    bool first = true;
    const auto add = [&](double part, double speed, double acceleration, double duration) {
        if (part <= 0) return;
        from.length = part, from.speed = speed, from.acceleration = acceleration, from.duration = duration;
        route.append(from, first ? wait : 0);
        first = false;
        from.x += part * std::cos(from.heading), from.y += part * std::sin(from.heading);
    };
    if (from_rest && ramp > 0) add(ramp, 0, a, peak / a);
    const double cruise = length - ramps * ramp;
    if (cruise > 1e-12 * length) add(cruise, peak, 0, cruise / peak);
    if (to_rest && ramp > 0) add(ramp, peak, -a, peak / a);
}

/// Half circle from one line's end to its neighbour's start.
Leg half_circle(const Route& route, double spacing, bool left, double speed)
{
    const Leg& last = route.legs.back();
    Leg arc = last;
    arc.x += last.length * std::cos(last.heading), arc.y += last.length * std::sin(last.heading);
    arc.curvature = (left ? 2 : -2) / spacing;
    arc.length = std::numbers::pi * spacing / 2;
    arc.speed = speed, arc.acceleration = 0, arc.duration = arc.length / speed;
    return arc;
}

}  // namespace

double Order::overshoot() const
{
    return device::reach_of(device.cartridge) + travel_per_cycle(plan, device).si + 3 * plan.hand.wander.si;
}

double Order::shift(std::uint64_t draw) const
{
    if (plan.repeat == Repeat::exact) return 0;
    return core::Random(seed, core::Purpose::pass_offset).uniform({.pass = pass, .draw = draw}) - 0.5;
}

std::vector<double> lattice_places(const Order& order, double extent, std::uint64_t draw)
{
    const double spacing = order.spacing(), shift = order.shift(draw);
    std::vector<double> places;
    if (order.plan.edges == Edges::periodic) {
        const double count = std::max(1.0, std::round(extent / spacing));
        for (double k = 0; k < count; ++k) places.push_back((k + 0.5 + shift) * extent / count);
        return places;
    }
    const double lines = std::ceil(extent / spacing * (1 - 1e-12));
    const double first = extent / 2 - (lines - 1) / 2 * spacing + shift * spacing;
    const double low = -order.overshoot(), high = extent + order.overshoot();
    for (double k = std::ceil((low - first) / spacing); first + k * spacing <= high; ++k)
        places.push_back(first + k * spacing);
    return places;
}

std::vector<double> directions_of(const std::string& pattern)
{
    if (pattern == "figure-eight") return {0};
    std::vector<double> directions = turns_of(pattern).directions;
    for (double& direction : directions) direction *= degree;
    return directions;
}

Family family_of(const Order& order, double direction)
{
    const double width = order.plan.width.si, height = order.plan.height.si;
    const double c = std::abs(std::cos(direction)), s = std::abs(std::sin(direction));
    const bool periodic = order.plan.edges == Edges::periodic;
    const double half = (width * c + height * s) / 2 + (periodic ? 0 : order.overshoot());
    const double extent = width * s + height * c;
    Family family{direction, -half, half, lattice_places(order, extent, 0), order.spacing()};
    if (periodic) family.spacing = extent / double(family.across.size());
    for (double& across : family.across) across -= extent / 2;
    return family;
}

Route lines(const Order& order)
{
    const Plan& plan = order.plan;
    const Turns& turns = turns_of(plan.pattern);
    double direction = turns.directions[order.pass % turns.directions.size()] * degree;
    if (plan.angle_noise > 0)
        direction += plan.angle_noise *
                     core::Random(order.seed, core::Purpose::pass_offset).normal({.pass = order.pass, .draw = 2});
    const Family family = family_of(order, direction);
    const double c = std::cos(direction), s = std::sin(direction);
    const bool arcs = plan.turn == Turn::arc;

    Route route;
    for (std::size_t k = 0; k < family.across.size(); ++k) {
        const bool back = turns.back_and_forth && k % 2 == 1, last = k + 1 == family.across.size();
        const double along = back ? family.high : family.low, across = family.across[k];
        append_glide(route,
                     {.x = plan.width.si / 2 + along * c - across * s,
                      .y = plan.height.si / 2 + along * s + across * c,
                      .heading = direction + (back ? std::numbers::pi : 0),
                      .orientation = direction,
                      .length = family.high - family.low,
                      .waited = k > 0 && !arcs ? plan.lift_time.si : 0},
                     plan, k == 0 || !arcs, last || !arcs);
        if (arcs && !last) route.append(half_circle(route, family.spacing, !back, plan.speed.si));
    }
    return route;
}

}  // namespace dermavox::motion
