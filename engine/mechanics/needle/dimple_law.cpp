#include "dermavox/mechanics/dimple_law.hpp"

#include <algorithm>

namespace dermavox::mechanics {

DimpleLaw::DimpleLaw(const SurfaceResponse& surface, double growth) : m_patch(surface), m_growth(growth) {}

DimpleLaw::Load DimpleLaw::at(double displacement, double radius) const
{
    const auto [k, slope] = m_patch.near(radius + m_growth * displacement);
    return {displacement * k, k + displacement * m_growth * slope};
}

// Newton steps from above: F is convex in w but for the last digits of its table.
double DimpleLaw::displacement(double force, double radius, double above) const
{
    if (force <= 0) return 0;
    double w = std::min(above, force / m_patch.at(radius));
    for (int i = 0; i < 100; ++i) {
        const Load load = at(w, radius);
        const double step = (load.force - force) / load.stiffness;
        w -= step;
        if (step <= 1e-13 * w) break;
    }
    return w;
}

}  // namespace dermavox::mechanics
