/// The solid of revolution that a needle's point makes: radius and volume by distance from the apex, and back.
///
/// Cone: sphere of the tip radius r up to u = r (1 - sin alpha), from there the tangent cone of half angle
/// alpha = acos(r / hypot(D/2, T - r)) - atan2(T - r, D/2), which reaches D/2 at the taper T.
/// Bevel: a plane cuts the shaft over a length T; at distance u the solid is the circle's segment of height
/// D u/T, area R^2 (p - sin p cos p) with cos p = 1 - 2 u/T; the radius is that of the circle of equal area.
/// Table: straight between rows. Beyond the taper the radius is D/2.
///
/// The way back is exact for a cone and a table; of a bevel it is straight between 1024 of its points (errors below
/// 1 nm).
#pragma once

#include "dermavox/device/needle.hpp"

#include <cstddef>
#include <vector>

namespace dermavox::device {

/// Set up once per needle, cheap to ask: millions of columns are. Metres in, metres and cubic metres out.
class Profile
{
public:
    explicit Profile(const Needle& needle);

    double radius(double distance_from_apex) const;  ///< 0 for u <= 0; never decreases with u
    double volume(double depth) const;               ///< of the first `depth` metres, in closed form
    /// Distance from the apex beyond which the needle is wider than rho; infinite for rho >= shaft().
    double depth_of(double rho) const;
    /// Slope of depth_of at rho < shaft(), >= 0.
    double depth_gain(double rho) const;

    double shaft() const { return m_shaft; }  ///< D/2
    double apex() const { return m_tip; }     ///< radius of the apex
    /// Where depth_of is the straight line cone_start() + rho cone_gain(): rho in [straight_from(), shaft()). Of a
    /// cone it is apex() - sqrt(apex()^2 - rho^2) below; other points have no straight part.
    double straight_from() const { return m_straight_from; }
    double cone_start() const { return m_start; }
    double cone_gain() const { return m_gain; }

private:
    double point_radius(double u) const;  ///< 0 < u < taper
    double point_volume(double u) const;  ///< 0 < u <= taper
    double row_radius(double u) const;
    std::size_t row_above(double rho) const;

    Point m_point;
    double m_tip, m_shaft;                    ///< radii
    double m_taper, m_slope;                  ///< length of the point; tan alpha
    double m_touch, m_touch_radius;           ///< where the apex sphere meets the cone
    double m_straight_from, m_start, m_gain;  ///< of the way back along the cone
    std::vector<ProfileRow> m_rows;           ///< of a table or bevel; empty for a cone
    std::vector<double> m_volumes;            ///< of a table, up to each row
};

/// Profile(needle).radius(u): for one question; loops keep the Profile.
double radius_at(const Needle& needle, double distance_from_apex);
/// Profile(needle).volume(depth)
double volume_to(const Needle& needle, double depth);

}  // namespace dermavox::device
