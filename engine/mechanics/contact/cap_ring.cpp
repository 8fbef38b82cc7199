#include "dermavox/mechanics/cap_ring.hpp"

#include <cmath>
#include <utility>

namespace dermavox::mechanics {

CapRing::CapRing(CapLaw law, const device::Device& pen)
    : m_law(std::move(law)),
      m_edge(pen.cartridge.aperture.si / 2),
      m_recess(pen.cartridge.recess.si)
{
    for (const device::Seat& seat : pen.cartridge.seats) m_seats.push_back(std::hypot(seat.x, seat.y));
}

double CapRing::bulge_at(double radius, double level) const
{
    const double force = m_law.force(level);
    const double free = m_law.bulge(force, radius).value, edge = m_law.bulge(force, m_edge).value;
    return edge > m_recess && radius < m_edge ? free - edge + m_recess : free;
}

std::vector<double> CapRing::bulge(double level) const
{
    std::vector<double> made;
    for (const double radius : m_seats) made.push_back(bulge_at(radius, level));
    return made;
}

}  // namespace dermavox::mechanics
