#include "dermavox/metrics/domain.hpp"

#include "dermavox/core/parallel.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace dermavox::metrics {
namespace {

constexpr int columns = 2000, rows = 400;  ///< of the grid that strips are cut on
constexpr int places = 512;                ///< along the longer side, of the grid of distances
constexpr int bits = 256;                  ///< along the longer side, of the grid of shifts
constexpr int buckets = 64;                ///< along the longer side, of border pieces

double distance_to(const motion::Point& a, const motion::Point& b, double x, double y)
{
    const double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
    const double t = square > 0 ? std::clamp(((x - a.x) * dx + (y - a.y) * dy) / square, 0.0, 1.0) : 0;
    return std::hypot(a.x + t * dx - x, a.y + t * dy - y);
}

}  // namespace

Domain::Domain(const motion::Region& region, double width, double height)
    : m_region(region),
      m_patch{width, height},
      m_bucket(std::max(width, height) / buckets),
      m_nx(std::max(1, int(std::ceil(width / m_bucket - 1e-9)))),
      m_ny(std::max(1, int(std::ceil(height / m_bucket - 1e-9)))),
      m_members(std::size_t(m_nx) * std::size_t(m_ny))
{
    add_polygon({{0, 0}, {width, 0}, {width, height}, {0, height}});
    add_polygon(region.outline);
    for (const motion::Polygon& polygon : region.keep_outs) add_polygon(polygon);
    add_mask(region.mask);
    find_strips();
    find_inner();
    find_rows();
}

void Domain::add_polygon(const motion::Polygon& polygon)
{
    for (std::size_t i = 0; i < polygon.size(); ++i) add(polygon[i], polygon[(i + 1) % polygon.size()]);
}

/// The sides between treated and untreated pixels, joined along each line.
void Domain::add_mask(const motion::Mask& mask)
{
    const double w = m_patch.x / std::max(1, mask.columns), h = m_patch.y / std::max(1, mask.rows);
    const auto treated = [&](int i, int j) {
        return mask.treated[std::size_t(j) * std::size_t(mask.columns) + std::size_t(i)] != 0;
    };
    for (int j = 1; j < mask.rows; ++j)
        for (int i = 0, from = 0; i <= mask.columns; ++i) {
            const bool differs = i < mask.columns && treated(i, j) != treated(i, j - 1);
            if (differs) continue;
            if (i > from) add({from * w, j * h}, {i * w, j * h});
            from = i + 1;
        }
    for (int i = 1; i < mask.columns; ++i)
        for (int j = 0, from = 0; j <= mask.rows; ++j) {
            const bool differs = j < mask.rows && treated(i, j) != treated(i - 1, j);
            if (differs) continue;
            if (j > from) add({i * w, from * h}, {i * w, j * h});
            from = j + 1;
        }
}

void Domain::add(motion::Point from, motion::Point to)
{
    const int pieces = std::max(1, int(std::ceil(std::hypot(to.x - from.x, to.y - from.y) / m_bucket)));
    const auto at = [&](int k) {
        return motion::Point{std::lerp(from.x, to.x, double(k) / pieces),
                             std::lerp(from.y, to.y, double(k) / pieces)};
    };
    for (int k = 0; k < pieces; ++k) {
        const motion::Point a = at(k), b = at(k + 1);
        const int i = std::clamp(int((a.x + b.x) / 2 / m_bucket), 0, m_nx - 1);
        const int j = std::clamp(int((a.y + b.y) / 2 / m_bucket), 0, m_ny - 1);
        const double middle_x = (a.x + b.x) / 2, middle_y = (a.y + b.y) / 2;
        if (middle_x < -m_bucket || middle_y < -m_bucket || middle_x > m_patch.x + m_bucket ||
            middle_y > m_patch.y + m_bucket)
            continue;  // nearer to nothing inside than the patch's own border
        m_members[std::size_t(j) * std::size_t(m_nx) + std::size_t(i)].push_back(std::uint32_t(m_border.size()));
        m_border.push_back({a, b});
    }
}

bool Domain::contains(double x, double y) const { return motion::contains(m_region, {x, y}, m_patch); }

// A piece lies within 1.5 buckets of the middle of its bucket's nearest place, so rings are looked at until the best
// is nearer than what the next could hold.
double Domain::to_border(double x, double y) const
{
    const int ci = std::clamp(int(x / m_bucket), 0, m_nx - 1), cj = std::clamp(int(y / m_bucket), 0, m_ny - 1);
    double best = INFINITY;
    for (int ring = 0; ring <= std::max(m_nx, m_ny) && (ring - 2) * m_bucket <= best; ++ring)
        for (int j = std::max(0, cj - ring); j <= std::min(m_ny - 1, cj + ring); ++j)
            for (int i = std::max(0, ci - ring); i <= std::min(m_nx - 1, ci + ring); ++i) {
                if (std::max(std::abs(i - ci), std::abs(j - cj)) != ring) continue;
                for (const std::uint32_t k : m_members[std::size_t(j) * std::size_t(m_nx) + std::size_t(i)])
                    best = std::min(best, distance_to(m_border[k].from, m_border[k].to, x, y));
            }
    return best;
}

double Domain::distance(double x, double y) const { return contains(x, y) ? to_border(x, y) : -to_border(x, y); }

/// visit(first, last, inside) for the runs of places (i + 1/2) step, i = 0 .. count - 1, at y: within the distance to
/// the border all places are on one side.
template <class Visit>
void Domain::walk(double y, double step, int count, const Visit& visit) const
{
    for (int i = 0; i < count;) {
        const double x = (i + 0.5) * step;
        const int same = 1 + int(to_border(x, y) / step * (1 - 1e-9));
        const int next = std::min(count, i + same);
        visit(i, next, contains(x, y));
        i = next;
    }
}

