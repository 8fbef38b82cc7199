// Circles, figures of eight and free paths.
#include "engine/motion/patterns.hpp"

#include <cmath>
#include <numbers>

namespace dermavox::motion {
namespace {

using std::numbers::pi;

Leg glide(Point from, double heading, double length, double speed)
{
    return {
        .x = from.x, .y = from.y, .heading = heading, .speed = speed, .duration = length / speed, .length = length};
}

bool timed(const std::vector<PathPoint>& path) { return !std::isnan(path.front().time); }

double direction(const PathPoint& from, const PathPoint& to) { return std::atan2(to.y - from.y, to.x - from.x); }

}  // namespace

Route circles(const Order& order)
{
    const Plan& plan = order.plan;
    const double w = plan.width.si, h = plan.height.si, v = plan.speed.si, spacing = order.spacing();
    const double largest = std::hypot(w, h) / 2 + order.overshoot();
    Route route;
    for (double k = std::floor(largest / spacing); k >= 0; --k) {
        const double radius = (k + 0.5 + order.shift(0)) * spacing;
        if (radius <= 0) continue;
        Leg leg = glide({w / 2 + radius, h / 2}, pi / 2, 2 * pi * radius, v);
        leg.curvature = 1 / radius;
        route.append(leg, route.legs.empty() ? 0 : plan.lift_time.si);
    }
    return route;
}

Route figures_of_eight(const Order& order)
{
    const Plan& plan = order.plan;
    const Family family = family_of(order, 0);
    const double v = plan.speed.si, step = family.spacing, loop = step / 4;
    Route route;
    for (std::size_t k = 0; k < family.across.size(); ++k) {
        const double y = plan.height.si / 2 + family.across[k];
        double wait = k > 0 ? plan.lift_time.si : 0;
        for (double x = family.low + step / 2; x <= family.high; x += step) {
            const Point here{plan.width.si / 2 + x, y};
            for (const double side : {1.0, -1.0}) {
                Leg circle = glide(here, 0, 2 * pi * loop, v);
                circle.curvature = side / loop;
                route.append(circle, wait);
                wait = 0;
            }
            route.append(glide(here, 0, step, v));
        }
    }
    return route;
}

Route path_of_glides(const Order& order)
{
    const auto& path = order.plan.path;
    Route route;
    for (std::size_t k = 0; k + 1 < path.size(); ++k) {
        const PathPoint &from = path[k], &to = path[k + 1];
        const double length = std::hypot(to.x - from.x, to.y - from.y);
        Leg leg{.x = from.x, .y = from.y, .heading = direction(from, to), .length = length};
        leg.orientation = std::isnan(from.heading) ? leg.heading : from.heading;
        if (timed(path)) {
            leg.duration = to.time - from.time;
            leg.speed = length / leg.duration;
        } else {
            leg.duration = 2 * length / (from.speed + to.speed);
            leg.speed = from.speed;
            leg.acceleration = length > 0 ? (to.speed - from.speed) / leg.duration : 0;
        }
        if (leg.duration > 0) route.append(leg);
    }
    return route;
}

}  // namespace dermavox::motion
