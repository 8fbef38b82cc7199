#include "dermavox/skin/inclusion.hpp"

#include <algorithm>

namespace dermavox::skin {

bool meets(const Inclusion& inclusion, const NeedlePath& path)
{
    if (!(path.depth > 0)) return false;
    if (inclusion.shape == Inclusion::Shape::plane) return path.depth >= inclusion.depth;
    // in the frame where the ellipsoid is the unit sphere: from + t way, t = 0 .. 1
    const double a = inclusion.half_x, b = inclusion.half_y, c = inclusion.half_depth;
    const double from[] = {(path.x - inclusion.x) / a, (path.y - inclusion.y) / b, -inclusion.depth / c};
    const double way[] = {path.lean_x * path.depth / a, path.lean_y * path.depth / b, path.depth / c};
    double along = 0, length = 0;
    for (int i = 0; i < 3; ++i) along -= from[i] * way[i], length += way[i] * way[i];
    const double t = std::clamp(along / length, 0.0, 1.0);  // of the nearest point
    double distance = 0;
    for (int i = 0; i < 3; ++i) distance += (from[i] + t * way[i]) * (from[i] + t * way[i]);
    return distance <= 1;
}

}  // namespace dermavox::skin
