/// How the slit of a tract shortens with depth. Private to wound.
#pragma once

#include <algorithm>
#include <cmath>

namespace dermavox::wound {

/// Half length at a depth over that at the surface, and its derivative by depth [1/m]; see tract.hpp. Falls from 1 at
/// the surface to 0 at the tip, ever faster.
struct SlitShape {
    double share, slope;
};

inline SlitShape slit_shape(double depth, double tip, double drum)
{
    if (depth >= tip) return {0, 0};
    if (drum == 0) {
        const double share = std::sqrt(1 - depth / tip);
        return {share, -1 / (2 * tip * share)};
    }
    const auto swept = [&](double z) {
        const double a = std::acos((drum + z) / (drum + tip));
        return (drum + z) * std::tan(a) - drum * a;
    };
    const double cosine = (drum + depth) / (drum + tip), whole = swept(0);
    return {swept(depth) / whole, -depth / ((drum + tip) * std::sqrt(1 - cosine * cosine)) / whole};
}

}  // namespace dermavox::wound
