/// The solid of revolution that a needle's point makes: radius and volume by distance from the apex.
///
/// Cone: sphere of the tip radius r up to u = r (1 - sin alpha), from there the tangent cone of half angle
/// alpha = acos(r / hypot(D/2, T - r)) - atan2(T - r, D/2), which reaches D/2 at the taper T.
/// Bevel: a plane cuts the shaft over a length T; at distance u the solid is the circle's segment of height
/// D u/T, area R^2 (p - sin p cos p) with cos p = 1 - 2 u/T; the radius is that of the circle of equal area.
/// Table: straight between rows. Beyond the taper the radius is D/2.
#pragma once

#include "dermavox/device/needle.hpp"

namespace dermavox::device {

/// Set up once per needle, cheap to ask. Metres in, metres and cubic metres out.
class Profile
{
public:
    explicit Profile(const Needle& needle);

    double radius(double distance_from_apex) const;  ///< 0 for u <= 0; never decreases with u
    double volume(double depth) const;               ///< of the first `depth` metres, in closed form

private:
    double point_radius(double u) const;  ///< 0 < u < taper
    double point_volume(double u) const;  ///< 0 < u <= taper

    Point m_point;
    double m_tip, m_shaft;    ///< radii
    double m_taper, m_slope;  ///< length of the point; tan alpha
    double m_touch;           ///< distance from the apex where the sphere meets the cone
    std::vector<ProfileRow> m_rows;
    std::vector<double> m_volumes;  ///< up to each row
};

/// Profile(needle).radius(u): for one question; loops keep the Profile.
double radius_at(const Needle& needle, double distance_from_apex);
/// Profile(needle).volume(depth)
double volume_to(const Needle& needle, double depth);

}  // namespace dermavox::device
