/// How deep the columns of a row are cut by a slit: the inner loop of carving. Built for several instruction sets
/// (core/instruction_set.hpp). Private to wound.
#pragma once

#include "dermavox/core/instruction_set.hpp"

namespace dermavox::wound {

/// An upright slit of a needle with a conical point: see tract.hpp and device/profile.hpp. Radii are scaled.
struct SlitCut {
    double along_x, along_y;  ///< unit vector of the slit
    double half_slit;         ///< at the surface, > 0
    double tip;               ///< depth
    double shaft;             ///< radius, beyond which nothing is cut
    double start, gain;       ///< of the cone: distance from the apex = start + gain x radius
    double straight, apex;    ///< radius from which it is one; radius of the apex
    double scale;             ///< of the radii
};

/// depth[k] of the eight columns at (dx, dy[k]) from the axis; below 0 where a column is not cut.
using SlitRow = void (*)(const SlitCut& cut, double dx, const double* dy, double* depth);

/// Baseline when the set was not built.
SlitRow slit_row(core::InstructionSet set = core::best_instruction_set());

}  // namespace dermavox::wound
