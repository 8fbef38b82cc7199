#include "dermavox/report/plan_map.hpp"
#include "dermavox/skin/voxel_trees.hpp"

#include "engine/report/volumes/grid_blocks.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace dermavox::report {
namespace {

/// The smallest power of two, of voxels along a pixel, that keeps both sides of a map short.
int pixel_edge(const core::Lattice& lattice)
{
    int edge = 1;
    while (std::max(lattice.nx, lattice.ny) > longest_side * edge) edge *= 2;
    return edge;
}

/// A leaf's columns in the layer z = k.
void draw_leaf(PlanMap& map, const core::Lattice& lattice, int k, const HitBlock::ChildNodeType& leaf,
               const OpenBlock::ChildNodeType* open)
{
    const openvdb::Coord at = leaf.origin();
    std::array<std::size_t, 8> column{};  // of pixels
    for (int x = 0; x < 8; ++x) column[std::size_t(x)] = std::size_t((at.x() + x) / map.block);
    const int nx = std::min(8, lattice.nx - at.x()), ny = std::min(8, lattice.ny - at.y());
    const std::uint8_t* values = leaf.buffer().data();
    for (int y = 0; y < ny; ++y) {
        Cut* row = &map.cuts[std::size_t((at.y() + y) / map.block) * std::size_t(map.width)];
        for (int x = 0; x < nx; ++x) {
            const auto voxel = openvdb::Index(64 * x + 8 * y + (k & 7));
            const int hits = values[voxel];
            if (hits == 0) continue;
            const bool stays = open && open->isValueOn(voxel);
            const Cut cut = stays ? Cut(int(Cut::open_1) + std::min(hits, 4) - 1) : Cut::closed;
            Cut& pixel = row[column[std::size_t(x)]];
            pixel = std::max(pixel, cut);
        }
    }
}

}  // namespace

PlanMap blank_map(const core::Lattice& lattice, Length depth)
{
    PlanMap map;
    map.depth = depth.si;
    map.block = pixel_edge(lattice);
    map.pixel = lattice.voxel * map.block;
    map.width = (lattice.nx + map.block - 1) / map.block;
    map.height = (lattice.ny + map.block - 1) / map.block;
    map.cuts.assign(std::size_t(map.width) * std::size_t(map.height), Cut::whole);
    return map;
}

void draw(PlanMap& map, const core::Lattice& lattice, const HitBlock& hits, const OpenBlock* open)
{
    const int k = int(std::min(std::floor(map.depth / lattice.voxel + 1e-9), double(lattice.nz)));
    const openvdb::Coord at = hits.origin();
    if (k >= lattice.nz || k < at.z() || k >= at.z() + int(HitBlock::DIM)) return;
    for (int x = 0; x < int(HitBlock::DIM); x += 8)
        for (int y = 0; y < int(HitBlock::DIM); y += 8) {
            const openvdb::Coord corner(at.x() + x, at.y() + y, k);
            if (const auto* leaf = hits.probeConstLeaf(corner))
                draw_leaf(map, lattice, k, *leaf, open ? open->probeConstLeaf(corner) : nullptr);
        }
}

PlanMap plan_map(const wound::Wound& wound, Length depth)
{
    PlanMap map = blank_map(wound.lattice, depth);
    for_each_block({wound.residual, wound.hits},
                   [&](const HitBlock& hits, const OpenBlock* open) { draw(map, wound.lattice, hits, open); });
    return map;
}

}  // namespace dermavox::report
