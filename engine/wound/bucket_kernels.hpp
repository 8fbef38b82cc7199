/// The inner loops of carving, built for several instruction sets (core/instruction_set.hpp). Private to wound.
#pragma once

#include "dermavox/core/instruction_set.hpp"

#include <cstdint>

namespace dermavox::wound {

/// An upright slit of a needle with a conical point: see tract.hpp and device/profile.hpp. Radii are scaled.
struct SlitCut {
    double along_x, along_y;  ///< unit vector of the slit
    double half_slit;         ///< at the surface, > 0
    double tip;               ///< depth
    double bottom;            ///< down to which depths are asked for, <= tip
    double shaft;             ///< radius, beyond which nothing is cut
    double start, gain;       ///< of the cone: distance from the apex = start + gain x radius
    double straight, apex;    ///< radius from which it is one; radius of the apex
    double scale;             ///< of the radii
};

struct BucketKernels {
    /// depth[k] of the sixteen columns at (dx[k], dy[k]) from the axis, cut off at the slit's bottom; below 0 where a
    /// column is not cut.
    void (*cut_columns)(const SlitCut& cut, const double* dx, const double* dy, double* depth);
    /// The eight levels of a leaf, from the lowest up: hits[c] += ended[z][c] for its 64 columns, ended becomes 0,
    /// and values[8 c + z] = hits, 255 at most.
    void (*stack_hits)(std::uint16_t (*ended)[64], std::uint16_t* hits, std::uint8_t* values);
};

/// Baseline when the set was not built.
const BucketKernels& bucket_kernels(core::InstructionSet set = core::best_instruction_set());

}  // namespace dermavox::wound
