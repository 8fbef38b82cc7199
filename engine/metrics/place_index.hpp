/// Points by place, for the nearest of them. Private to metrics.
#pragma once

#include "dermavox/metrics/pattern.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace dermavox::metrics {

/// Cells of about two points each. On a periodic patch distances are to the nearest image.
class PlaceIndex
{
public:
    explicit PlaceIndex(const Pattern& pattern) : m_pattern(pattern)
    {
        const double cell = std::sqrt(2 * pattern.area() / double(std::max<std::size_t>(pattern.points.size(), 1)));
        m_nx = std::clamp(int(pattern.width / cell), 1, 1 << 14);
        m_ny = std::clamp(int(pattern.height / cell), 1, 1 << 14);
        m_starts.assign(std::size_t(m_nx) * m_ny + 1, 0);
        for (const Point& p : pattern.points) ++m_starts[cell_of(p) + 1];
        for (std::size_t c = 1; c < m_starts.size(); ++c) m_starts[c] += m_starts[c - 1];
        m_members.resize(pattern.points.size());
        std::vector<std::uint32_t> next(m_starts.begin(), m_starts.end() - 1);
        for (std::size_t i = 0; i < pattern.points.size(); ++i)
            m_members[next[cell_of(pattern.points[i])]++] = std::uint32_t(i);
    }

    /// Smallest distance(i, dx, dy) over all points i, with (dx, dy) from the point's nearest image to (x, y), given
    /// that distance(i, dx, dy) >= hypot(dx, dy) - slack. Infinite when there is none.
    template <class Distance>
    double nearest(double x, double y, double slack, const Distance& distance) const
    {
        const double wx = m_pattern.width / m_nx, wy = m_pattern.height / m_ny;
        const int cx = std::clamp(int(x / wx), 0, m_nx - 1), cy = std::clamp(int(y / wy), 0, m_ny - 1);
        double best = INFINITY;
        for (int ring = 0; ring <= std::max(m_nx, m_ny); ++ring) {
            if ((ring - 1) * std::min(wx, wy) - slack > best) break;
            for (int j = -ring; j <= ring; ++j)
                for (int i = -ring; i <= ring; i += std::abs(j) == ring ? 1 : std::max(1, 2 * ring))
                    visit(cx + i, cy + j, [&](std::uint32_t p) {
                        best = std::min(best, distance(p, offset(x - m_pattern.points[p].x, m_pattern.width),
                                                       offset(y - m_pattern.points[p].y, m_pattern.height)));
                    });
        }
        return best;
    }

    /// visit(i, dx, dy) for every point at most `reach` away, (dx, dy) from its nearest image to (x, y), in an order
    /// that depends on the pattern alone. On a periodic patch `reach` is at most half the shorter side.
    template <class Visit>
    void for_each_within(double x, double y, double reach, const Visit& act) const
    {
        const double wx = m_pattern.width / m_nx, wy = m_pattern.height / m_ny;
        const int cx = std::clamp(int(x / wx), 0, m_nx - 1), cy = std::clamp(int(y / wy), 0, m_ny - 1);
        const int rx = std::min(int(reach / wx) + 1, m_pattern.periodic ? (m_nx - 1) / 2 : m_nx);
        const int ry = std::min(int(reach / wy) + 1, m_pattern.periodic ? (m_ny - 1) / 2 : m_ny);
        const int more_x = m_pattern.periodic && 2 * rx + 1 < m_nx && int(reach / wx) + 1 > rx;
        const int more_y = m_pattern.periodic && 2 * ry + 1 < m_ny && int(reach / wy) + 1 > ry;
        for (int j = -ry; j <= ry + more_y; ++j)
            for (int i = -rx; i <= rx + more_x; ++i)
                visit(cx + i, cy + j, [&](std::uint32_t p) {
                    const double dx = offset(x - m_pattern.points[p].x, m_pattern.width);
                    const double dy = offset(y - m_pattern.points[p].y, m_pattern.height);
                    if (dx * dx + dy * dy <= reach * reach) act(p, dx, dy);
                });
    }

private:
    std::size_t cell_of(const Point& p) const
    {
        const int x = std::clamp(int(std::floor(p.x / m_pattern.width * m_nx)), 0, m_nx - 1);
        const int y = std::clamp(int(std::floor(p.y / m_pattern.height * m_ny)), 0, m_ny - 1);
        return std::size_t(y) * m_nx + x;
    }
    double offset(double d, double period) const
    {
        return m_pattern.periodic ? d - period * std::round(d / period) : d;
    }

    template <class Visit>
    void visit(int x, int y, const Visit& act) const
    {
        if (m_pattern.periodic) {
            x -= m_nx * int(std::floor(double(x) / m_nx));
            y -= m_ny * int(std::floor(double(y) / m_ny));
        } else if (x < 0 || y < 0 || x >= m_nx || y >= m_ny) {
            return;
        }
        const std::size_t cell = std::size_t(y) * m_nx + x;
        for (std::uint32_t k = m_starts[cell]; k < m_starts[cell + 1]; ++k) act(m_members[k]);
    }

    const Pattern& m_pattern;
    int m_nx, m_ny;
    std::vector<std::uint32_t> m_starts, m_members;
};

}  // namespace dermavox::metrics
