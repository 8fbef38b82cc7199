/// The grids of a wound block by block of 128^3 voxels, blocks in parallel. Pixels of maps and cells of volumes are a
/// power of two of voxels wide, so that none is shared by two blocks. Private to report.
#pragma once

#include "dermavox/core/parallel.hpp"
#include "dermavox/report/plan_map.hpp"
#include "dermavox/report/volumes.hpp"
#include "dermavox/skin/voxel_trees.hpp"
#include "dermavox/wound/wound.hpp"

#include <vector>

namespace dermavox::report {

using HitBlock = wound::HitTree::RootNodeType::ChildNodeType::ChildNodeType;
using OpenBlock = wound::MaskTree::RootNodeType::ChildNodeType::ChildNodeType;

/// visit(block of hits, what is open in it or null), side by side: it may write to that block's pixels and cells
/// only.
template <class Visit>
void for_each_block(const wound::Grids& grids, const Visit& visit)
{
    std::vector<const HitBlock*> blocks;
    grids.hits->tree().getNodes(blocks);
    core::parallel_for(blocks.size(), 1, [&](std::size_t i, std::size_t) {
        const wound::MaskTree& open = grids.residual->tree();
        visit(*blocks[i], open.probeConstNode<OpenBlock>(blocks[i]->origin()));
    });
}

/// What a block shows in a map of its lattice.
void draw(PlanMap& map, const core::Lattice& lattice, const HitBlock& hits, const OpenBlock* open);
/// What a block's voxels add to the cells of a volume.
void gather(VolumeCells& cells, const HitBlock& hits, const OpenBlock* open);

}  // namespace dermavox::report
