/// Large-strain law of one lone load: the dimple that it makes.
///
///     F = w/c(b + lambda w)        c(a): surface displacement per newton at the centre of a disc of radius a
///
/// w surface displacement, b radius of the load. Small dimples are exactly the linear layered solution; deep ones are
/// carried by a patch that grows with them, F ~ beta E w^2 as found for soft solids (Fakhouri et al. 2015,
/// doi:10.1039/c5sm00230c). Odd in w. SI.
#pragma once

#include "dermavox/mechanics/patch_stiffness.hpp"

namespace dermavox::mechanics {

class DimpleLaw
{
public:
    /// growth: lambda >= 0.
    DimpleLaw(const SurfaceResponse& surface, double growth);

    /// F, and dF/dw, at a displacement w >= 0 of a load of radius b > 0.
    struct Load {
        double force, stiffness;
    };
    Load at(double displacement, double radius) const;
    /// w under F >= 0. `above`: a displacement known to be no less than w.
    double displacement(double force, double radius, double above) const;
    double displacement(double force, double radius) const { return displacement(force, radius, 1e300); }

private:
    PatchStiffness m_patch;
    double m_growth;
};

}  // namespace dermavox::mechanics
