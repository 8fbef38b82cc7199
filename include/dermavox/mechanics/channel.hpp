/// What an insertion leaves behind: the channel after recoil, and how far the skin gives sideways before a
/// gliding shaft cuts it.
///
/// After withdrawal the opening at depth z is recoil_i x 2 R(L - z). Where it would be narrower than
/// `open_width` it closes at once; the residual depth is where the open part, seen from the surface, ends.
///
/// A shaft pushes the tissue beside it with 4 pi mu/ln(Ro/R) per length and displacement; it cuts when the
/// line force reaches edge_resistance x lateral_cut (cutting_law.hpp). Both are averaged over the inserted length:
///     give = sum j_i lateral_cut h_i / sum 4 pi mu_i/ln(Ro/R) h_i
///
/// A shaft that goes in to L and out again on a parabola of time while it is carried by a way x stands at
/// L (1 - t^2) after x (1 + t)/2, -1 <= t <= 1: its sideways force is largest at t = 1/3 while it only stretches the
/// tissue (16/27 of spring L x), at the deepest point where it cuts by then, and where it begins to cut in between.
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
    double give(double inserted) const;      ///< sideways, before cutting
    double drag(double inserted,
                double shift) const;  ///< sideways force of a shaft moved by `shift`; it cuts at most
    double lateral(double inserted, double swept) const;  ///< largest of a visit: L, x
    /// At the surface, once the needle is out and after a slit along `heading`; nothing where it closes.
    skin::Ellipse opening(double inserted, double slit, double heading) const;

private:
    struct Layer {
        double top, bottom;
        double closed;            ///< distance from the tip over which the channel closes
        double strength, spring;  ///< per length: line force that cuts, and its stiffness
    };
    std::vector<Layer> m_layers;
    std::optional<device::Profile> m_profile;        ///< none without layers
    double m_recoil = 0, m_aspect = 1, m_lines = 0;  ///< at the surface
};

}  // namespace dermavox::mechanics
