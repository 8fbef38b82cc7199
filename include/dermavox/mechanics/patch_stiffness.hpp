/// Stiffness k = 1/c of the patch that carries a needle's load, by the patch's radius, with its integral.
///
/// c(a) is the sink per newton of a disc; in a dense array of cells of radius q only what goes beyond the cell's
/// average, c(a) - c(sqrt(a^2 + q^2)). Tabulated over ln a from 0.1 um to 0.1 m and cubic between (6e-11 of k a);
/// beyond the ends k is proportional to a. The integral is that of the tabulated k, so that works made of both
/// balance.
#pragma once

#include "dermavox/mechanics/surface_response.hpp"

#include <vector>

namespace dermavox::mechanics {

class PatchStiffness
{
public:
    /// `cell`: q [m], above 0; infinite for a needle by itself.
    PatchStiffness(const SurfaceResponse& surface, double cell);

    /// k [N/m] at a radius above 0 [m].
    double at(double radius) const;
    /// k, and dk/da [N/m^2].
    struct Local {
        double stiffness, slope;
    };
    Local near(double radius) const;
    /// k, and the integral of k over radii up to this one [N].
    struct Sum {
        double stiffness, integral;
    };
    Sum up_to(double radius) const;

private:
    struct Node {
        double radius, stiffness, gain;  ///< gain: dk/d(ln a)
        double integral = 0;
    };
    struct Place {
        std::size_t index;
        double part;
    };
    static Place place(double radius);

    std::vector<Node> m_nodes;
};

}  // namespace dermavox::mechanics
