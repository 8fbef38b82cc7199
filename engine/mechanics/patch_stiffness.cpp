#include "dermavox/mechanics/patch_stiffness.hpp"

#include "engine/mechanics/gauss.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::mechanics {

namespace {

constexpr double first = 1e-7, last = 0.1, step = 0.0125;  // of ln a

double node(std::size_t i) { return first * std::exp(step * double(i)); }

// Cubic with these values and slopes (by part) at 0 and 1.
double hermite(double v, double s, double v1, double s1, double t)
{
    return v + t * (s + t * (3 * (v1 - v) - 2 * s - s1 + t * (2 * (v - v1) + s + s1)));
}
double hermite_slope(double v, double s, double v1, double s1, double t)
{
    return s + t * (2 * (3 * (v1 - v) - 2 * s - s1) + t * 3 * (2 * (v - v1) + s + s1));
}

}  // namespace

PatchStiffness::PatchStiffness(const SurfaceResponse& surface, double cell)
{
    const auto sink = [&](double a) {
        return std::isfinite(cell) ? surface.self(a) - surface.self(std::hypot(a, cell)) : surface.self(a);
    };
    const auto falls = [&](double a) {  // -dc/da
        const double c = surface.self(a);
        return c * c * surface.self_stiffness_slope(a);
    };
    for (std::size_t i = 0; node(i) < last; ++i) {
        const double a = node(i), wide = std::hypot(a, cell), c = sink(a);
        const double fall = std::isfinite(cell) ? falls(a) - falls(wide) * a / wide : falls(a);
        m_nodes.push_back({a, 1 / c, a * fall / (c * c)});
    }
    m_nodes.front().integral = m_nodes.front().stiffness * first / 2;
    for (std::size_t i = 0; i + 1 < m_nodes.size(); ++i) {
        const Node &from = m_nodes[i], &to = m_nodes[i + 1];
        const auto by_part = [&](double t) {  // k da/dt
            return hermite(from.stiffness, step * from.gain, to.stiffness, step * to.gain, t) * step * node(i) *
                   std::exp(step * t);
        };
        m_nodes[i + 1].integral = from.integral + gauss_panel(by_part, 0, 1);
    }
}

PatchStiffness::Place PatchStiffness::place(double radius)
{
    const double position = std::log(radius / first) / step;
    const std::size_t i = std::size_t(position);
    return {i, position - double(i)};
}

double PatchStiffness::at(double radius) const
{
    if (radius <= first) return m_nodes.front().stiffness * radius / first;
    const Place p = place(radius);
    if (p.index + 1 >= m_nodes.size()) return m_nodes.back().stiffness * radius / m_nodes.back().radius;
    const Node &from = m_nodes[p.index], &to = m_nodes[p.index + 1];
    return hermite(from.stiffness, step * from.gain, to.stiffness, step * to.gain, p.part);
}

PatchStiffness::Local PatchStiffness::near(double radius) const
{
    const Place p = place(std::max(radius, first));
    if (radius <= first || p.index + 1 >= m_nodes.size()) return {at(radius), at(radius) / radius};
    const Node &from = m_nodes[p.index], &to = m_nodes[p.index + 1];
    const double s = step * from.gain, s1 = step * to.gain;
    return {hermite(from.stiffness, s, to.stiffness, s1, p.part),
            hermite_slope(from.stiffness, s, to.stiffness, s1, p.part) / (step * radius)};
}

PatchStiffness::Sum PatchStiffness::up_to(double radius) const
{
    if (radius <= first) return {at(radius), at(radius) * radius / 2};
    const Place p = place(radius);
    if (p.index + 1 >= m_nodes.size()) {
        const double end = m_nodes.back().radius, k = m_nodes.back().stiffness;
        return {k * radius / end, m_nodes.back().integral + k * (radius * radius - end * end) / (2 * end)};
    }
    const Node &from = m_nodes[p.index], &to = m_nodes[p.index + 1];
    const double at_from = step * from.radius, at_to = step * to.radius;  // da/dt
    return {hermite(from.stiffness, step * from.gain, to.stiffness, step * to.gain, p.part),
            hermite(from.integral, at_from * from.stiffness, to.integral, at_to * to.stiffness, p.part)};
}

}  // namespace dermavox::mechanics
