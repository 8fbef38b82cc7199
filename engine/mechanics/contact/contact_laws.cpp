#include "dermavox/mechanics/contact_laws.hpp"

#include "engine/mechanics/kernel/gauss.hpp"

#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace dermavox::mechanics {

namespace {

constexpr int points = 48;
constexpr double first_share = 1e-3;  // of the last force; below it laws are linear

// 0 and forces that grow evenly in their logarithm.
std::vector<double> force_points(double last_force)
{
    std::vector<double> forces{0};
    for (int i = 0; i < points; ++i)
        forces.push_back(last_force * std::pow(first_share, 1 - double(i) / (points - 1)));
    return forces;
}

// w = F unit(w), where unit falls as w grows.
template <class Unit>
double settled(double force, const Unit& unit)
{
    double low = 0, high = force * unit(0);
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (middle < force * unit(middle) ? low : high) = middle;
    }
    return (low + high) / 2;
}

ContactCurve by_force(double last_force, const auto& displacement)
{
    std::vector<double> forces = force_points(last_force), sinks;
    for (const double force : forces) sinks.push_back(force > 0 ? displacement(force) : 0);
    return {std::move(forces), std::move(sinks)};
}

}  // namespace

CapLaw::CapLaw(ContactCurve ring, std::vector<double> radii, std::vector<ContactCurve> bulge)
    : m_ring(std::move(ring)),
      m_radii(std::move(radii)),
      m_bulge(std::move(bulge))
{
    if (m_radii.size() < 2 || m_radii.size() != m_bulge.size() || m_radii.front() != 0 ||
        !std::is_sorted(m_radii.begin(), m_radii.end()))
        throw std::invalid_argument("a cap's law needs a curve for each radius from the axis outwards");
}

// Between radii by the squares of the distances: the skin in the aperture is round at its top.
ContactCurve::Point CapLaw::bulge(double force, double r) const
{
    if (r >= m_radii.back()) return {0, 0};
    const std::size_t i = std::size_t(std::upper_bound(m_radii.begin(), m_radii.end(), r) - m_radii.begin()) - 1;
    const double in = m_radii[i] * m_radii[i], out = m_radii[i + 1] * m_radii[i + 1], t = (r * r - in) / (out - in);
    const ContactCurve::Point a = m_bulge[i].at(force), b = m_bulge[i + 1].at(force);
    return {a.value + t * (b.value - a.value), a.slope + t * (b.slope - a.slope)};
}

CapLaw cap_law(const SurfaceResponse& skin, double inner, double outer, double growth, double last_force)
{
    constexpr int rings = 9;
    const double middle = (inner + outer) / 2, own = skin.ring_self(inner, outer), disc = skin.self(middle);
    const auto plane = [&](double force) {
        return settled(force, [&](double w) { return own * skin.self(middle + growth * w) / disc; });
    };
    std::vector<double> radii;
    std::vector<ContactCurve> bulge;
    for (int i = 0; i < rings; ++i) {
        const double r = inner * i / (rings - 1);
        const double share = 1 - skin.ring(inner, outer, r) / own;
        radii.push_back(r);
        bulge.push_back(by_force(last_force, [&](double force) {
            const double w = plane(force);
            return share * w / std::sqrt(1 + std::pow(w / (0.42 * middle), 2));
        }));
    }
    return {by_force(last_force, plane), std::move(radii), std::move(bulge)};
}

namespace {

// Displacement per newton of a rigid flat base: nested rings of even pressure, borne so that all sink alike.
double flat_compliance(const SurfaceResponse& skin, double radius)
{
    constexpr int rings = 8;
    const auto edge = [&](int i) {
        return radius * std::sin(std::numbers::pi / 2 * i / rings);
    };  // narrow at the rim
    Eigen::Matrix<double, rings, rings> sinks;
    for (int i = 0; i < rings; ++i)
        for (int j = 0; j < rings; ++j)
            sinks(i, j) = i == j ? skin.ring_self(edge(i), edge(i + 1))
                                 : skin.ring(edge(j), edge(j + 1), (edge(i) + edge(i + 1)) / 2);
    return 1 / sinks.partialPivLu().solve(Eigen::Vector<double, rings>::Ones()).sum();
}

// F by steps in w, dF/dw = 4/(pi c) of the disc that touches.
ContactCurve rounded_law(const SurfaceResponse& skin, double radius, double growth, double last_force,
                         const auto& disc)
{
    constexpr double first = 1e-4, step = 1.12;
    std::vector<double> forces{0}, sinks{0};
    for (double w = first * radius, from = 0; forces.back() < last_force && w < radius; from = w, w *= step) {
        const auto rise = [&](double at) { return 4 / std::numbers::pi / skin.self(disc(at) + growth * at); };
        forces.push_back(forces.back() + gauss_panel(rise, from, w)), sinks.push_back(w);
    }
    return {std::move(forces), std::move(sinks)};
}

}  // namespace

ContactCurve base_law(const SurfaceResponse& skin, double radius, double growth, double last_force)
{
    const double flat = flat_compliance(skin, radius), disc = skin.self(radius);
    return by_force(last_force, [&](double force) {
        return settled(force, [&](double w) { return flat * skin.self(radius + growth * w) / disc; });
    });
}

ContactCurve sphere_law(const SurfaceResponse& skin, double radius, double growth, double last_force)
{
    return rounded_law(skin, radius, growth, last_force, [&](double w) { return std::sqrt(radius * w); });
}

ContactCurve drum_law(const SurfaceResponse& skin, double radius, double width, double growth, double last_force)
{
    return rounded_law(skin, radius, growth, last_force,
                       [&](double w) { return std::sqrt(2 * width * std::sqrt(radius * w) / std::numbers::pi); });
}

}  // namespace dermavox::mechanics
