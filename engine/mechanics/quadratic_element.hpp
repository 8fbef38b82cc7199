/// Biquadratic 9-node element (r, z): its functions at the Gauss points of the reference square.
///
/// Node a + 3 b stands at (a - 1, b - 1), a along r, b along z.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace dermavox::mechanics {

struct ElementPoint {
    std::array<double, 9> n{}, by_x{}, by_y{};  ///< functions, their derivatives along the two sides
    double weight = 0;
};

/// Functions of the three nodes of a side, and their slopes, at x in [-1, 1].
inline std::array<double, 3> side_values(double x) { return {x * (x - 1) / 2, 1 - x * x, x * (x + 1) / 2}; }
inline std::array<double, 3> side_slopes(double x) { return {x - 0.5, -2 * x, x + 0.5}; }

/// The 2 x 2 or 3 x 3 Gauss points. Requires per_side 2 or 3.
inline std::vector<ElementPoint> element_points(int per_side)
{
    const double outer = per_side == 2 ? 1 / std::sqrt(3.0) : std::sqrt(0.6), edge = per_side == 2 ? 1.0 : 5.0 / 9;
    std::vector<std::array<double, 2>> line{{-outer, edge}, {outer, edge}};
    if (per_side == 3) line.push_back({0, 8.0 / 9});
    std::vector<ElementPoint> points;
    for (const auto& [y, wy] : line)
        for (const auto& [x, wx] : line) {
            ElementPoint p;
            for (std::size_t i = 0; i < 9; ++i) {
                p.n[i] = side_values(x)[i % 3] * side_values(y)[i / 3];
                p.by_x[i] = side_slopes(x)[i % 3] * side_values(y)[i / 3];
                p.by_y[i] = side_values(x)[i % 3] * side_slopes(y)[i / 3];
            }
            p.weight = wx * wy;
            points.push_back(p);
        }
    return points;
}

}  // namespace dermavox::mechanics
