#include "dermavox/device/profile.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace dermavox::device {
namespace {

using std::numbers::pi;

double frustum(double r, double r2, double length) { return pi * length / 3 * (r * r + r * r2 + r2 * r2); }

/// Angle p of the segment that a bevel leaves at u of its length: cos p = 1 - 2 u/T.
double bevel_angle(double u_over_taper) { return std::acos(std::clamp(1 - 2 * u_over_taper, -1.0, 1.0)); }

double bevel_radius(double shaft, double u_over_taper)
{
    const double p = bevel_angle(u_over_taper);
    return shaft * std::sqrt((p - std::sin(p) * std::cos(p)) / pi);
}

/// Points of a bevel, close together at its ends, where its radius bends most.
std::vector<ProfileRow> bevel_rows(double shaft, double taper)
{
    constexpr int pieces = 1024;
    std::vector<ProfileRow> rows{{0, 0}};
    for (int k = 1; k < pieces; ++k) {
        const double u = taper * (1 - std::cos(pi * k / pieces)) / 2;
        rows.push_back({u, bevel_radius(shaft, u / taper)});
    }
    rows.push_back({taper, shaft});
    return rows;
}

std::vector<double> volumes_to(const std::vector<ProfileRow>& rows)
{
    std::vector<double> volumes;
    double sum = 0;
    for (std::size_t k = 0; k < rows.size(); ++k) {
        if (k > 0) sum += frustum(rows[k - 1].radius, rows[k].radius, rows[k].distance - rows[k - 1].distance);
        volumes.push_back(sum);
    }
    return volumes;
}

}  // namespace

Profile::Profile(const Needle& n)
    : m_point(n.point),
      m_tip(n.tip_radius.si),
      m_shaft(n.diameter.si / 2),
      m_taper(n.taper.si),
      m_slope(std::tan(half_angle(n))),
      m_touch(m_tip * (1 - std::sin(half_angle(n)))),
      m_touch_radius(m_tip * std::cos(half_angle(n))),
      m_straight_from(m_touch_radius),
      m_start(m_taper - m_shaft / m_slope),
      m_gain(1 / m_slope)
{
    if (m_point == Point::table) m_rows = n.profile, m_volumes = volumes_to(m_rows);
    if (m_point == Point::bevel) m_rows = bevel_rows(m_shaft, m_taper);
    if (m_point != Point::cone || !(m_slope > 0)) m_straight_from = m_shaft;  // no straight part
}

double Profile::row_radius(double u) const
{
    const auto next = std::upper_bound(m_rows.begin(), m_rows.end(), u,
                                       [](double at, const ProfileRow& row) { return at < row.distance; });
    if (next == m_rows.end()) return m_shaft;
    const ProfileRow &from = *std::prev(next), &to = *next;
    return from.radius + (to.radius - from.radius) * (u - from.distance) / (to.distance - from.distance);
}

/// The first row wider than rho.
std::size_t Profile::row_above(double rho) const
{
    const auto row = std::upper_bound(m_rows.begin(), m_rows.end(), rho,
                                      [](double at, const ProfileRow& r) { return at < r.radius; });
    return std::size_t(row - m_rows.begin());
}

double Profile::point_radius(double u) const
{
    if (m_point == Point::bevel) return bevel_radius(m_shaft, u / m_taper);
    if (m_point == Point::table) return row_radius(u);
    return u < m_touch ? std::sqrt(u * (2 * m_tip - u)) : m_shaft - (m_taper - u) * m_slope;
}

double Profile::point_volume(double u) const
{
    if (m_point == Point::bevel) {
        const double p = bevel_angle(u / m_taper), s = std::sin(p);
        return m_shaft * m_shaft * m_taper / 2 * (s - p * std::cos(p) - s * s * s / 3);
    }
    if (m_point == Point::table) {
        const auto next = std::lower_bound(m_rows.begin() + 1, m_rows.end() - 1, u,
                                           [](const ProfileRow& row, double at) { return row.distance < at; });
        const auto from = std::prev(next);
        const double radius =
            from->radius + (next->radius - from->radius) * (u - from->distance) / (next->distance - from->distance);
        return m_volumes[std::size_t(from - m_rows.begin())] + frustum(from->radius, radius, u - from->distance);
    }
    const double ball = std::min(u, m_touch);
    const double cap = pi * ball * ball * (m_tip - ball / 3);
    if (u <= m_touch) return cap;
    const double narrow = m_shaft - (m_taper - m_touch) * m_slope, wide = m_shaft - (m_taper - u) * m_slope;
    return cap + frustum(narrow, wide, u - m_touch);
}

double Profile::radius(double u) const
{
    if (u <= 0) return 0;
    return u < m_taper ? point_radius(u) : m_shaft;
}

double Profile::volume(double depth) const
{
    if (depth <= 0) return 0;
    const double shaft = pi * m_shaft * m_shaft * std::max(0.0, depth - m_taper);
    return point_volume(std::min(depth, m_taper)) + shaft;
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
    return a.distance + (b.distance - a.distance) * (rho - a.radius) / (b.radius - a.radius);
}

double Profile::depth_gain(double rho) const
{
    if (m_rows.empty()) return rho >= m_touch_radius ? m_gain : rho / std::sqrt((m_tip - rho) * (m_tip + rho));
    const std::size_t to = row_above(rho);
    if (to == 0) return 0;
    const ProfileRow &a = m_rows[to - 1], &b = m_rows[to];
    return (b.distance - a.distance) / (b.radius - a.radius);
}

double radius_at(const Needle& needle, double u) { return Profile(needle).radius(u); }

double volume_to(const Needle& needle, double depth) { return Profile(needle).volume(depth); }

}  // namespace dermavox::device
