#include "dermavox/metrics/gap.hpp"

#include "dermavox/metrics/domain.hpp"
#include "engine/metrics/place_index.hpp"

#include <cmath>
#include <numbers>
#include <queue>

namespace dermavox::metrics {
namespace {

constexpr double fine = 5e-9, coarse = 1e-6;  ///< resolution of the radius [m]

/// Distance from a place to what bounds a circle round it.
class Clearance
{
public:
    Clearance(std::span<const wound::Opening> openings, const Pattern& centres, const Domain* domain)
        : m_openings(openings),
          m_centres(centres),
          m_domain(domain),
          m_index(centres)
    {
        for (const wound::Opening& o : openings) m_slack = std::max(m_slack, wound::extent(o));
    }

    double at(double x, double y) const
    {
        const double free = m_index.nearest(
            x, y, m_slack, [&](std::uint32_t i, double dx, double dy) { return to_images(m_openings[i], dx, dy); });
        if (m_domain) return std::min(free, m_domain->distance(x, y));
        if (m_centres.periodic) return free;
        return std::min({free, x, y, m_centres.width - x, m_centres.height - y});
    }

private:
    /// The image whose centre is nearest need not have the nearest edge where a long opening lies half a period away.
    double to_images(wound::Opening o, double dx, double dy) const
    {
        o.x = o.y = 0;
        const double other_x = other_side(dx, m_centres.width), other_y = other_side(dy, m_centres.height);
        double nearest = wound::distance(o, dx, dy);
        if (other_x != dx) nearest = std::min(nearest, wound::distance(o, other_x, dy));
        if (other_y != dy) nearest = std::min(nearest, wound::distance(o, dx, other_y));
        if (other_x != dx && other_y != dy) nearest = std::min(nearest, wound::distance(o, other_x, other_y));
        return nearest;
    }
    double other_side(double d, double period) const
    {
        return m_centres.periodic && std::abs(d) > period / 2 - m_slack ? d - std::copysign(period, d) : d;
    }

    std::span<const wound::Opening> m_openings;
    const Pattern& m_centres;
    const Domain* m_domain;
    PlaceIndex m_index;
    double m_slack = 0;
};

/// A square of the patch with the clearance at its centre.
struct Square {
    double x, y, half, clearance;
    double bound() const { return clearance + half * std::numbers::sqrt2; }
    bool operator<(const Square& other) const { return bound() < other.bound(); }
};

}  // namespace

Gap largest_gap(std::span<const wound::Opening> openings, double width, double height, bool periodic,
                const Domain* domain)
{
    if (openings.empty() && !domain) return {width / 2, height / 2, std::min(width, height)};
    Pattern centres{{}, width, height, periodic};
    for (const wound::Opening& o : openings) centres.points.push_back({o.x, o.y});
    const double resolution = domain ? coarse : fine;  // beside a smooth border many places are best
    const Clearance clearance(openings, centres, domain);

    const double pitch = std::sqrt(width * height / double(std::max<std::size_t>(openings.size(), 1)));
    const double side = std::clamp(pitch, std::min(width, height) / 4096, std::min(width, height));
    const int nx = int(std::ceil(width / side)), ny = int(std::ceil(height / side));
    std::priority_queue<Square> squares;
    Gap best;
    // Ends: a centre's clearance is at most the best, so that squares whose half diagonal is below the resolution are
    // not kept. Centres beyond the patch come back in on the other side, or have no clearance.
    const auto add = [&](double x, double y, double half) {
        if (periodic) x -= width * std::floor(x / width), y -= height * std::floor(y / height);
        const bool inside = x < width && y < height;
        const Square s{x, y, half, inside ? clearance.at(x, y) : std::min(0.0, clearance.at(x, y))};
        if (2 * s.clearance > best.diameter) best = {x, y, 2 * s.clearance};
        if (s.bound() > best.diameter / 2 + resolution) squares.push(s);
    };
    for (int j = 0; j < ny; ++j)
        for (int i = 0; i < nx; ++i) add((i + 0.5) * side, (j + 0.5) * side, side / 2);
    while (!squares.empty() && squares.top().bound() > best.diameter / 2 + resolution) {
        const Square s = squares.top();
        squares.pop();
        for (const double sy : {-0.5, 0.5})
            for (const double sx : {-0.5, 0.5}) add(s.x + sx * s.half, s.y + sy * s.half, s.half / 2);
    }
    return best;
}

}  // namespace dermavox::metrics
