/// The treated part of a patch: what figures refer to when a region leaves some of it out.
///
/// Areas are those of strips, each straight across: a grid of 1/2000 of the longer side (columns) by 1/400 (rows)
/// tells where a strip begins and ends, by the middle of each row. A circle's area comes out within 1e-4.
#pragma once

#include "dermavox/motion/region.hpp"
#include "dermavox/wound/opening.hpp"

#include <cstdint>
#include <vector>

namespace dermavox::metrics {

/// Immutable. SI.
class Domain
{
public:
    Domain(const motion::Region& region, double width, double height);

    bool contains(double x, double y) const;
    /// To the border of the treated part or of the patch; below 0 outside, there at most as far as the border is.
    double distance(double x, double y) const;

    double area() const { return m_area; }
    /// Rectangles that do not overlap and make up the treated part.
    const std::vector<wound::Window>& strips() const { return m_strips; }
    /// Treated area inside a window.
    double area_in(const wound::Window& window) const;
    /// Area of the places farther than `d` >= 0 from the border.
    double inner_area(double d) const;
    /// Area that the treated part shares with itself shifted by (i cell, j cell).
    double shared_area(int i, int j) const;
    double cell() const { return m_cell; }  ///< 1/256 of the longer side

private:
    struct Segment {
        motion::Point from, to;
    };
    void add_polygon(const motion::Polygon& polygon);
    void add_mask(const motion::Mask& mask);
    void add(motion::Point from, motion::Point to);
    double to_border(double x, double y) const;
    template <class Visit>
    void walk(double y, double step, int count, const Visit& visit) const;
    void find_strips();
    void find_inner();
    void find_rows();

    motion::Region m_region;
    motion::Point m_patch;
    std::vector<Segment> m_border;                      ///< in pieces no longer than a bucket
    double m_bucket = 0;                                ///< edge [m]
    int m_nx = 1, m_ny = 1;                             ///< buckets
    std::vector<std::vector<std::uint32_t>> m_members;  ///< pieces of m_border by bucket
    std::vector<wound::Window> m_strips;
    double m_area = 0;
    std::vector<double> m_inner;                     ///< distances of the places of a grid, ascending
    double m_place = 0;                              ///< area of one of them
    double m_cell = 0;                               ///< edge of a cell of m_rows
    int m_words = 0;                                 ///< of a row
    std::vector<std::vector<std::uint64_t>> m_rows;  ///< treated cells as bits
};

/// Area that a domain shares with itself, for many shifts: a table, straight between shifts of a cell.
class SharedArea
{
public:
    /// Shifts up to `reach` each way.
    SharedArea(const Domain& domain, double reach);
    double at(double dx, double dy) const;

private:
    double value(int i, int j) const
    {
        return m_table[std::size_t(j + m_reach) * std::size_t(m_reach + 1) + std::size_t(i)];
    }

    double m_cell;
    int m_reach;                  ///< in cells
    std::vector<double> m_table;  ///< i = 0 .. reach, j = -reach .. reach
};

}  // namespace dermavox::metrics
