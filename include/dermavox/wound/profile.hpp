/// A needle's profile read both ways: radius from distance, distance from radius. Plain doubles [m].
#pragma once

#include "dermavox/device/needle.hpp"

#include <vector>

namespace dermavox::wound {

/// The radii of device::Profile with their inverse, so that millions of columns can be asked. A cone is exact, a
/// table straight between its rows, a bevel straight between 1024 of its points (errors below 1 nm).
class Profile
{
public:
    explicit Profile(const device::Needle& needle);

    double radius(double u) const;
    /// Distance from the apex beyond which the needle is wider than rho; infinite for rho >= shaft().
    double depth_of(double rho) const;

    /// Slope of depth_of at rho < shaft(), >= 0.
    double depth_gain(double rho) const;

    double shaft() const { return m_shaft; }  ///< D/2
    /// Where depth_of is the straight line cone_start() + rho cone_gain(): rho in [straight_from(), shaft()).
    double straight_from() const { return m_straight_from; }
    double cone_start() const { return m_start; }
    double cone_gain() const { return m_gain; }

private:
    double row_radius(double u) const;
    std::size_t row_above(double rho) const;

    double m_tip, m_shaft, m_taper, m_slope;
    double m_touch, m_touch_radius;  ///< where the apex sphere meets the cone
    double m_straight_from, m_start, m_gain;
    std::vector<device::ProfileRow> m_rows;  ///< of a table or bevel; empty for a cone
};

}  // namespace dermavox::wound
