/// What lies in the skin without being a layer: a bolus of filler, a plane of vessels. Needles meet it; it changes
/// neither force nor water loss.
#pragma once

#include <string>

namespace dermavox::skin {

/// SI. `depth` is below the surface straight above.
struct Inclusion {
    enum class Shape { plane, ellipsoid };
    std::string name;
    Shape shape = Shape::plane;
    double depth = 0;                               ///< of the plane, or of the ellipsoid's centre, > 0
    double x = 0, y = 0;                            ///< centre of an ellipsoid, world
    double half_x = 0, half_y = 0, half_depth = 0;  ///< its semi-axes, > 0
};

/// The way of a tip: straight from (x, y) at the surface down to `depth`, shifted by lean x depth on the way.
struct NeedlePath {
    double x = 0, y = 0, depth = 0;
    double lean_x = 0, lean_y = 0;
};

/// True when the path touches the inclusion: the plane when depth >= its own, the ellipsoid when some point of the
/// segment has ((x - cx)/a)^2 + ((y - cy)/b)^2 + ((z - cz)/c)^2 <= 1. The needle's own width is left out. Inclusions
/// do not repeat where a patch is periodic.
bool meets(const Inclusion& inclusion, const NeedlePath& path);

}  // namespace dermavox::skin
