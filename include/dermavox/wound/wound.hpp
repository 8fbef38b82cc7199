/// The wound of a patch as sparse voxel grids: what the needles cut, what stays open, how often each place
/// was hit.
///
/// hits counts the insertions that swept a voxel's centre, to 255; its active voxels are the envelope, every voxel
/// that some needle swept. The residual is what stays open after recoil. Transform as in skin/labels.hpp.
#pragma once

#include "dermavox/core/lattice.hpp"
#include "dermavox/skin/voxel_grids.hpp"
#include "dermavox/wound/channel.hpp"
#include "dermavox/wound/tract.hpp"

#include <vector>

namespace dermavox::wound {

using skin::MaskTree, skin::MaskGrid;
using HitTree = skin::ByteTree;
using HitGrid = skin::ByteGrid;

struct Grids {
    std::shared_ptr<MaskGrid> residual;
    std::shared_ptr<HitGrid> hits;
};

struct Wound {
    core::Lattice lattice;
    bool periodic = false;  ///< the patch carries on over its border
    Tracts tracts;          ///< the exact cuts, without images; the grids are their picture
    std::shared_ptr<MaskGrid> residual;
    std::shared_ptr<HitGrid> hits;
    std::vector<Channel> channels;  ///< with their centre inside the patch
};

}  // namespace dermavox::wound
