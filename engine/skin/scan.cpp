#include "dermavox/skin/scan.hpp"

#include "dermavox/core/parallel.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace dermavox::skin {
namespace {

/// z = mean + x_slope (x - middle) + y_slope (y - middle), in cells along x and y.
struct Plane {
    double mean = 0, x_slope = 0, y_slope = 0;
};

/// Sums of a row, so that the total does not depend on threads.
struct RowSums {
    std::vector<double> height, seen;      ///< by class
    std::vector<double> own, own_squares;  ///< cells of a class in a column, by class
    std::vector<double> missing;           ///< columns without the class
    std::vector<double> both, reversed;    ///< columns with a class and the one before it; those in the wrong order
    double slope = 0;                      ///< of surface height x (i - middle)
    double misplaced = 0;
};

class Measuring
{
public:
    Measuring(const ScanShape& shape, int classes)
        : m_shape(shape),
          m_classes(std::size_t(classes)),
          m_rows(std::size_t(shape.size[1])),
          m_columns(double(shape.size[0]) * double(shape.size[1]))
    {
        m_scan.classes.resize(m_classes);
        for (ScannedClass& c : m_scan.classes)
            c.heights.resize(std::size_t(shape.size[0]) * std::size_t(shape.size[1]));
    }

    Scan result(Level level, const ScanColumn& column)
    {
        core::parallel_for(m_rows.size(), 4, [&](std::size_t begin, std::size_t end) {
            for (std::size_t j = begin; j < end; ++j) read_row(int(j), column);
        });
        const Plane surface = sum_up();
        const Plane zero = level == Level::plane ? surface : Plane{.mean = -m_shape.top};
        core::parallel_for(m_rows.size(), 4, [&](std::size_t begin, std::size_t end) {
            for (std::size_t j = begin; j < end; ++j) level_row(int(j), zero);
        });
        m_scan.offset = surface.mean - zero.mean;
        if (level == Level::plane)
            m_scan.tilt =
                std::atan(std::hypot(surface.x_slope / m_shape.width[0], surface.y_slope / m_shape.width[1]));
        return std::move(m_scan);
    }

private:
    std::size_t place(int i, int j) const { return std::size_t(j) * std::size_t(m_shape.size[0]) + std::size_t(i); }
    static double middle(int n) { return (n - 1) / 2.0; }

    void read_row(int j, const ScanColumn& column)
    {
        RowSums& row = m_rows[std::size_t(j)];
        for (auto* sums :
             {&row.height, &row.seen, &row.own, &row.own_squares, &row.missing, &row.both, &row.reversed})
            sums->assign(m_classes, 0);
        std::vector<std::uint8_t> cells(std::size_t(m_shape.size[2]));
        std::vector<std::size_t> count, places;  // of each class: cells, and the sum of their indices
        for (int i = 0; i < m_shape.size[0]; ++i) {
            column(i, j, cells);
            count.assign(m_classes + 1, 0), places.assign(m_classes + 1, 0);
            for (std::size_t k = 0; k < cells.size(); ++k) ++count[cells[k]], places[cells[k]] += k;
            std::size_t above = 0;
            for (std::size_t c = 0; c < m_classes; ++c) {
                const std::size_t start = above;
                above += count[c];
                for (std::size_t k = start; k < above; ++k) row.misplaced += cells[k] != c;
                const double height = m_shape.width[2] * double(above);
                m_scan.classes[c].heights[place(i, j)] = float(height);
                row.height[c] += height;
                row.seen[c] += above < cells.size();
                const auto own = double(count[c + 1]);
                row.own[c] += own, row.own_squares[c] += own * own, row.missing[c] += own == 0;
                const bool both = count[c] > 0 && count[c + 1] > 0;
                row.both[c] += both;
                row.reversed[c] += both && places[c + 1] * count[c] < places[c] * count[c + 1];
            }
            for (std::size_t k = above; k < cells.size(); ++k) row.misplaced += cells[k] != m_classes;
            row.slope += double(m_scan.classes[0].heights[place(i, j)]) * (i - middle(m_shape.size[0]));
        }
    }

    /// Means of every class; the plane through the surface.
    Plane sum_up()
    {
        std::vector<double> mean(m_classes, 0), both(m_classes, 0), own(m_classes, 0), squares(m_classes, 0);
        double x_moment = 0, y_moment = 0;
        for (std::size_t j = 0; j < m_rows.size(); ++j) {
            const RowSums& row = m_rows[j];
            for (std::size_t c = 0; c < m_classes; ++c) {
                mean[c] += row.height[c] / m_columns;
                m_scan.classes[c].seen += row.seen[c];
                m_scan.classes[c].reversed += row.reversed[c];
                both[c] += row.both[c];
                own[c] += row.own[c], squares[c] += row.own_squares[c], m_scan.classes[c].missing += row.missing[c];
            }
            x_moment += row.slope;
            y_moment += row.height[0] * (double(j) - middle(m_shape.size[1]));
            m_scan.misplaced += row.misplaced / (m_columns * double(m_shape.size[2]));
        }
        for (std::size_t c = 0; c < m_classes; ++c) {
            m_scan.classes[c].depth = mean[c] - mean[0];
            m_scan.classes[c].seen /= m_columns;
            m_scan.classes[c].reversed /= std::max(1.0, both[c]);
            m_scan.classes[c].missing /= m_columns;
            const double cells = own[c] / m_columns;  // whole numbers below 2^53: no digits are lost in the sums
            m_scan.classes[c].thickness = m_shape.width[2] * cells;
            m_scan.classes[c].spread =
                m_shape.width[2] * std::sqrt(std::max(0.0, squares[c] / m_columns - cells * cells));
        }
        m_scan.bottom = m_shape.width[2] * double(m_shape.size[2]) - mean[0];
        return {mean[0], slope(x_moment, m_shape.size[0], m_shape.size[1]),
                slope(y_moment, m_shape.size[1], m_shape.size[0])};
    }

    /// Least squares on a lattice: sum z (i - middle) / sum (i - middle)^2, n (n^2 - 1)/12 of them in each row.
    static double slope(double moment, int along, int across)
    {
        const double n = along;
        return along < 2 ? 0 : moment / (across * n * (n * n - 1) / 12);
    }

    void level_row(int j, const Plane& zero)
    {
        for (ScannedClass& c : m_scan.classes)
            for (int i = 0; i < m_shape.size[0]; ++i) {
                float& height = c.heights[place(i, j)];
                const double plane = zero.mean + zero.x_slope * (i - middle(m_shape.size[0])) +
                                     zero.y_slope * (j - middle(m_shape.size[1]));
                height = float(double(height) - plane - c.depth);
            }
    }

    const ScanShape& m_shape;
    std::size_t m_classes;
    std::vector<RowSums> m_rows;
    double m_columns;
    Scan m_scan;
};

}  // namespace

Scan measure_scan(const ScanShape& shape, int classes, Level level, const ScanColumn& column)
{
    assert(classes > 0 && shape.size[0] > 0 && shape.size[1] > 0 && shape.size[2] > 0);
    return Measuring(shape, classes).result(level, column);
}

}  // namespace dermavox::skin
