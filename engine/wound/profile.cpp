#include "dermavox/wound/profile.hpp"

#include "dermavox/device/profile.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace dermavox::wound {
namespace {

using device::ProfileRow;

double between(double x, double x0, double x1, double y0, double y1)
{
    return x1 > x0 ? y0 + (y1 - y0) * (x - x0) / (x1 - x0) : y1;
}

/// Points of a bevel, close together at its ends, where its radius bends most.
std::vector<ProfileRow> bevel_rows(const device::Needle& needle)
{
    constexpr int pieces = 1024;
    const device::Profile profile(needle);
    std::vector<ProfileRow> rows;
    for (int k = 0; k <= pieces; ++k) {
        const double u = needle.taper.si * (1 - std::cos(std::numbers::pi * k / pieces)) / 2;
        rows.push_back({u, profile.radius(u)});
    }
    rows.back() = {needle.taper.si, needle.diameter.si / 2};
    return rows;
}

}  // namespace

Profile::Profile(const device::Needle& needle)
    : m_tip(needle.tip_radius.si),
      m_shaft(needle.diameter.si / 2),
      m_taper(needle.taper.si),
      m_slope(std::tan(device::half_angle(needle))),
      m_touch(m_tip * (1 - std::sin(device::half_angle(needle)))),
      m_touch_radius(m_tip * std::cos(device::half_angle(needle))),
      m_straight_from(m_touch_radius),
      m_start(m_taper - m_shaft / m_slope),
      m_gain(1 / m_slope)
{
    if (needle.point == device::Point::table) m_rows = needle.profile;
    if (needle.point == device::Point::bevel) m_rows = bevel_rows(needle);
    if (!m_rows.empty() || !(m_slope > 0)) m_straight_from = m_shaft;  // no straight part
}

double Profile::row_radius(double u) const
{
    const auto to = std::upper_bound(m_rows.begin(), m_rows.end(), u,
                                     [](double at, const ProfileRow& row) { return at < row.distance; });
    const auto from = std::prev(to);
    return between(u, from->distance, to->distance, from->radius, to->radius);
}

/// The first row wider than rho.
std::size_t Profile::row_above(double rho) const
{
    const auto row = std::upper_bound(m_rows.begin(), m_rows.end(), rho,
                                      [](double at, const ProfileRow& r) { return at < r.radius; });
    return std::size_t(row - m_rows.begin());
}

double Profile::radius(double u) const
{
    if (u <= 0) return 0;
    if (u >= m_taper) return m_shaft;
    if (!m_rows.empty()) return row_radius(u);
    return u < m_touch ? std::sqrt(u * (2 * m_tip - u)) : m_shaft - (m_taper - u) * m_slope;
}

double Profile::depth_of(double rho) const
{
    if (rho >= m_shaft) return std::numeric_limits<double>::infinity();
    if (m_rows.empty()) {
        if (rho >= m_touch_radius) return m_start + rho * m_gain;
        return m_tip - std::sqrt((m_tip - rho) * (m_tip + rho));
    }
    const std::size_t to = row_above(rho);
    if (to == 0) return 0;
    const ProfileRow &a = m_rows[to - 1], &b = m_rows[to];
    return between(rho, a.radius, b.radius, a.distance, b.distance);
}

double Profile::depth_gain(double rho) const
{
    if (m_rows.empty()) return rho >= m_touch_radius ? m_gain : rho / std::sqrt((m_tip - rho) * (m_tip + rho));
    const std::size_t to = row_above(rho);
    if (to == 0) return 0;
    const ProfileRow &a = m_rows[to - 1], &b = m_rows[to];
    return (b.distance - a.distance) / (b.radius - a.radius);
}

}  // namespace dermavox::wound
