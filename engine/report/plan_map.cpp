#include "dermavox/report/plan_map.hpp"

#include "dermavox/wound/tiles.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace dermavox::report {
namespace {

/// visit(leaf of hits, leaf of the residual there or null) for all leaves that hold the layer z = k.
template <class Visit>
void for_each_leaf(const wound::Grids& grids, int k, const Visit& visit)
{
    using Node = wound::HitTree::RootNodeType::ChildNodeType::ChildNodeType;
    std::vector<const Node*> nodes;
    grids.hits->tree().getNodes(nodes);
    const auto open = grids.residual->getConstAccessor();
    for (const Node* node : nodes) {
        const openvdb::Coord at = node->origin();
        if (k < at.z() || k >= at.z() + int(Node::DIM)) continue;
        for (int x = 0; x < int(Node::DIM); x += 8)
            for (int y = 0; y < int(Node::DIM); y += 8) {
                const openvdb::Coord corner(at.x() + x, at.y() + y, k);
                if (const auto* leaf = node->probeConstLeaf(corner)) visit(*leaf, open.probeConstLeaf(corner));
            }
    }
}

}  // namespace

PlanMap blank_map(const core::Lattice& lattice, Length depth)
{
    PlanMap map;
    map.depth = depth.si;
    map.block = std::max(1, (std::max(lattice.nx, lattice.ny) + longest_side - 1) / longest_side);
    map.pixel = lattice.voxel * map.block;
    map.width = (lattice.nx + map.block - 1) / map.block;
    map.height = (lattice.ny + map.block - 1) / map.block;
    map.cuts.assign(std::size_t(map.width) * std::size_t(map.height), Cut::whole);
    return map;
}

void draw(PlanMap& map, const core::Lattice& lattice, const wound::Grids& grids)
{
    const int k = int(std::min(std::floor(map.depth / lattice.voxel + 1e-9), double(lattice.nz)));
    if (k < 0 || k >= lattice.nz) return;
    for_each_leaf(grids, k, [&](const auto& leaf, const auto* open) {
        const openvdb::Coord at = leaf.origin();
        std::array<std::size_t, 8> column{};  // of pixels
        for (int x = 0; x < 8; ++x) column[std::size_t(x)] = std::size_t((at.x() + x) / map.block);
        const int nx = std::min(8, lattice.nx - at.x()), ny = std::min(8, lattice.ny - at.y());
        for (int y = 0; y < ny; ++y) {
            Cut* row = &map.cuts[std::size_t((at.y() + y) / map.block) * std::size_t(map.width)];
            for (int x = 0; x < nx; ++x) {
                const auto voxel = openvdb::Index(64 * x + 8 * y + (k & 7));
                const int hits = leaf.getValue(voxel);
                if (hits == 0) continue;
                const bool stays = open && open->isValueOn(voxel);
                const Cut cut = stays ? Cut(int(Cut::open_1) + std::min(hits, 4) - 1) : Cut::closed;
                Cut& pixel = row[column[std::size_t(x)]];
                pixel = std::max(pixel, cut);
            }
        }
    });
}

PlanMap plan_map(const wound::Wound& wound, Length depth)
{
    PlanMap map = blank_map(wound.lattice, depth);
    draw(map, wound.lattice, {wound.residual, wound.hits});
    return map;
}

}  // namespace dermavox::report
