#include "engine/metrics/pair_weights.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/metrics/domain.hpp"

#include <algorithm>
#include <cmath>
#include <experimental/simd>
#include <optional>

namespace dermavox::metrics {
namespace {

namespace simd = std::experimental;
using Lanes = simd::fixed_size_simd<double, 8>;

constexpr double k_at = 1e-9;  ///< of the reach: distances that differ by less are one, however they were rounded
constexpr int cells_in_reach = 4;
constexpr std::size_t rows_of_a_chunk = 4;

/// Points sorted by cell, row by row, so that the neighbours of a point are a few runs of memory. A periodic patch
/// has a rim of images one reach wide, so that no distance needs to be wrapped.
class SortedPoints
{
public:
    SortedPoints(const Pattern& p, double reach)
        : m_pattern(p),
          m_rim(p.periodic ? reach * (1 + k_at) : 0),
          m_cell(std::max(reach * (1 + k_at) / cells_in_reach, std::max(p.width, p.height) / 8192)),
          m_nx(int((p.width + 2 * m_rim) / m_cell) + 1),
          m_ny(int((p.height + 2 * m_rim) / m_cell) + 1),
          m_cells_in_reach(int(std::ceil(reach / m_cell)))
    {
        const std::vector<Point> all = with_rim();
        m_starts.assign(std::size_t(m_nx) * std::size_t(m_ny) + 1, 0);
        for (const Point& at : all) ++m_starts[cell_of(at) + 1];
        for (std::size_t c = 1; c < m_starts.size(); ++c) m_starts[c] += m_starts[c - 1];
        std::vector<std::uint32_t> next(m_starts.begin(), m_starts.end() - 1);
        m_x.resize(all.size() + Lanes::size()), m_y.resize(all.size() + Lanes::size());
        for (const Point& at : all) {
            const std::uint32_t k = next[cell_of(at)]++;
            m_x[k] = at.x, m_y[k] = at.y;
        }
    }

    int rows() const { return m_ny; }
    double x(std::size_t k) const { return m_x[k]; }
    double y(std::size_t k) const { return m_y[k]; }
    Lanes xs(std::size_t k) const { return {&m_x[k], simd::element_aligned}; }  ///< of point k and those behind it
    Lanes ys(std::size_t k) const { return {&m_y[k], simd::element_aligned}; }
    bool is_image(std::size_t k) const
    {
        return m_x[k] < 0 || m_y[k] < 0 || m_x[k] >= m_pattern.width || m_y[k] >= m_pattern.height;
    }
    std::size_t row_begin(int row) const { return m_starts[std::size_t(row) * std::size_t(m_nx)]; }

    /// visit(begin, end): runs of points that hold all those within reach above point k, some others among them.
    template <class Visit>
    void for_each_run_above(std::size_t k, Visit&& visit) const
    {
        const int cx = column(m_x[k]), cy = row(m_y[k]);
        const int from = std::max(0, cx - m_cells_in_reach), to = std::min(m_nx - 1, cx + m_cells_in_reach);
        for (int j = cy; j <= std::min(m_ny - 1, cy + m_cells_in_reach); ++j) {
            const std::size_t first = std::size_t(j) * std::size_t(m_nx);
            visit(m_starts[first + std::size_t(from)], m_starts[first + std::size_t(to) + 1]);
        }
    }

private:
    std::vector<Point> with_rim() const
    {
        const Pattern& p = m_pattern;
        std::vector<Point> all = p.points;
        if (!p.periodic) return all;
        for (const Point& at : p.points)
            for (const int sy : {-1, 0, 1})
                for (const int sx : {-1, 0, 1}) {
                    const Point image{at.x + sx * p.width, at.y + sy * p.height};
                    const bool near = image.x > -m_rim && image.y > -m_rim && image.x < p.width + m_rim &&
                                      image.y < p.height + m_rim;
                    if ((sx != 0 || sy != 0) && near) all.push_back(image);
                }
        return all;
    }
    int column(double x) const { return std::clamp(int((x + m_rim) / m_cell), 0, m_nx - 1); }
    int row(double y) const { return std::clamp(int((y + m_rim) / m_cell), 0, m_ny - 1); }
    std::size_t cell_of(const Point& at) const
    {
        return std::size_t(row(at.y)) * std::size_t(m_nx) + std::size_t(column(at.x));
    }

