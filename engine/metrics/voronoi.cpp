#include "dermavox/metrics/spacing.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/metrics/domain.hpp"
#include "engine/metrics/place_index.hpp"

#include <limits>
#include <numeric>

namespace dermavox::metrics {
namespace {

/// A convex cell round the origin, corner by corner.
using Cell = std::vector<Point>;

/// Keeps what lies nearer to the origin than to (dx, dy).
void cut(Cell& cell, double dx, double dy, Cell& scratch)
{
    const double limit = (dx * dx + dy * dy) / 2;
    scratch.clear();
    for (std::size_t k = 0; k < cell.size(); ++k) {
        const Point &a = cell[k], &b = cell[(k + 1) % cell.size()];
        const double over_a = a.x * dx + a.y * dy - limit, over_b = b.x * dx + b.y * dy - limit;
        if (over_a <= 0) scratch.push_back(a);
        if ((over_a < 0 && over_b > 0) || (over_a > 0 && over_b < 0)) {
            const double t = over_a / (over_a - over_b);
            scratch.push_back({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
        }
    }
    cell.swap(scratch);
}

double area_of(const Cell& cell)
{
    double twice = 0;
    for (std::size_t k = 0; k < cell.size(); ++k) {
        const Point &a = cell[k], &b = cell[(k + 1) % cell.size()];
        twice += a.x * b.y - a.y * b.x;
    }
    return twice / 2;
}

double farthest(const Cell& cell)
{
    double square = 0;
    for (const Point& p : cell) square = std::max(square, p.x * p.x + p.y * p.y);
    return std::sqrt(square);
}

/// The cell of point i, cut by the edge where there is one. Neighbours are taken from ever wider circles until the
/// cell lies within half of one: points farther out cannot cut it.
Cell cell_of(const Pattern& p, const PlaceIndex& index, std::size_t i, double pitch)
{
    const double most = std::hypot(p.width, p.height);
    const Point& at = p.points[i];
    const Cell patch = p.periodic ? Cell{{-most, -most}, {most, -most}, {most, most}, {-most, most}}
                                  : Cell{{-at.x, -at.y},
                                         {p.width - at.x, -at.y},
                                         {p.width - at.x, p.height - at.y},
                                         {-at.x, p.height - at.y}};
    Cell cell, scratch;
    for (double reach = 2 * pitch;; reach *= 1.7) {
        const double bound = p.periodic ? std::min(reach, std::min(p.width, p.height) / 2) : reach;
        cell = patch;
        index.for_each_within(at.x, at.y, bound, [&](std::uint32_t j, double dx, double dy) {
            if (j != i && (dx != 0 || dy != 0)) cut(cell, -dx, -dy, scratch);
        });
        if (2 * farthest(cell) <= bound || bound < reach || reach > 2 * most) return cell;
    }
}

/// No border of the domain within the cell: its corners, and places halfway to them and between them, lie inside.
bool in_domain(const Pattern& p, const Point& at, const Cell& cell)
{
    if (!p.domain) return true;
    for (std::size_t k = 0; k < cell.size(); ++k) {
        const Point &a = cell[k], &b = cell[(k + 1) % cell.size()];
        for (const Point& c : {a, Point{a.x / 2, a.y / 2}, Point{(a.x + b.x) / 2, (a.y + b.y) / 2}})
            if (!p.domain->contains(at.x + c.x, at.y + c.y)) return false;
    }
    return true;
}

}  // namespace

std::vector<double> voronoi_areas(const Pattern& p)
{
    const PlaceIndex index(p);
    const std::size_t n = p.points.size();
    std::vector<double> areas(n, -1);
    const double pitch = std::sqrt(p.area() / double(std::max<std::size_t>(n, 1)));
    core::parallel_for(n, 256, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const Cell cell = cell_of(p, index, i, pitch);
            const Point& at = p.points[i];
            const double brim = p.periodic ? -INFINITY : 1e-9 * pitch;  // corners nearer to the edge lie on it
            const bool whole = std::all_of(cell.begin(), cell.end(), [&](const Point& c) {
                return std::min({at.x + c.x, at.y + c.y, p.width - at.x - c.x, p.height - at.y - c.y}) > brim;
            });
            if (whole && in_domain(p, at, cell)) areas[i] = area_of(cell);
        }
    });
    std::erase_if(areas, [](double a) { return a < 0; });
    return areas;
}

double voronoi_spread(const Pattern& p)
{
    const std::vector<double> areas = voronoi_areas(p);
    if (areas.size() < 2) return std::numeric_limits<double>::quiet_NaN();
    const core::Spread spread = core::spread_of(areas);
    return spread.sd / spread.mean;
}

}  // namespace dermavox::metrics
