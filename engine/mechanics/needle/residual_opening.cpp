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

/// sum E_j h_j over the layers, down to the depth that carries the tension [N/m].
double sheet_stiffness(const skin::Stack& skin)
{
    const double depth = tension_depth(skin).si;
    double stiffness = 0;
    for (std::size_t i = 0; i < skin.layers.size(); ++i) {
        const double top = skin::depth_of(skin, i).si, bottom = skin::depth_of(skin, i + 1).si;
        stiffness += skin.layers[i].young_modulus.value.si * std::max(0.0, std::min(bottom, depth) - top);
    }
    return stiffness;
}

}  // namespace

double opening_aspect(const skin::Stack& skin, std::size_t layer)
{
    const double depth = tension_depth(skin).si, ratio = skin.tension_ratio;
    if (skin.tension.si <= 0 || ratio >= 1 || skin::depth_of(skin, layer).si >= depth) return 1;
    const double stiffness = sheet_stiffness(skin);
    const double along = 2 * skin.tension.si / (1 + ratio), across = ratio * along;
    return std::exp(4 * (along - across) / stiffness);
}

skin::Ellipse residual_opening(double diameter, double aspect, double lines)
{
    const double root = std::sqrt(aspect);
    return {diameter * root, diameter / root, line_angle(lines)};
}

double tension_strain(const skin::Stack& skin)
{
    return skin.tension.si > 0 ? skin.tension.si / sheet_stiffness(skin) : 0;
}

double with_slit(double diameter, double slit, double tension_strain)
{
    return std::sqrt(diameter * diameter + 2 * slit * slit * tension_strain);
}

}  // namespace dermavox::mechanics
