#include "dermavox/wound/carve.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/skin/labels.hpp"
#include "dermavox/wound/channels.hpp"
#include "engine/wound/block_tree.hpp"
#include "engine/wound/bucket.hpp"
#include "engine/wound/leaves.hpp"

namespace dermavox::wound {
namespace {

/// Runs fill(bucket, number of its block) for all buckets that a tract touches, blocks in parallel; each block fills
/// with its own copy.
template <class Fill>
void for_each_bucket(const Blocks& blocks, const Tracts& tracts, const skin::Skin& skin, const core::Lattice& lattice,
                     const Fill& fill)
{
    core::parallel_for(blocks.count(), 1, [&](std::size_t b, std::size_t) {
        if (blocks.tracts(b).empty()) return;
        Buckets buckets;
        buckets.sort(blocks, b);
        auto own = fill;
        for (int k = 0; k < bucket_row * bucket_row; ++k) {
            if (buckets.tracts(k).empty()) continue;
            const int x0 = blocks.x0(b) + bucket_edge * (k % bucket_row);
            const int y0 = blocks.y0(b) + bucket_edge * (k / bucket_row);
            own(Bucket{tracts, blocks, skin, lattice, x0, y0, buckets.tracts(k)}, b);
        }
    });
}

template <class Tree>
typename openvdb::Grid<Tree>::Ptr grid_of(BlockTree<Tree>& tree, const core::Lattice& lattice)
{
    auto grid = openvdb::Grid<Tree>::create(tree.finish());
    grid->setTransform(skin::transform_of(lattice));
    return grid;
}

/// No voxel of a bucket is open from here on.
int deepest_open(const Bucket& bucket)
{
    int bottom = 0;
    bucket.for_each_tract(
        [&](const Tract& t, const ColumnBox&) { bottom = std::max(bottom, bucket.end_of(t.surface + t.residual)); });
    return bottom;
}

/// What stays open in a bucket; starts: of the layers.
void open_bits(const Bucket& bucket, const std::vector<Reach>& by_layer, const std::vector<Ends>& starts, Bits& bits)
{
    const int bottom = deepest_open(bucket);
    for (std::size_t i = 0; i < by_layer.size(); ++i) {
        if (!by_layer[i].any()) continue;
        const Ends &first = starts[i], &last = starts[i + 1];
        if (bottom <= *std::min_element(first.begin(), first.end())) continue;
        Depths depths = none;
        const double end = (*std::max_element(last.begin(), last.end()) + 1) * bucket.lattice.voxel;  // of the layer
        bucket.for_each_tract([&](const Tract& t, const ColumnBox& columns) {
            if (!leans(t)) by_layer[i].raise(t, std::min(t.residual, end - t.surface), bucket.place(columns), depths);
        });
        for (int c = 0; c < bucket_columns; ++c) bits.set(c, first[c], std::min(bucket.end_of(depths[c]), last[c]));
        bucket.for_each_leaning(by_layer[i], [&](const Tract& t, int c, const Inside& in) {
            const int to = bucket.end_of(t.surface + std::min(in.to, t.residual));
            bits.set(c, std::max(first[c], bucket.begin_of(t, in.from)), std::min(to, last[c]));
        });
    }
}

/// Counts the tracts of a bucket.
void tally_tracts(const Bucket& bucket, const Reach& reach, Tally& tally)
{
    bucket.for_each_tract([&](const Tract& t, const ColumnBox& columns) {
        if (leans(t)) return;
        Depths depths = none;
        reach.raise(t, t.tip, bucket.place(columns), depths);
        for (int x = columns.x0; x < columns.x1; ++x)
            for (int y = columns.y0; y < columns.y1; ++y)
                tally.count(8 * x + y, 0, bucket.end_of(depths[std::size_t(8 * x + y)]));
    });
    bucket.for_each_leaning(reach, [&](const Tract& t, int c, const Inside& in) {
        tally.count(c, bucket.begin_of(t, in.from), bucket.end_of(t.surface + in.to));
    });
}

}  // namespace

MaskGrid::Ptr envelope_grid(const Tracts& tracts, const skin::Skin& skin, const core::Lattice& lattice)
{
    const Reach reach(tracts, 1);
    const Blocks blocks(tracts, lattice.voxel, {0, 0, lattice.nx, lattice.ny});
    BlockTree<MaskTree> tree(blocks.count(), lattice);
    for_each_bucket(blocks, tracts, skin, lattice,
                    [&, bits = Bits(lattice.nz), starts = Starts()](const Bucket& bucket, std::size_t block) mutable {
                        const Ends& top = starts.find(bucket)[0];
                        Depths depths = none;
                        bucket.for_each_tract([&](const Tract& t, const ColumnBox& columns) {
                            if (!leans(t)) reach.raise(t, t.tip, bucket.place(columns), depths);
                        });
                        for (int c = 0; c < bucket_columns; ++c) bits.set(c, top[c], bucket.end_of(depths[c]));
                        bucket.for_each_leaning(reach, [&](const Tract& t, int c, const Inside& in) {
                            bits.set(c, std::max(top[c], bucket.begin_of(t, in.from)),
                                     bucket.end_of(t.surface + in.to));
                        });
                        bits.take(bucket.x0, bucket.y0, [&](auto leaf) { tree.add(block, std::move(leaf)); });
                    });
    return grid_of(tree, lattice);
}

Grids grids_of(const Tracts& tracts, const skin::Skin& skin, const core::Lattice& lattice, const ColumnBox& region)
{
    const Reach reach(tracts, 1);
    std::vector<Reach> by_layer;
    for (const double recoil : tracts.recoil) by_layer.emplace_back(tracts, recoil, &Tract::half_open);
    const Blocks blocks(tracts, lattice.voxel, region.empty() ? ColumnBox{0, 0, lattice.nx, lattice.ny} : region);
    BlockTree<MaskTree> residual(blocks.count(), lattice);
    BlockTree<HitTree> hits(blocks.count(), lattice);
    for_each_bucket(blocks, tracts, skin, lattice,
                    [&, bits = Bits(lattice.nz), tally = Tally(lattice.nz),
                     starts = Starts()](const Bucket& bucket, std::size_t block) mutable {
                        const std::vector<Ends>& firsts = starts.find(bucket);
                        open_bits(bucket, by_layer, firsts, bits);
                        bits.take(bucket.x0, bucket.y0, [&](auto leaf) { residual.add(block, std::move(leaf)); });
                        tally_tracts(bucket, reach, tally);
                        tally.take(bucket.x0, bucket.y0, firsts[0],
                                   [&](auto leaf) { hits.add(block, std::move(leaf)); });
                    });
    return {grid_of(residual, lattice), grid_of(hits, lattice)};
}

Tracts with_images(Tracts tracts, const core::Lattice& lattice)
{
    std::vector<Opening> shadows;  // what each tract covers, seen from above
    for (std::size_t i = 0; i < tracts.all.size(); ++i) {
        const Tract& t = tracts.all[i];
        const double spread = t.half_slit + t.tip * std::hypot(t.lean_x, t.lean_y);
        shadows.push_back({.x = t.x,
                           .y = t.y,
                           .half = spread,
                           .radius = t.width * tracts.profile_of(t).radius(t.tip),
                           .source = std::uint32_t(i)});
    }
    std::vector<Tract> all;
    for (const Opening& o : with_images(std::move(shadows), lattice.width(), lattice.height())) {
        Tract image = tracts.all[o.source];
        image.x = o.x, image.y = o.y;
        all.push_back(image);
    }
    tracts.all = std::move(all);
    return tracts;
}

Wound carve(std::span<const mechanics::Insertion> insertions, const device::NeedleSet& needles,
            const skin::Skin& skin, const core::Lattice& lattice, const CarveOptions& options)
{
    const bool periodic = options.edges == motion::Edges::periodic;
    Wound wound{.lattice = lattice,
                .periodic = periodic,
                .tracts = tracts_of(insertions, needles, skin, options.drum.si),
                .residual = {},
                .hits = {},
                .channels = {}};
    wound.channels = channels_of(wound.tracts, lattice.width(), lattice.height(), periodic, options.appendages);
    mark_depths(wound.channels, skin, options.capillary_offset);
    if (!options.grids) return wound;
    const Tracts all = periodic ? with_images(wound.tracts, lattice) : wound.tracts;
    Grids grids = grids_of(all, skin, lattice);
    wound.residual = std::move(grids.residual);
    wound.hits = std::move(grids.hits);
    return wound;
}

}  // namespace dermavox::wound
