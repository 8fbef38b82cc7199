/// A channel: one connected opening of the skin surface after recoil. SI, radians.
#pragma once

#include <cstdint>
#include <vector>

namespace dermavox::wound {

struct Channel {
    std::uint32_t id = 0;                  ///< in order of the smallest (y, x) of its centre
    double x = 0, y = 0;                   ///< centroid of the opening
    double long_axis = 0, short_axis = 0;  ///< full axes of the ellipse with the opening's second moments
    double angle = 0;                      ///< of the long axis, from +x, (-pi/2, pi/2]
    double area = 0;                       ///< of the opening at the surface
    double depth = 0;                      ///< of its deepest residual point
    double cut_depth = 0;                  ///< of its deepest cut, before recoil
    std::uint32_t merged_insertions = 0;
    std::vector<double> volume_per_layer;  ///< residual volume [m3], top down
    bool reaches_dermis = false;           ///< its deepest cut passes the top of the dermis under its centre
    bool reaches_capillaries = false;      ///< ... and the capillary plane
    std::uint32_t follicles = 0;           ///< hair follicles whose mouth its opening meets
    std::uint32_t glands = 0;              ///< sweat glands whose pore it meets
};

}  // namespace dermavox::wound
