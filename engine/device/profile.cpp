#include "dermavox/device/profile.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::device {
namespace {

using std::numbers::pi;

double frustum(double r, double r2, double length) { return pi * length / 3 * (r * r + r * r2 + r2 * r2); }

/// Angle p of the segment that a bevel leaves at u of its length: cos p = 1 - 2 u/T.
double bevel_angle(double u_over_taper) { return std::acos(std::clamp(1 - 2 * u_over_taper, -1.0, 1.0)); }

}  // namespace

Profile::Profile(const Needle& n)
    : m_point(n.point),
      m_tip(n.tip_radius.si),
      m_shaft(n.diameter.si / 2),
      m_taper(n.taper.si),
      m_slope(std::tan(half_angle(n))),
      m_touch(m_tip * (1 - std::sin(half_angle(n)))),
      m_rows(n.profile)
{
    double sum = 0;
    for (std::size_t k = 0; k < m_rows.size(); ++k) {
        if (k > 0)
            sum += frustum(m_rows[k - 1].radius, m_rows[k].radius, m_rows[k].distance - m_rows[k - 1].distance);
        m_volumes.push_back(sum);
    }
}

double Profile::point_radius(double u) const
{
    if (m_point == Point::bevel) {
        const double p = bevel_angle(u / m_taper);
        return m_shaft * std::sqrt((p - std::sin(p) * std::cos(p)) / pi);
    }
    if (m_point == Point::table) {
        const auto next = std::upper_bound(m_rows.begin(), m_rows.end(), u,
                                           [](double at, const ProfileRow& row) { return at < row.distance; });
        const ProfileRow &from = *std::prev(next), &to = *next;
        return from.radius + (to.radius - from.radius) * (u - from.distance) / (to.distance - from.distance);
    }
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

double radius_at(const Needle& needle, double u) { return Profile(needle).radius(u); }

double volume_to(const Needle& needle, double depth) { return Profile(needle).volume(depth); }

}  // namespace dermavox::device