    const Pattern& m_pattern;
    double m_rim, m_cell;
    int m_nx, m_ny, m_cells_in_reach;
    std::vector<std::uint32_t> m_starts;
    std::vector<double> m_x, m_y;
};

/// Counts each pair once, from the point below; at one height from the left one, at one place from the first one.
class Pairs
{
public:
    Pairs(const Pattern& pattern, const SortedPoints& points, const SharedArea* shared, double reach, int steps)
        : m_pattern(pattern),
          m_points(points),
          m_shared(shared),
          m_per_distance(steps / (reach * (1 + k_at))),
          m_steps(steps),
          m_bins(std::size_t(steps) + 2, 0)
    {
    }

    void add_from(std::size_t k)
    {
        m_points.for_each_run_above(k, [&](std::size_t begin, std::size_t end) {
            for (; begin < end; begin += Lanes::size()) add(k, begin, end);
        });
    }
    const std::vector<double>& bins() const { return m_bins; }

private:
    /// Eight points at a time; those that do not count go to a bin past the last.
    void add(std::size_t k, std::size_t begin, std::size_t end)
    {
        const Lanes dx = m_points.xs(begin) - m_points.x(k), dy = m_points.ys(begin) - m_points.y(k);
        const Lanes index([&](auto i) { return double(begin + i); });
        const auto counts =
            index < double(end) && (dy > 0 || (dy == 0 && (dx > 0 || (dx == 0 && index > double(k)))));
        Lanes steps_away = simd::min(simd::sqrt(dx * dx + dy * dy) * m_per_distance, Lanes(m_steps + 1.0));
        simd::where(!counts, steps_away) = m_steps + 1.0;
        if (m_pattern.periodic) {
            for (std::size_t i = 0; i < Lanes::size(); ++i) m_bins[bin_of(steps_away[i])] += 2;
            return;
        }
        if (m_shared) {
            for (std::size_t i = 0; i < Lanes::size(); ++i)
                if (const std::size_t bin = bin_of(steps_away[i]); bin < std::size_t(m_steps))
                    m_bins[bin] += 2 * m_pattern.area() / m_shared->at(dx[i], dy[i]);
            return;
        }
        const Lanes weight =
            2 * m_pattern.area() / ((m_pattern.width - simd::abs(dx)) * (m_pattern.height - simd::abs(dy)));
        for (std::size_t i = 0; i < Lanes::size(); ++i) m_bins[bin_of(steps_away[i])] += weight[i];
    }
    static std::size_t bin_of(double steps_away)
    {
        const auto whole = std::size_t(steps_away);
        return whole - (whole > 0 && double(whole) == steps_away);
    }

    const Pattern& m_pattern;
    const SortedPoints& m_points;
    const SharedArea* m_shared;  ///< of the domain; null: the whole patch
    double m_per_distance;
    int m_steps;
    std::vector<double> m_bins;
};

}  // namespace

std::vector<double> pair_weights(const Pattern& pattern, double reach, int steps)
{
    const SortedPoints points(pattern, reach);
    std::optional<SharedArea> shared;
    if (pattern.domain) shared.emplace(*pattern.domain, reach);
    const std::size_t rows = std::size_t(points.rows());
    std::vector<std::vector<double>> parts((rows + rows_of_a_chunk - 1) / rows_of_a_chunk);
    core::parallel_for(rows, rows_of_a_chunk, [&](std::size_t begin, std::size_t end) {
        Pairs pairs(pattern, points, shared ? &*shared : nullptr, reach, steps);
        for (std::size_t k = points.row_begin(int(begin)); k < points.row_begin(int(end)); ++k)
            if (!points.is_image(k)) pairs.add_from(k);
        parts[begin / rows_of_a_chunk] = pairs.bins();
    });
    std::vector<double> total(std::size_t(steps), 0);
    for (const auto& part : parts)
        for (int k = 0; k < steps; ++k) total[std::size_t(k)] += part[std::size_t(k)];
    return total;
}

}  // namespace dermavox::metrics
