/// A square bucket grid over a patch, to find neighbours within one bucket width.
#pragma once

#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace dermavox::transport {

struct Point {
    double x, y;
};

/// Offset from p to q, both in the patch, to the nearest repeat of q when the patch repeats.
struct Wrap {
    double width, height;
    bool periodic;
    Point offset(Point p, Point q) const
    {
        double dx = q.x - p.x, dy = q.y - p.y;
        if (periodic) {
            dx -= dx > width / 2 ? width : dx < -width / 2 ? -width : 0;
            dy -= dy > height / 2 ? height : dy < -height / 2 ? -height : 0;
        }
        return {dx, dy};
    }
};

/// Points sorted into buckets at least `reach` wide (counting sort).
class Cells
{
public:
    Cells(const std::vector<Point>& points, const Wrap& wrap, double reach);

    /// visit(j, offset from points[i]) for every j != i in the 3 x 3 buckets round i.
    template <class Visit>
    void neighbours(std::size_t i, Visit visit) const
    {
        each(i, m_points.size(), visit);
    }
    /// visit(i, j, offset from points[i]) for each pair in neighbouring buckets once.
    template <class Visit>
    void pairs(Visit visit) const
    {
        if (m_nx < 3 || m_ny < 3) {  // too few buckets to tell a repeat from its original
            for (std::size_t i = 0; i < m_points.size(); ++i)
                each(i, i, [&](std::size_t j, Point offset) { visit(i, j, offset); });
            return;
        }
        for (int y = 0; y < m_ny; ++y)
            for (int x = 0; x < m_nx; ++x) {
                const std::size_t own = bucket(x, y);
                for (std::size_t k = m_begin[own]; k < m_begin[own + 1]; ++k)
                    each_of(k, m_begin[own], k, {0, 0}, visit);
                for (const auto& [dx, dy] : {std::pair{-1, 0}, {-1, -1}, {0, -1}, {1, -1}})
                    between(own, x + dx, y + dy, visit);
            }
    }

private:
    std::size_t bucket(int x, int y) const { return std::size_t(y) * m_nx + std::size_t(x); }

    /// Points `from` to `to` of the order against its k-th, moved by `shift`.
    template <class Visit>
    void each_of(std::size_t k, std::size_t from, std::size_t to, Point shift, Visit visit) const
    {
        const Point p{m_sorted[k].x - shift.x, m_sorted[k].y - shift.y};
        for (std::size_t l = from; l < to; ++l)
            visit(m_order[k], m_order[l], Point{m_sorted[l].x - p.x, m_sorted[l].y - p.y});
    }

    /// A bucket against the one at (x, y), which may lie round the end.
    template <class Visit>
    void between(std::size_t own, int x, int y, Visit visit) const
    {
        Point shift{0, 0};
        if (x < 0 || x >= m_nx || y < 0) {
            if (!m_wrap.periodic) return;
            if (x < 0) x += m_nx, shift.x = -m_wrap.width;
            if (x >= m_nx) x -= m_nx, shift.x = m_wrap.width;
            if (y < 0) y += m_ny, shift.y = -m_wrap.height;
        }
        const std::size_t other = bucket(x, y);
        for (std::size_t k = m_begin[own]; k < m_begin[own + 1]; ++k)
            each_of(k, m_begin[other], m_begin[other + 1], shift, visit);
    }

    template <class Visit>
    void each(std::size_t i, std::size_t end, Visit visit) const
    {
        const int cx = column(m_points[i].x, m_nx, m_wrap.width), cy = column(m_points[i].y, m_ny, m_wrap.height);
        // with fewer than 3 buckets each is visited once; the nearest repeat is found by the offset
        for (int b = m_ny < 3 ? 0 : cy - 1; b <= (m_ny < 3 ? m_ny - 1 : cy + 1); ++b)
            for (int a = m_nx < 3 ? 0 : cx - 1; a <= (m_nx < 3 ? m_nx - 1 : cx + 1); ++a) {
                if (!m_wrap.periodic && (a < 0 || b < 0 || a >= m_nx || b >= m_ny)) continue;
                const auto cell = std::size_t((b + m_ny) % m_ny) * m_nx + std::size_t((a + m_nx) % m_nx);
                for (std::size_t k = m_begin[cell]; k < m_begin[cell + 1] && m_order[k] < end; ++k)
                    if (m_order[k] != i) visit(m_order[k], m_wrap.offset(m_points[i], m_sorted[k]));
            }
    }

    static int column(double at, int count, double extent);

    const std::vector<Point>& m_points;
    Wrap m_wrap;
    int m_nx, m_ny;
    std::vector<std::size_t> m_begin, m_order;
    std::vector<Point> m_sorted;  ///< points in that order, to be read one after the other
};

}  // namespace dermavox::transport
