/// Carving: insertions into sparse voxel grids.
#pragma once

#include "dermavox/device/needle_set.hpp"
#include "dermavox/mechanics/insertion.hpp"
#include "dermavox/motion/programme.hpp"
#include "dermavox/skin/appendages.hpp"
#include "dermavox/skin/skin.hpp"
#include "dermavox/wound/column_box.hpp"
#include "dermavox/wound/wound.hpp"

#include <span>

namespace dermavox::wound {

struct CarveOptions {
    motion::Edges edges = motion::Edges::margin;    ///< periodic patches carry on over their border; otherwise what
                                                    ///< lies outside the lattice is cut off
    Length drum{};                                  ///< radius of the roller, which shapes its grooves; 0 = none
    double capillary_offset = 75e-6;                ///< of the capillary plane under the top of the dermis [m]
    std::span<const skin::Appendage> appendages{};  ///< of the patch
    bool grids = true;  ///< false: tracts and channels only, for patches beyond the memory

    CarveOptions() = default;
    CarveOptions(motion::Edges at_border) : edges(at_border) {}
};

/// The wound of all punctured insertions. Parallel; the same grids for any thread count.
Wound carve(std::span<const mechanics::Insertion> insertions, const device::NeedleSet& needles,
            const skin::Skin& skin, const core::Lattice& lattice, const CarveOptions& options = {});

/// The grids of given tracts. A voxel belongs to the envelope when its centre lies under the surface of its column
/// and within the reach of a tract; to the residual when the reach with the recoil of the voxel's own layer holds it.
/// Tracts that reach over the border of a periodic patch must be given with their images. A region limits the work to
/// its columns; its lower corner must be a multiple of 128. Empty: the whole lattice.
Grids grids_of(const Tracts& tracts, const skin::Skin& skin, const core::Lattice& lattice,
               const ColumnBox& region = {});
Tracts with_images(Tracts tracts, const core::Lattice& lattice);
/// The envelope alone: the active voxels of the hits.
std::shared_ptr<MaskGrid> envelope_grid(const Tracts& tracts, const skin::Skin& skin, const core::Lattice& lattice);

}  // namespace dermavox::wound
