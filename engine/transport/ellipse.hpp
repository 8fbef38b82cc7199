/// Plane geometry of ellipses, for mouths that touch.
#pragma once

#include <vector>

namespace dermavox::transport {

struct Ellipse {
    double x = 0, y = 0;
    double a = 0, b = 0;  ///< semi-axes, a >= b > 0
    double angle = 0;     ///< of a, from +x
};

/// True when the closed ellipses share a point. Exact up to rounding.
bool touch(const Ellipse& p, const Ellipse& q);

/// Area, centroid and second moments of a union of ellipses, as the ellipse that shares them.
struct Outline {
    double area = 0;  ///< of the union, not of the ellipse
    Ellipse ellipse;
};
/// Spans along x are exact; `rows` scan lines cross the flattest ellipse.
Outline union_of(const std::vector<Ellipse>& ellipses, int rows = 64);

}  // namespace dermavox::transport
