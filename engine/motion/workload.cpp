#include "dermavox/motion/workload.hpp"

#include "dermavox/motion/route.hpp"
#include "engine/motion/hand_noise.hpp"
#include "engine/motion/patterns.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::motion {
namespace {

using std::numbers::pi;

/// Of one pass.
struct Pass {
    double length = 0;    ///< glided [m]
    double duration = 0;  ///< on the skin, or at its places [s]
    double cycles = 0;
    double legs = 0;
};

/// Of a pass's cycles: those whose middle lies over the patch.
double share_inside(const Order& order, double area)
{
    if (order.plan.edges == Edges::periodic) return 1;
    return std::min(1.0, order.plan.width.si * order.plan.height.si / area);
}

Pass glided(const Order& order, double length, double duration, double legs)
{
    const bool drum = order.device.kind == device::Kind::roller;
    const double cycles =
        drum ? length / travel_per_cycle(order.plan, order.device).si : duration * order.device.drive.frequency.si;
    return {length, duration, cycles, legs};
}

double path_length(const std::vector<PathPoint>& path)
{
    double length = 0;
    for (std::size_t k = 0; k + 1 < path.size(); ++k)
        length += std::hypot(path[k + 1].x - path[k].x, path[k + 1].y - path[k].y);
    return length;
}

Pass of_path(const Order& order)
{
    const auto& path = order.plan.path;
    if (by_places(order.plan, order.device))
        return {0, double(path.size()) * order.device.stamp.hold.si, double(path.size()), double(path.size())};
    double duration = path.back().time - path.front().time;
    if (std::isnan(path.front().time)) {
        duration = 0;
        for (std::size_t k = 0; k + 1 < path.size(); ++k)
            duration += 2 * std::hypot(path[k + 1].x - path[k].x, path[k + 1].y - path[k].y) /
                        (path[k].speed + path[k + 1].speed);
    }
    return glided(order, path_length(path), duration, double(path.size()));
}

/// Places of a lattice along one side.
double places_along(const Order& order, double extent)
{
    const double margin = order.plan.edges == Edges::periodic ? 0 : 2 * order.overshoot();
    return std::max(1.0, (extent + margin) / order.spacing());
}

Pass of_places(const Order& order)
{
    const Plan& plan = order.plan;
    const double places = places_along(order, plan.width.si) * places_along(order, plan.height.si);
    const double cycles = order.device.kind == device::Kind::pen ? plan.cycles_per_place : 1;
    return {0, places * cycles / order.device.drive.frequency.si, places * cycles, places};
}

Pass of_circles(const Order& order)
{
    const Plan& plan = order.plan;
    const double largest = std::hypot(plan.width.si, plan.height.si) / 2 + order.overshoot();
    const double circles = std::floor(largest / order.spacing()) + 1;
    const double length = pi * order.spacing() * circles * circles;
    return glided(order, length, length / plan.speed.si, circles);
}

/// Of the pass at one direction.
Pass of_lines(const Order& order, double direction)
{
    const Plan& plan = order.plan;
    const double c = std::abs(std::cos(direction)), s = std::abs(std::sin(direction));
    const bool eight = plan.pattern == "figure-eight", periodic = plan.edges == Edges::periodic;
    const double along = plan.width.si * c + plan.height.si * s + (periodic ? 0 : 2 * order.overshoot());
    const double lines = places_along(order, plan.width.si * s + plan.height.si * c);
    const double length = lines * along * (eight ? pi + 1 : 1);
    const double ramped = lines * (plan.ramp.si > 0 ? 2 * std::min(plan.ramp.si, along / 2) : 0);  // at half speed
    const double arcs = plan.turn == Turn::arc ? lines * pi * order.spacing() / 2 : 0;
    const double legs = eight ? 3 * lines * along / order.spacing() : 3 * lines;
    return glided(order, length + arcs, (length + arcs + ramped) / plan.speed.si, legs);
}

/// The mean over the directions that the passes take in turn.
Pass mean_of_lines(const Order& order)
{
    const std::vector<double> directions = directions_of(order.plan.pattern);
    Pass mean;
    const int passes = std::min<int>(order.plan.passes, int(directions.size()));
    for (int k = 0; k < passes; ++k) {
        const Pass one = of_lines(order, directions[std::size_t(k)]);
        mean.length += one.length / passes, mean.duration += one.duration / passes;
        mean.cycles += one.cycles / passes, mean.legs += one.legs / passes;
    }
    return mean;
}

Pass pass_of(const Order& order)
{
    if (order.plan.pattern == "path") return of_path(order);
    if (by_places(order.plan, order.device)) return of_places(order);
    return order.plan.pattern == "circles" ? of_circles(order) : mean_of_lines(order);
}

/// Area that a pass of lines or places covers evenly.
double covered_area(const Order& order)
{
    const double margin = 2 * order.overshoot();
    return (order.plan.width.si + margin) * (order.plan.height.si + margin);
}

}  // namespace

Workload workload_of(const Plan& plan, const device::Device& device)
{
    const Order order{plan, device, 0, 0};
    const Pass pass = pass_of(order);
    const double needles = double(device.cartridge.seats.size()), passes = plan.passes;
    const double inside = plan.pattern == "path" ? 1 : share_inside(order, covered_area(order));
    const double knots = is_steady(plan.hand) ? 0 : pass.duration / plan.hand.correlation.si * knots_per_correlation;
    return {.strokes = pass.cycles * needles * passes,
            .inside = pass.cycles * needles * passes * inside,
            .legs = pass.legs * passes,
            .knots = knots * passes};
}

}  // namespace dermavox::motion
