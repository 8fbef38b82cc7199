#include "dermavox/skin/stretch.hpp"

#include <cassert>
#include <cmath>
#include <numbers>

namespace dermavox::skin {
namespace {

/// An ellipse after diag(sx, sy), by the second-moment matrix M = A A^T: its eigenvalues are the squared axes.
Ellipse scaled(const Ellipse& e, double sx, double sy)
{
    const double c = std::cos(e.angle), s = std::sin(e.angle);
    const double l2 = e.long_axis * e.long_axis, s2 = e.short_axis * e.short_axis;
    const double xx = sx * sx * (l2 * c * c + s2 * s * s), yy = sy * sy * (l2 * s * s + s2 * c * c);
    const double xy = sx * sy * (l2 - s2) * c * s;
    const double mean = (xx + yy) / 2, half = std::hypot((xx - yy) / 2, xy);
    double angle = half > 1e-14 * mean ? std::atan2(2 * xy, xx - yy) / 2 : 0;
    if (angle <= -std::numbers::pi / 2) angle += std::numbers::pi;
    const double long_axis = std::sqrt(mean + half);
    const double area = e.long_axis * e.short_axis * sx * sy;  // short axis from the area: exact for slits
    return {long_axis, long_axis > 0 ? area / long_axis : 0, angle};
}

}  // namespace

double released_density(double taut_density, Stretch stretch) { return taut_density * stretch.x * stretch.y; }

Ellipse released(const Ellipse& taut, Stretch stretch)
{
    assert(stretch.x > 0 && stretch.y > 0);
    return scaled(taut, 1 / stretch.x, 1 / stretch.y);
}

Ellipse drawn_taut(const Ellipse& relaxed, Stretch stretch)
{
    assert(stretch.x > 0 && stretch.y > 0);
    return scaled(relaxed, stretch.x, stretch.y);
}

}  // namespace dermavox::skin
