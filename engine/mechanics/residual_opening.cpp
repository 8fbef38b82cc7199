#include "dermavox/mechanics/residual_opening.hpp"

#include "dermavox/mechanics/layered_kernel.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::mechanics {

namespace {

using std::numbers::pi;

/// The same line in (-pi/2, pi/2].
double line_angle(double angle)
{
    const double turned = std::remainder(angle, pi);
    return turned <= -pi / 2 ? turned + pi : turned;
}

double width_across(const skin::Ellipse& e, double slit, double heading, double direction)
{
    const double along = e.long_axis * std::cos(direction - e.angle),
                 across = e.short_axis * std::sin(direction - e.angle);
    return slit * std::abs(std::cos(direction - heading)) + std::hypot(along, across);
}

}  // namespace

double opening_aspect(const skin::Stack& skin, std::size_t layer)
{
    const double depth = tension_depth(skin).si, ratio = skin.tension_ratio;
    if (skin.tension.si <= 0 || ratio >= 1 || skin::depth_of(skin, layer).si >= depth) return 1;
    double stiffness = 0;
    for (std::size_t i = 0; i < skin.layers.size(); ++i) {
        const double top = skin::depth_of(skin, i).si, bottom = skin::depth_of(skin, i + 1).si;
        stiffness += skin.layers[i].young_modulus.value.si * std::max(0.0, std::min(bottom, depth) - top);
    }
    const double along = 2 * skin.tension.si / (1 + ratio), across = ratio * along;
    return std::exp(4 * (along - across) / stiffness);
}

skin::Ellipse residual_opening(double diameter, double aspect, double lines)
{
    const double root = std::sqrt(aspect);
    return {diameter * root, diameter / root, line_angle(lines)};
}

skin::Ellipse swept(const skin::Ellipse& opening, double slit, double heading)
{
    if (slit <= 0) return opening;
    if (opening.long_axis <= opening.short_axis)
        return {opening.long_axis + slit, opening.short_axis, line_angle(heading)};
    // Widest between the directions of slit and long axis, by the shorter turn.
    const double turn = line_angle(heading - opening.angle);
    const auto width = [&](double part) { return width_across(opening, slit, heading, opening.angle + part * turn); };
    constexpr int scan = 16;
    int best = 0;
    for (int i = 1; i <= scan; ++i)
        if (width(double(i) / scan) > width(double(best) / scan)) best = i;
    double low = std::max(0.0, double(best - 1) / scan), high = std::min(1.0, double(best + 1) / scan);
    for (int i = 0; i < 40; ++i) {
        const double third = (high - low) / 3;
        if (width(low + third) < width(high - third))
            low += third;
        else
            high -= third;
    }
    const double angle = opening.angle + (low + high) / 2 * turn;
    return {width_across(opening, slit, heading, angle), width_across(opening, slit, heading, angle + pi / 2),
            line_angle(angle)};
}

}  // namespace dermavox::mechanics
