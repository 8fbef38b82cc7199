/// The first voxel down a column whose centre is at or below a depth [m], between 0 and lattice.nz. Compares
/// depth and centre as doubles, so that a label is the layer at the centre to the last bit.
#pragma once

#include "dermavox/core/lattice.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::skin {

inline int first_below(double depth, const core::Lattice& lattice)
{
    int k = int(std::clamp(std::ceil(depth / lattice.voxel - 0.5), 0.0, double(lattice.nz)));
    while (k > 0 && lattice.centre(k - 1) >= depth) --k;
    while (k < lattice.nz && lattice.centre(k) < depth) ++k;
    return k;
}

}  // namespace dermavox::skin
