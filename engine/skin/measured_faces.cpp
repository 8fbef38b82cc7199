#include "dermavox/skin/measured_faces.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::skin {
namespace {

/// Where a coordinate lies between two columns.
struct Between {
    int low, high;
    double share;  ///< of `high`
};

Between between(double u, int n)
{
    const double period = 2.0 * n;
    u -= period * std::floor(u / period);
    if (u > n) u = period - u;  // the mirror image
    const double centre = std::clamp(u - 0.5, 0.0, double(n - 1));
    const int low = std::min(int(centre), std::max(n - 2, 0));
    return {low, std::min(low + 1, n - 1), centre - low};
}

}  // namespace

double MeasuredFaces::at(std::size_t i, double x, double y) const
{
    const int map = of_face[i];
    if (map < 0) return offset;
    const Between u = between(x / dx, nx), v = between(y / dy, ny);
    const std::vector<float>& height = heights[std::size_t(map)];
    const auto row = [&](int j) {
        const std::size_t start = std::size_t(j) * std::size_t(nx);
        const double low = double(height[start + std::size_t(u.low)]);
        const double high = double(height[start + std::size_t(u.high)]);
        return low + u.share * (high - low);
    };
    const double low = row(v.low), high = row(v.high);
    return low + v.share * (high - low);
}

}  // namespace dermavox::skin
