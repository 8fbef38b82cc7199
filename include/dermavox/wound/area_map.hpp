/// Partial-volume pictures of a section: the share of every pixel that is open, whatever the pixel's size.
#pragma once

#include "dermavox/wound/tract.hpp"

#include <vector>

namespace dermavox::wound {

struct AreaMap {
    double pixel = 0;           ///< edge [m]
    int nx = 0, ny = 0;         ///< pixel (i, j) covers [i pixel, (i + 1) pixel) x [j pixel, (j + 1) pixel)
    std::vector<float> open;    ///< [j nx + i]: share of the pixel's area inside some opening
    std::vector<float> layers;  ///< [j nx + i]: mean number of openings over the pixel

    double open_area() const;  ///< [m2]
};

/// Every pixel row is cut into `rows` lines, on which the openings' chords are exact; the error of a pixel's share is
/// of the order 1/rows^2 where an outline crosses the lines and rows^-1.5 where it touches them. Openings of a
/// periodic patch must come with their images. Parallel; the same bits for any thread count. Requires rows > 0.
AreaMap area_map(std::span<const Opening> openings, double pixel, int nx, int ny, int rows = 8);

}  // namespace dermavox::wound
