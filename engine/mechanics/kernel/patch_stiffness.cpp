#include "dermavox/mechanics/patch_stiffness.hpp"

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

PatchStiffness::PatchStiffness(const SurfaceResponse& surface)
{
    for (std::size_t i = 0; node(i) < last; ++i)
        m_nodes.push_back({node(i), 1 / surface.self(node(i)), node(i) * surface.self_stiffness_slope(node(i))});
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

}  // namespace dermavox::mechanics
