#include "dermavox/mechanics/channel.hpp"

#include "dermavox/mechanics/cutting_law.hpp"
#include "dermavox/mechanics/residual_opening.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dermavox::mechanics {

namespace {

// Distance from the tip at which the needle is this thick; infinite when it never is.
double distance_to(const device::Needle& needle, double radius)
{
    const device::Profile profile(needle);
    double low = 0, high = needle.taper.si;
    if (profile.radius(high) < radius) return std::numeric_limits<double>::infinity();
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (profile.radius(middle) < radius ? low : high) = middle;
    }
    return high;
}

}  // namespace

ChannelLaw::ChannelLaw(const skin::Stack& skin, const device::Needle& needle, const Parameters& parameters)
{
    if (skin.layers.empty()) return;
    m_profile.emplace(needle);
    m_recoil = skin.layers.front().recoil.value;
    m_aspect = opening_aspect(skin, 0), m_lines = skin.tension_lines.si, m_strain = tension_strain(skin);
    double depth = 0;
    for (const skin::Layer& layer : skin.layers) {
        const double h = layer.thickness.value.si, recoil = layer.recoil.value;
        const double stays = parameters.open_width.value.si / 2;
        const double closed = stays <= 0   ? 0
                              : recoil > 0 ? distance_to(needle, stays / recoil)
                                           : std::numeric_limits<double>::infinity();
        m_layers.push_back({depth, depth + h, closed});
        depth += h;
    }
}

double ChannelLaw::residual(double inserted) const
{
    double open = 0;
    for (const Layer& layer : m_layers) {
        if (layer.top >= inserted) break;
        const double end = std::min(inserted - layer.closed, layer.bottom);
        open = std::max(open, end);
        if (end < layer.bottom) break;
    }
    return open;
}

skin::Ellipse ChannelLaw::opening(double inserted, double slit) const
{
    if (!m_profile || residual(inserted) <= 0) return {};
    const double diameter = m_recoil * 2 * m_profile->radius(inserted);
    return residual_opening(with_slit(diameter, slit, m_strain), m_aspect, m_lines);
}

}  // namespace dermavox::mechanics
