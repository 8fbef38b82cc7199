/// What an insertion leaves behind: the channel after recoil.
///
/// After withdrawal the opening at depth z is recoil_i x 2 R(L - z). Where it would be narrower than
/// `open_width` it closes at once; the residual depth is where the open part, seen from the surface, ends.
/// A slit closes to a line that taut skin holds open by its strain (residual_opening.hpp).
#pragma once

#include "dermavox/device/needle.hpp"
#include "dermavox/device/profile.hpp"
#include "dermavox/mechanics/parameters.hpp"
#include "dermavox/skin/stretch.hpp"

#include <optional>
#include <vector>

namespace dermavox::mechanics {

/// SI.
class ChannelLaw
{
public:
    ChannelLaw() = default;
    ChannelLaw(const skin::Stack& skin, const device::Needle& needle, const Parameters& parameters);

    std::size_t layers() const { return m_layers.size(); }
    double residual(double inserted) const;  ///< depth of the channel that stays open
    /// At the surface, once the needle is out, with the area of a slit; nothing where the channel closes.
    skin::Ellipse opening(double inserted, double slit) const;

private:
    struct Layer {
        double top, bottom;
        double closed;  ///< distance from the tip over which the channel closes
    };
    std::vector<Layer> m_layers;
    std::optional<device::Profile> m_profile;                      ///< none without layers
    double m_recoil = 0, m_aspect = 1, m_lines = 0, m_strain = 0;  ///< at the surface
};

}  // namespace dermavox::mechanics
