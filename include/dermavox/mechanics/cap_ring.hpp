/// A pen's cap on skin at rest: an annulus that the hand presses in, and the skin inside it, which rises past the
/// cap's plane or stays below it, by a law of contact_laws.hpp.
///
/// The face of the cartridge lies `recess` behind the cap's plane, from the aperture outwards: skin that reaches it
/// at the aperture's edge stands on it there, and only what rises further inside the aperture goes beyond. SI.
#pragma once

#include "dermavox/device/device.hpp"
#include "dermavox/mechanics/contact_laws.hpp"

#include <vector>

namespace dermavox::mechanics {

class CapRing
{
public:
    CapRing(CapLaw law, const device::Device& pen);

    /// Level W of the cap's plane under a force C >= 0, and C at W.
    double level(double force) const { return m_law.plane(force).value; }
    double force(double level) const { return m_law.force(level); }
    /// Force beyond which both are extrapolated.
    double last_force() const { return m_law.last_force(); }
    /// Level B of the skin at each seat of the cartridge, past the cap's plane at W >= 0; < 0 where it stays below.
    std::vector<double> bulge(double level) const;
    /// B on the axis.
    double bulge_at_centre(double level) const { return bulge_at(0, level); }

private:
    double bulge_at(double radius, double level) const;

    CapLaw m_law;
    double m_edge, m_recess;      ///< radius of the aperture
    std::vector<double> m_seats;  ///< radii
};

}  // namespace dermavox::mechanics
