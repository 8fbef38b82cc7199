#include "dermavox/mechanics/cap_ring.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace dermavox::mechanics {

CapRing::CapRing(const SurfaceResponse& surface, const device::Device& pen, double growth)
    : m_surface(&surface),
      m_radius((pen.cap.radius.si + pen.cap.rim().si) / 2),
      m_growth(growth),
      m_recess(pen.cartridge.recess.si),
      m_compliance(surface.ring_self(pen.cap.radius.si, pen.cap.rim().si))
{
    std::map<double, double> shares;  // seats share radii
    const auto share = [&](double r) {
        const auto [at, fresh] = shares.try_emplace(r);
        if (fresh) at->second = 1 - surface.ring(pen.cap.radius.si, pen.cap.rim().si, r) / m_compliance;
        return at->second;
    };
    m_centre = share(0), m_edge = share(pen.cartridge.aperture.si / 2);
    for (const device::Seat& seat : pen.cartridge.seats) m_seats.push_back(share(std::hypot(seat.x, seat.y)));
}

double CapRing::force(double level) const
{
    return level * m_surface->self(m_radius) / (m_compliance * m_surface->self(m_radius + m_growth * level));
}

double CapRing::level(double force) const
{
    double low = 0, high = force * m_compliance;
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (this->force(middle) < force ? low : high) = middle;
    }
    return (low + high) / 2;
}

double CapRing::bulge_of(double share, double level) const
{
    constexpr double saturation = 0.42;  // of the radius
    const double rise = level / std::sqrt(1 + std::pow(level / (saturation * m_radius), 2));
    const double free = share * rise, edge = m_edge * rise;
    return edge > m_recess ? free - edge + m_recess : free;
}

std::vector<double> CapRing::bulge(double level) const
{
    std::vector<double> made;
    for (const double share : m_seats) made.push_back(bulge_of(share, level));
    return made;
}

}  // namespace dermavox::mechanics
