// Devices that are put down place by place: grid, random, paths of a stamp.
#include "dermavox/core/random.hpp"
#include "engine/motion/patterns.hpp"

#include <cmath>

namespace dermavox::motion {
namespace {

/// Collects places: scatters each as the hand does, and counts the time on the way to it.
class Placer
{
public:
    explicit Placer(const Order& order) : m_order(order), m_random(order.seed, core::Purpose::hand) {}

    /// Puts the device down. `on_the_way`: time from the place before, or below 0 for its distance at speed.
    void put(Point at, double orientation, double on_the_way = -1)
    {
        const Hand& hand = m_order.plan.hand;
        const Point place{at.x + hand.wander.si * draw(10), at.y + hand.wander.si * draw(11)};
        double wait = on_the_way;
        if (m_route.legs.empty())
            wait = 0;
        else if (wait < 0)
            wait = time_to(place);
        m_route.append({.x = place.x,
                        .y = place.y,
                        .heading = orientation,
                        .orientation = orientation + hand.rotation * draw(12),
                        .duration = stay()},
                       wait);
    }
    Route route() && { return std::move(m_route); }

private:
    double draw(std::uint64_t what) const
    {
        return m_random.normal({.pass = m_order.pass, .cycle = m_route.legs.size(), .draw = what});
    }
    double time_to(Point place) const
    {
        const Leg& last = m_route.legs.back();
        const double noise = m_order.plan.hand.speed_noise, spread = std::sqrt(std::log1p(noise * noise));
        const double factor = std::exp(spread * draw(13) - spread * spread / 2);
        return std::hypot(place.x - last.x, place.y - last.y) / (m_order.plan.speed.si * factor) +
               m_order.plan.lift_time.si;
    }
    double stay() const
    {
        const device::Device& device = m_order.device;
        return device.kind == device::Kind::stamp ? device.stamp.hold.si
                                                  : m_order.plan.cycles_per_place / device.drive.frequency.si;
    }

    const Order& m_order;
    core::Random m_random;
    Route m_route;
};

}  // namespace

Route grid_of_places(const Order& order)
{
    const auto across = lattice_places(order, order.plan.width.si, 0);
    const auto along = lattice_places(order, order.plan.height.si, 3);
    Placer placer(order);
    for (std::size_t j = 0; j < along.size(); ++j)
        for (std::size_t i = 0; i < across.size(); ++i)
            placer.put({across[j % 2 == 0 ? i : across.size() - 1 - i], along[j]}, 0);
    return std::move(placer).route();
}

Route random_places(const Order& order)
{
    const Plan& plan = order.plan;
    const double margin = plan.edges == Edges::periodic ? 0 : order.overshoot();
    const double width = plan.width.si + 2 * margin, height = plan.height.si + 2 * margin;
    const auto count = std::uint64_t(std::max(1.0, std::round(width * height / order.spacing() / order.spacing())));
    const core::Random random(order.seed, core::Purpose::pattern);
    const std::uint64_t pass = plan.repeat == Repeat::exact ? 0 : order.pass;
    Placer placer(order);
    for (std::uint64_t k = 0; k < count; ++k)
        placer.put({random.uniform({.pass = pass, .cycle = k}) * width - margin,
                    random.uniform({.pass = pass, .cycle = k, .draw = 1}) * height - margin},
                   0);
    return std::move(placer).route();
}

Route path_of_places(const Order& order)
{
    Placer placer(order);
    double left = 0;  // when the place before was left
    for (const PathPoint& point : order.plan.path) {
        const double orientation = std::isnan(point.heading) ? 0 : point.heading;
        placer.put({point.x, point.y}, orientation, std::isnan(point.time) ? -1 : point.time - left);
        left = point.time + order.device.stamp.hold.si;
    }
    return std::move(placer).route();
}

}  // namespace dermavox::motion
