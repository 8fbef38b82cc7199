#include "engine/transport/cells.hpp"

#include <algorithm>

namespace dermavox::transport {

int Cells::column(double at, int count, double extent)
{
    return std::min(count - 1, std::max(0, int(at / extent * count)));
}

Cells::Cells(const std::vector<Point>& points, const Wrap& wrap, double reach) : m_points(points), m_wrap(wrap)
{
    const double most = 2 * std::sqrt(double(points.size())) + 1;  // no more buckets than are of use
    m_nx = std::max(1, int(std::min(wrap.width / reach, most)));
    m_ny = std::max(1, int(std::min(wrap.height / reach, most)));
    const auto cell_of = [&](Point p) {
        return std::size_t(column(p.y, m_ny, wrap.height)) * m_nx + std::size_t(column(p.x, m_nx, wrap.width));
    };
    m_begin.assign(std::size_t(m_nx) * m_ny + 1, 0);
    for (const Point p : points) ++m_begin[cell_of(p) + 1];
    for (std::size_t c = 1; c < m_begin.size(); ++c) m_begin[c] += m_begin[c - 1];
    m_order.resize(points.size());
    m_sorted.resize(points.size());
    auto next = m_begin;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const std::size_t place = next[cell_of(points[i])]++;
        m_order[place] = i, m_sorted[place] = points[i];
    }
}

}  // namespace dermavox::transport
