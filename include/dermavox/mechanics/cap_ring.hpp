/// A pen's cap on skin at rest: an annulus that the hand presses in, and the skin that rises inside it.
///
///     W = C a c(R + lambda W)/c(R)                    level of the cap's plane under its force C
///     B(r) = (a - h(r))/a x W/sqrt(1 + (W/(0.42 R))^2)     level of the skin at r, past that plane
/// a mean displacement under the ring per newton and h(r) displacement at r, both linear; R mean radius of the ring,
/// c compliance of a disc, lambda that of dimple_law.hpp. Against rigid rings of 4 to 5 mm in large-strain finite
/// elements W is right to 8 % and B to 20 % (tests/mechanics/cap_ring_test.cpp).
/// The face of the cartridge lies `recess` behind the cap's plane, from the aperture outwards: skin that reaches it
/// at the aperture's edge stands on it there, and only what rises further inside the aperture goes beyond. SI.
#pragma once

#include "dermavox/device/device.hpp"
#include "dermavox/mechanics/surface_response.hpp"

#include <vector>

namespace dermavox::mechanics {

class CapRing
{
public:
    /// surface: of skin at rest.
    CapRing(const SurfaceResponse& surface, const device::Device& pen, double growth);

    /// W under C >= 0, and C at W.
    double level(double force) const;
    double force(double level) const;
    /// B at each seat of the cartridge, at W >= 0.
    std::vector<double> bulge(double level) const;
    /// B on the axis.
    double bulge_at_centre(double level) const { return bulge_of(m_centre, level); }

private:
    double bulge_of(double share, double level) const;  // share: (a - h)/a

    const SurfaceResponse* m_surface;
    double m_radius, m_growth, m_recess, m_compliance;
    double m_centre, m_edge;      ///< share on the axis, at the aperture's edge
    std::vector<double> m_seats;  ///< shares
};

}  // namespace dermavox::mechanics
