/// Stiffness k = 1/c of the patch that carries a needle's load, by the patch's radius: c(a) is the sink per newton of
/// a disc. Tabulated over ln a from 0.1 um to 0.1 m and cubic between (6e-11 of k a); beyond the ends k is
/// proportional to a.
#pragma once

#include "dermavox/mechanics/surface_response.hpp"

#include <vector>

namespace dermavox::mechanics {

class PatchStiffness
{
public:
    explicit PatchStiffness(const SurfaceResponse& surface);

    /// k [N/m] at a radius above 0 [m].
    double at(double radius) const;
    /// k, and dk/da [N/m^2].
    struct Local {
        double stiffness, slope;
    };
    Local near(double radius) const;

private:
    struct Node {
        double radius, stiffness, gain;  ///< gain: dk/d(ln a)
    };
    struct Place {
        std::size_t index;
        double part;
    };
    static Place place(double radius);

    std::vector<Node> m_nodes;
};

}  // namespace dermavox::mechanics
