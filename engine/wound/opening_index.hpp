/// Openings by place: those that may overlap a given one. Private to wound.
#pragma once

#include "dermavox/wound/opening.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::wound {

/// Square cells at least as wide as the widest opening: neighbours lie in the 3 x 3 cells around.
class OpeningIndex
{
public:
    explicit OpeningIndex(std::span<const Opening> openings) : m_openings(openings)
    {
        double x1 = -INFINITY, y1 = -INFINITY, widest = 0;
        m_x0 = m_y0 = INFINITY;
        for (const Opening& o : openings) {
            m_x0 = std::min(m_x0, o.x), x1 = std::max(x1, o.x);
            m_y0 = std::min(m_y0, o.y), y1 = std::max(y1, o.y);
            widest = std::max(widest, 2 * extent(o));
        }
        if (openings.empty()) return;
        const double crowd = std::sqrt((x1 - m_x0) * (y1 - m_y0) / double(openings.size()));
        m_cell = std::max({widest, crowd, 1e-12}) * (1 + 1e-6);
        m_nx = int((x1 - m_x0) / m_cell) + 1, m_ny = int((y1 - m_y0) / m_cell) + 1;
        m_starts.assign(std::size_t(m_nx) * m_ny + 1, 0);
        for (const Opening& o : openings) ++m_starts[cell_of(o.x, o.y) + 1];
        for (std::size_t c = 1; c < m_starts.size(); ++c) m_starts[c] += m_starts[c - 1];
        m_members.resize(openings.size());
        std::vector<std::uint32_t> next(m_starts.begin(), m_starts.end() - 1);
        for (std::size_t i = 0; i < openings.size(); ++i)
            m_members[next[cell_of(openings[i].x, openings[i].y)]++] = std::uint32_t(i);
    }

    /// visit(j) for every other opening that overlaps opening i.
    template <class Visit>
    void for_each_overlap(std::size_t i, Visit&& visit) const
    {
        const Opening& o = m_openings[i];
        const int cx = int((o.x - m_x0) / m_cell), cy = int((o.y - m_y0) / m_cell);
        for (int y = std::max(0, cy - 1); y <= std::min(m_ny - 1, cy + 1); ++y)
            for (int x = std::max(0, cx - 1); x <= std::min(m_nx - 1, cx + 1); ++x)
                for (std::uint32_t k = m_starts[y * m_nx + x]; k < m_starts[y * m_nx + x + 1]; ++k) {
                    const std::uint32_t j = m_members[k];
                    if (j != i && near(o, m_openings[j]) && overlap(o, m_openings[j])) visit(j);
                }
    }

private:
    static bool near(const Opening& a, const Opening& b)
    {
        const double dx = a.x - b.x, dy = a.y - b.y, reach = extent(a) + extent(b);
        return dx * dx + dy * dy <= reach * reach;
    }
    std::size_t cell_of(double x, double y) const
    {
        return std::size_t((y - m_y0) / m_cell) * m_nx + std::size_t((x - m_x0) / m_cell);
    }

    std::span<const Opening> m_openings;
    double m_x0 = 0, m_y0 = 0, m_cell = 1;
    int m_nx = 0, m_ny = 0;
    std::vector<std::uint32_t> m_starts, m_members;
};

}  // namespace dermavox::wound
