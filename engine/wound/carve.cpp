#include "dermavox/wound/carve.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/skin/labels.hpp"
#include "dermavox/wound/channels.hpp"
#include "engine/wound/block_tree.hpp"
#include "engine/wound/bucket.hpp"
#include "engine/wound/leaves.hpp"

namespace dermavox::wound {
namespace {

/// All columns of a lattice, or those of them that are asked for.
ColumnBox part_of(const core::Lattice& lattice, const ColumnBox& region)
{
    return region.empty() ? ColumnBox{0, 0, lattice.nx, lattice.ny} : region;
}

/// Runs fill(bucket, add) for all buckets that a tract touches, blocks in parallel; add takes leaves.
template <class Tree, class Fill>
typename openvdb::Grid<Tree>::Ptr build(const Tracts& tracts, const skin::Skin& skin, const core::Lattice& lattice,
                                        const ColumnBox& region, const Fill& fill)
{
    const Blocks blocks(tracts, lattice.voxel, part_of(lattice, region));
    BlockTree<Tree> tree(blocks.count(), lattice);
    core::parallel_for(blocks.count(), 1, [&](std::size_t b, std::size_t) {
        if (blocks.tracts(b).empty()) return;
        Buckets buckets;
        buckets.sort(blocks, b);
        auto scratch = fill;  // each block works in its own memory
        for (int k = 0; k < bucket_row * bucket_row; ++k) {
            if (buckets.tracts(k).empty()) continue;
            const int x0 = blocks.x0(b) + bucket_edge * (k % bucket_row);
            const int y0 = blocks.y0(b) + bucket_edge * (k / bucket_row);
            scratch(Bucket{tracts, blocks, skin, lattice, x0, y0, buckets.tracts(k)},
                    [&](auto leaf) { tree.add(b, std::move(leaf)); });
        }
    });
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

}  // namespace

MaskGrid::Ptr envelope_grid(const Tracts& tracts, const skin::Skin& skin, const core::Lattice& lattice,
                            const ColumnBox& region)
{
    const Reach reach(tracts, 1);
    return build<MaskTree>(
        tracts, skin, lattice, region,
        [&reach, bits = Bits(lattice.nz), starts = Starts()](const Bucket& bucket, auto&& add) mutable {
            const Ends& top = starts.find(bucket)[0];
            Depths depths = none;
            bucket.for_each_tract([&](const Tract& t, const ColumnBox& columns) {
                if (!leans(t)) reach.raise(t, t.tip, bucket.place(columns), depths);
            });
            for (int c = 0; c < bucket_columns; ++c) bits.set(c, top[c], bucket.end_of(depths[c]));
            bucket.for_each_leaning(reach, [&](const Tract& t, int c, const Inside& in) {
                bits.set(c, std::max(top[c], bucket.begin_of(t, in.from)), bucket.end_of(t.surface + in.to));
            });
            bits.take(bucket.x0, bucket.y0, add);
        });
}

MaskGrid::Ptr residual_grid(const Tracts& tracts, const skin::Skin& skin, const core::Lattice& lattice,
                            const ColumnBox& region)
{
    std::vector<Reach> reaches;
    for (const double recoil : tracts.recoil) reaches.emplace_back(tracts, recoil);
    return build<MaskTree>(tracts, skin, lattice, region,
                           [&, bits = Bits(lattice.nz), starts = Starts()](const Bucket& bucket, auto&& add) mutable {
                               const std::vector<Ends>& firsts = starts.find(bucket);
                               const int bottom = deepest_open(bucket);
                               for (std::size_t i = 0; i < reaches.size(); ++i) {
                                   if (!(tracts.recoil[i] > 0)) continue;
                                   if (bottom <= *std::min_element(firsts[i].begin(), firsts[i].end())) continue;
                                   Depths depths = none;
                                   bucket.for_each_tract([&](const Tract& t, const ColumnBox& columns) {
                                       if (!leans(t)) reaches[i].raise(t, t.residual, bucket.place(columns), depths);
                                   });
                                   const Ends &first = firsts[i], &last = firsts[i + 1];
                                   for (int c = 0; c < bucket_columns; ++c)
                                       bits.set(c, first[c], std::min(bucket.end_of(depths[c]), last[c]));
                                   bucket.for_each_leaning(reaches[i], [&](const Tract& t, int c, const Inside& in) {
                                       const int end = bucket.end_of(t.surface + std::min(in.to, t.residual));
                                       bits.set(c, std::max(first[c], bucket.begin_of(t, in.from)),
                                                std::min(end, last[c]));
                                   });
                               }
                               bits.take(bucket.x0, bucket.y0, add);
                           });
}

HitGrid::Ptr hit_grid(const Tracts& tracts, const skin::Skin& skin, const core::Lattice& lattice,
                      const ColumnBox& region)
{
    const Reach reach(tracts, 1);
    return build<HitTree>(
        tracts, skin, lattice, region,
        [&reach, tally = Tally(lattice.nz), starts = Starts()](const Bucket& bucket, auto&& add) mutable {
            bucket.for_each_tract([&](const Tract& t, const ColumnBox& columns) {
                if (leans(t)) return;
                Depths depths = none;
                reach.raise(t, t.tip, bucket.place(columns), depths);
                for (int c = 0; c < bucket_columns; ++c) tally.count(c, 0, bucket.end_of(depths[c]));
            });
            bucket.for_each_leaning(reach, [&](const Tract& t, int c, const Inside& in) {
                tally.count(c, bucket.begin_of(t, in.from), bucket.end_of(t.surface + in.to));
            });
            tally.take(bucket.x0, bucket.y0, starts.find(bucket)[0], add);
        });
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
    for (const Opening& o : with_images(shadows, lattice.width(), lattice.height())) {
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
                .envelope = {},
                .residual = {},
                .hits = {},
                .channels = {}};
    wound.channels = channels_of(wound.tracts, lattice.width(), lattice.height(), periodic, options.appendages);
    mark_depths(wound.channels, skin, options.capillary_offset);
    if (!options.grids) return wound;
    const Tracts all = periodic ? with_images(wound.tracts, lattice) : wound.tracts;
    wound.envelope = envelope_grid(all, skin, lattice);
    wound.residual = residual_grid(all, skin, lattice);
    wound.hits = hit_grid(all, skin, lattice);
    return wound;
}

}  // namespace dermavox::wound