void Domain::find_strips()
{
    const double w = m_patch.x / columns, h = m_patch.y / rows;
    std::vector<std::vector<std::pair<int, int>>> runs(rows);
    core::parallel_for(rows, 8, [&](std::size_t begin, std::size_t end) {
        for (std::size_t j = begin; j < end; ++j)
            walk((double(j) + 0.5) * h, w, columns, [&](int first, int last, bool in) {
                if (!in) return;
                if (!runs[j].empty() && runs[j].back().second == first)
                    runs[j].back().second = last;
                else
                    runs[j].emplace_back(first, last);
            });
    });
    for (int from = 0, to = 0; from < rows; from = to) {  // rows alike make one strip each
        for (to = from + 1; to < rows && runs[std::size_t(to)] == runs[std::size_t(from)];) ++to;
        for (const auto& [first, last] : runs[std::size_t(from)])
            m_strips.push_back({first * w, from * h, last * w, to * h});
    }
    for (const wound::Window& strip : m_strips) m_area += strip.area();
}

double Domain::area_in(const wound::Window& window) const
{
    double area = 0;
    for (const wound::Window& s : m_strips) {
        const double w = std::min(s.x1, window.x1) - std::max(s.x0, window.x0);
        const double h = std::min(s.y1, window.y1) - std::max(s.y0, window.y0);
        if (w > 0 && h > 0) area += w * h;
    }
    return area;
}

void Domain::find_inner()
{
    const double cell = std::max(m_patch.x, m_patch.y) / places;
    const int nx = std::max(1, int(std::lround(m_patch.x / cell))),
              ny = std::max(1, int(std::lround(m_patch.y / cell)));
    m_place = m_patch.x / nx * m_patch.y / ny;
    std::vector<double> all(std::size_t(nx) * std::size_t(ny));
    core::parallel_for(std::size_t(ny), 8, [&](std::size_t begin, std::size_t end) {
        for (std::size_t j = begin; j < end; ++j) {
            const double y = (double(j) + 0.5) * m_patch.y / ny, step = m_patch.x / nx;
            walk(y, step, nx, [&](int first, int last, bool in) {
                for (int i = first; in && i < last; ++i)
                    all[j * std::size_t(nx) + std::size_t(i)] = to_border((i + 0.5) * step, y);
            });
        }
    });
    std::copy_if(all.begin(), all.end(), std::back_inserter(m_inner), [](double d) { return d > 0; });
    std::sort(m_inner.begin(), m_inner.end());
    if (!m_inner.empty()) m_place = m_area / double(m_inner.size());
}

double Domain::inner_area(double d) const
{
    const auto nearer = std::upper_bound(m_inner.begin(), m_inner.end(), d);
    return double(m_inner.end() - nearer) * m_place;
}

void Domain::find_rows()
{
    m_cell = std::max(m_patch.x, m_patch.y) / bits;
    m_words = bits / 64;
    m_rows.assign(std::size_t(std::max(1, int(std::lround(m_patch.y / m_cell)))),
                  std::vector<std::uint64_t>(std::size_t(m_words), 0));
    for (std::size_t j = 0; j < m_rows.size(); ++j)
        walk((double(j) + 0.5) * m_cell, m_cell, std::min(bits, std::max(1, int(std::lround(m_patch.x / m_cell)))),
             [&](int first, int last, bool in) {
                 for (int i = first; in && i < last; ++i)
                     m_rows[j][std::size_t(i / 64)] |= std::uint64_t(1) << (i % 64);
             });
}

double Domain::shared_area(int sx, int sy) const
{
    if (sx < 0) sx = -sx, sy = -sy;
    std::uint64_t both = 0, all = 0;
    const int words = sx / 64, left = sx % 64, n = int(m_rows.size());
    for (int j = 0; j < n; ++j) {
        const auto& a = m_rows[std::size_t(j)];
        for (const std::uint64_t word : a) all += std::uint64_t(std::popcount(word));
        if (j + sy < 0 || j + sy >= n) continue;
        const auto& b = m_rows[std::size_t(j + sy)];
        for (int k = 0; k + words < m_words; ++k) {
            std::uint64_t shifted = b[std::size_t(k + words)] >> left;
            if (left > 0 && k + words + 1 < m_words) shifted |= b[std::size_t(k + words + 1)] << (64 - left);
            both += std::uint64_t(std::popcount(a[std::size_t(k)] & shifted));
        }
    }
    return all > 0 ? m_area * double(both) / double(all) : 0;
}

SharedArea::SharedArea(const Domain& domain, double reach) : m_cell(domain.cell()), m_reach(int(reach / m_cell) + 2)
{
    for (int j = -m_reach; j <= m_reach; ++j)
        for (int i = 0; i <= m_reach; ++i) m_table.push_back(domain.shared_area(i, j));
}

double SharedArea::at(double dx, double dy) const
{
    const double u = std::abs(dx) / m_cell, v = (dx < 0 ? -dy : dy) / m_cell;
    const int i = std::clamp(int(u), 0, m_reach - 1), j = std::clamp(int(std::floor(v)), -m_reach, m_reach - 1);
    const double low = std::lerp(value(i, j), value(i + 1, j), u - i);
    return std::lerp(low, std::lerp(value(i, j + 1), value(i + 1, j + 1), u - i), v - j);
}

}  // namespace dermavox::metrics
