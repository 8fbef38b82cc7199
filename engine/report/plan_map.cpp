#include "dermavox/report/plan_map.hpp"

#include "dermavox/wound/tiles.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::report {
namespace {

/// visit(x, y) for every active voxel of the layer z = k, tiles included, in voxel coordinates.
template <class Tree, class Visit>
void visit_layer(const Tree& tree, int k, const openvdb::CoordBBox& patch, Visit visit)
{
    const auto visit_box = [&](openvdb::CoordBBox box) {
        box.intersect(patch);
        if (box.empty() || k < box.min().z() || k > box.max().z()) return;
        for (int x = box.min().x(); x <= box.max().x(); ++x)
            for (int y = box.min().y(); y <= box.max().y(); ++y) visit(openvdb::Coord(x, y, k));
    };
    for (auto leaf = tree.cbeginLeaf(); leaf; ++leaf) {
        const openvdb::CoordBBox box = leaf->getNodeBoundingBox();
        if (k < box.min().z() || k > box.max().z() || leaf->isEmpty()) continue;
        for (int x = box.min().x(); x <= box.max().x(); ++x)
            for (int y = box.min().y(); y <= box.max().y(); ++y)
                if (const openvdb::Coord at(x, y, k); leaf->isValueOn(at) && patch.isInside(at)) visit(at);
    }
    auto tile = tree.cbeginValueOn();
    tile.setMaxDepth(tile.getLeafDepth() - 1);
    for (; tile; ++tile) visit_box(tile.getBoundingBox());
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
    const openvdb::CoordBBox patch(0, 0, k, lattice.nx - 1, lattice.ny - 1, k);
    const auto raise = [&](const openvdb::Coord& at, Cut cut) {
        Cut& pixel =
            map.cuts[std::size_t(at.y() / map.block) * std::size_t(map.width) + std::size_t(at.x() / map.block)];
        pixel = std::max(pixel, cut);
    };
    const auto hits = grids.hits->getConstAccessor();
    visit_layer(grids.envelope->tree(), k, patch, [&](const openvdb::Coord& at) { raise(at, Cut::closed); });
    visit_layer(grids.residual->tree(), k, patch, [&](const openvdb::Coord& at) {
        const int times = std::clamp(int(hits.getValue(at)), 1, 4);
        raise(at, Cut(int(Cut::open_1) + times - 1));
    });
}

PlanMap plan_map(const wound::Wound& wound, Length depth)
{
    PlanMap map = blank_map(wound.lattice, depth);
    draw(map, wound.lattice, {wound.envelope, wound.residual, wound.hits});
    return map;
}

}  // namespace dermavox::report
