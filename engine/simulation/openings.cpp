#include "engine/simulation/openings.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::simulation {
namespace {

/// Buckets along one axis: at most a few thousand, so that the table stays small for any patch.
int bucket_count(double length, double cell) { return std::clamp(int(length / cell), 1, 4096); }

}  // namespace

Openings::Openings(const OpeningField& f)
    : m_x{f.width, f.width / bucket_count(f.width, f.cell), bucket_count(f.width, f.cell), f.periodic},
      m_y{f.height, f.height / bucket_count(f.height, f.cell), bucket_count(f.height, f.cell), f.periodic},
      m_buckets(std::size_t(m_x.count) * std::size_t(m_y.count))
{
}

/// Not periodic: places outside belong to the border bucket, which keeps order, so a box always meets its points.
int Openings::Axis::bucket(double v) const
{
    const auto i = std::int64_t(std::floor(v / cell));
    if (!periodic) return int(std::clamp<std::int64_t>(i, 0, count - 1));
    return int(((i % count) + count) % count);
}

double Openings::Axis::nearest_image(double difference) const
{
    return periodic ? difference - length * std::round(difference / length) : difference;
}

void Openings::add(const Opening& o)
{
    const auto id = std::uint32_t(m_openings.size());
    m_openings.push_back(o);
    const int steps_x = std::min(m_x.count, int(2 * o.radius / m_x.cell) + 2);
    const int steps_y = std::min(m_y.count, int(2 * o.radius / m_y.cell) + 2);
    for (int j = 0; j < steps_y; ++j) {
        for (int i = 0; i < steps_x; ++i) {
            const double x = std::min(o.x - o.radius + i * m_x.cell, o.x + o.radius);
            const double y = std::min(o.y - o.radius + j * m_y.cell, o.y + o.radius);
            auto& bucket =
                m_buckets[std::size_t(m_y.bucket(y)) * std::size_t(m_x.count) + std::size_t(m_x.bucket(x))];
            if (bucket.empty() || bucket.back() != id) bucket.push_back(id);
        }
    }
}

double Openings::depth_at(double x, double y) const
{
    double deepest = 0;
    for (const auto id :
         m_buckets[std::size_t(m_y.bucket(y)) * std::size_t(m_x.count) + std::size_t(m_x.bucket(x))]) {
        const Opening& o = m_openings[id];
        if (o.depth > deepest && holds(o, x, y)) deepest = o.depth;
    }
    return deepest;
}

bool Openings::holds(const Opening& o, double x, double y) const
{
    const double dx = m_x.nearest_image(x - o.x), dy = m_y.nearest_image(y - o.y);
    return dx * dx + dy * dy <= o.radius * o.radius;
}

}  // namespace dermavox::simulation
