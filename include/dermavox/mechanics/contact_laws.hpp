/// How skin answers broad rigid parts that press on it: the ring of a pen's cap, the base of a stamp, the drum of a
/// roller. A law is a value made of tabulated curves, from a closed form (here) or from large-strain finite elements.
///
/// The closed forms take the layered linear response c(a), the surface displacement per newton of a disc of radius a,
/// and let the loaded patch grow by lambda times the displacement w, as for a needle's own dimple:
///     ring, mean radius R    w = F a c(R + lambda w)/c(R)
///     bulge at radius r      (a - h(r))/a x w/sqrt(1 + (w/(0.42 R))^2)
///     flat base, radius R    w = F f c(R + lambda w)/c(R)
///     sphere, radius R       dF/dw = 4/(pi c(b + lambda w)), b^2 = R w: the touching disc, as Hertz has it
///     drum, width L          the same with a disc as large as the touching strip, b^2 = 2 L sqrt(R w)/pi
/// a: mean displacement of the ring per newton on it, h(r): displacement at r, f: of a rigid flat base.
///
/// With lambda = 1 they follow finite elements to 18 % (ring), 25 % (flat base) and 35 % (sphere) of the
/// displacement. The bulge is a guess: up to 0.25 mm off in taut skin and 1.5 mm in slack skin, where even its sign
/// may be wrong. No reference covers a drum of finite width. SI throughout.
#pragma once

#include "dermavox/mechanics/contact_curve.hpp"
#include "dermavox/mechanics/surface_response.hpp"

#include <vector>

namespace dermavox::mechanics {

/// A cap's ring, flat and rigid.
class CapLaw
{
public:
    /// `bulge`: one curve for each of `radii`, which rise from 0 to the aperture's radius.
    CapLaw(ContactCurve ring, std::vector<double> radii, std::vector<ContactCurve> bulge);

    /// Displacement of the ring's plane under a force >= 0, with its slope [m/N].
    ContactCurve::Point plane(double force) const { return m_ring.at(force); }
    /// Height of the skin above the ring's plane at a distance r from the axis under a force >= 0, with its slope
    /// [m/N]. Beyond the aperture, 0.
    ContactCurve::Point bulge(double force, double r) const;
    /// Force at which the plane has this displacement >= 0.
    double force(double displacement) const { return m_ring.inverse(displacement); }
    /// Beyond this force both go on along their last slope.
    double last_force() const { return m_ring.last(); }
    const std::vector<double>& radii() const { return m_radii; }

private:
    ContactCurve m_ring;
    std::vector<double> m_radii;
    std::vector<ContactCurve> m_bulge;
};

/// Aperture `inner`, 0 < inner < outer; growth: lambda >= 0; tabulated up to `last_force`.
CapLaw cap_law(const SurfaceResponse& skin, double inner, double outer, double growth, double last_force);

/// Displacement of a flat round base of this radius by force.
ContactCurve base_law(const SurfaceResponse& skin, double radius, double growth, double last_force);

/// Displacement of the lowest point of a sphere of this radius by force.
ContactCurve sphere_law(const SurfaceResponse& skin, double radius, double growth, double last_force);

/// Displacement of a drum's lowest line by force: a cylinder of this radius and width, rolling or not, without
/// needles.
ContactCurve drum_law(const SurfaceResponse& skin, double radius, double width, double growth, double last_force);

}  // namespace dermavox::mechanics
