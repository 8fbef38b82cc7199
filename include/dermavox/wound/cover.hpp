/// Exact areas of overlapping openings.
///
/// Every outline is cut where other outlines cross it; each piece knows how many other openings lie over it.
/// The pieces under m others bound the region hit more than m times, so that one walk along all outlines
/// gives, by Green's theorem, the area hit at least 1, 2, 3, 4 times, exactly for any size against any voxel.
/// Coincident outlines are told apart by scaling radius i by 1 + 1e-9 u_i, 0 <= u_i < 1, which bounds the
/// relative error of an area by about 2e-9.
#pragma once

#include "dermavox/wound/opening.hpp"

#include <array>

namespace dermavox::wound {

struct Cover {
    double sum = 0;                    ///< areas of all openings inside the window, added [m2]
    std::array<double, 4> at_least{};  ///< [m - 1]: area inside the window that lies in m openings or more [m2]

    double open() const { return at_least[0]; }  ///< of the union
    Cover& operator+=(const Cover& other);
};

/// Openings with radius 0 are ignored. Parallel; the same bits for any thread count.
/// Cost: openings x overlapping neighbours.
Cover cover(std::span<const Opening> openings, const Window& window);
Cover cover(std::vector<Opening>&& openings, const Window& window);  ///< without a copy of them

/// cover(...).open() alone, faster where many openings overlap.
double open_area(std::span<const Opening> openings, const Window& window = everywhere);
double open_area(std::vector<Opening>&& openings, const Window& window = everywhere);

/// Area, centroid and second central moments of a union of openings.
struct Shape {
    double area = 0;
    double x = 0, y = 0;
    double xx = 0, yy = 0, xy = 0;  ///< integrals of (x - cx)^2 ... over the area [m4]
};
Shape shape_of_union(std::span<const Opening> openings);

}  // namespace dermavox::wound
