/// An opening in a plane: a stadium, the points within a radius of a segment (a disc when the segment is a
/// point).
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace dermavox::wound {

struct Opening {
    double x = 0, y = 0;              ///< centre [m]
    double along_x = 1, along_y = 0;  ///< unit vector of the segment
    double half = 0;                  ///< half its length [m], >= 0
    double radius = 0;                ///< [m], > 0
    std::uint32_t source = 0;         ///< index of what made it
};

/// pi r^2 + 4 half r
double area(const Opening& opening);
/// Distance of a point to the opening; negative inside.
double distance(const Opening& opening, double x, double y);
/// A point lies inside the opening.
bool holds(const Opening& opening, double x, double y);
/// Gap between two openings, edge to edge; negative when they overlap.
double gap(const Opening& a, const Opening& b);
/// gap <= 0, without a root.
bool overlap(const Opening& a, const Opening& b);
/// half + radius
inline double extent(const Opening& opening) { return opening.half + opening.radius; }

/// A rectangle of the surface [m].
struct Window {
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    double area() const { return (x1 - x0) * (y1 - y0); }
};

inline constexpr Window everywhere{-std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(),
                                   std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};

/// The openings of a periodic patch [0, width) x [0, height) together with those images that reach into it.
std::vector<Opening> with_images(std::vector<Opening> openings, double width, double height);

/// A place of the surface [m].
struct Place {
    double x = 0, y = 0;
};
/// How many openings lie over each place.
std::vector<int> openings_over(std::span<const Opening> openings, std::span<const Place> places);

}  // namespace dermavox::wound
