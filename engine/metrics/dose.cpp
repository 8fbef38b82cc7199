#include "dermavox/metrics/dose.hpp"

#include "dermavox/metrics/domain.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace dermavox::metrics {
namespace {

constexpr int cells_a_radius = 6, most_dose_cells = 512;

struct DoseGrid {
    int columns, rows;
    double dx, dy;
    std::vector<double> counts, treated;  ///< of each cell
};

DoseGrid dose_grid(const Pattern& pattern, double cell)
{
    const auto along = [&](double side) { return std::clamp(int(std::lround(side / cell)), 1, most_dose_cells); };
    DoseGrid grid{along(pattern.width), along(pattern.height), 0, 0, {}, {}};
    grid.dx = pattern.width / grid.columns;
    grid.dy = pattern.height / grid.rows;
    const auto total = std::size_t(grid.columns) * std::size_t(grid.rows);
    grid.counts.assign(total, 0);
    grid.treated.assign(total, 1);
    for (const Point& p : pattern.points) {
        const int x = std::clamp(int(p.x / grid.dx), 0, grid.columns - 1);
        const int y = std::clamp(int(p.y / grid.dy), 0, grid.rows - 1);
        ++grid.counts[std::size_t(y) * std::size_t(grid.columns) + std::size_t(x)];
    }
    if (pattern.domain)
        for (int y = 0, i = 0; y < grid.rows; ++y)
            for (int x = 0; x < grid.columns; ++x, ++i)
                grid.treated[std::size_t(i)] = pattern.domain->contains((x + 0.5) * grid.dx, (y + 0.5) * grid.dy);
    return grid;
}

/// Index of a cell, around the corner of a periodic patch; -1 beyond an edge.
long cell_index(const DoseGrid& grid, int x, int y, bool periodic)
{
    if (periodic) {
        x = (x % grid.columns + grid.columns) % grid.columns;
        y = (y % grid.rows + grid.rows) % grid.rows;
    }
    if (x < 0 || y < 0 || x >= grid.columns || y >= grid.rows) return -1;
    return long(y) * grid.columns + x;
}

/// Punctures and treated cells within the disc around a cell.
std::array<double, 2> in_disc(const DoseGrid& grid, int x, int y, double radius, bool periodic)
{
    double count = 0, cells = 0;
    const int down = int(radius / grid.dy);
    for (int j = -down; j <= down; ++j) {
        const int across = int(std::sqrt(std::max(0.0, radius * radius - j * j * grid.dy * grid.dy)) / grid.dx);
        for (int i = -across; i <= across; ++i) {
            const long at = cell_index(grid, x + i, y + j, periodic);
            if (at < 0) continue;
            count += grid.counts[std::size_t(at)];
            cells += grid.treated[std::size_t(at)];
        }
    }
    return {count, cells};
}

}  // namespace

DoseMap local_dose(const Pattern& pattern, double mean_count)
{
    const double density = double(pattern.points.size()) / pattern.area();
    const double longest = std::max(pattern.width, pattern.height);
    const double wanted = std::sqrt(mean_count / (std::numbers::pi * density));
    const double radius = std::max(wanted, cells_a_radius * longest / most_dose_cells);
    const DoseGrid grid = dose_grid(pattern, radius / cells_a_radius);
    const double cell_mean = density * grid.dx * grid.dy;
    DoseMap map{grid.columns, grid.rows, grid.dx, radius, 0, {}};
    for (int y = 0; y < grid.rows; ++y)
        for (int x = 0; x < grid.columns; ++x) {
            const auto i = std::size_t(y) * std::size_t(grid.columns) + std::size_t(x);
            const auto [count, cells] = in_disc(grid, x, y, radius, pattern.periodic);
            map.mean_count = std::max(map.mean_count, cells * cell_mean);
            map.ratio.push_back(grid.treated[i] > 0 ? count / (cells * cell_mean)
                                                    : std::numeric_limits<double>::quiet_NaN());
        }
    return map;
}

double share_above(const DoseMap& map, double multiple)
{
    double above = 0, all = 0;
    for (const double ratio : map.ratio) {
        if (std::isnan(ratio)) continue;
        ++all;
        above += ratio > multiple;
    }
    return all > 0 ? above / all : 0;
}

double random_share_above(double multiple, double mean_count)
{
    double term = std::exp(-mean_count), sum = 0;
    for (int n = 0; n <= multiple * mean_count; term *= mean_count / ++n) sum += term;
    return std::max(0.0, 1 - sum);
}

}  // namespace dermavox::metrics
