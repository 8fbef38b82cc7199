/// A bucket of 8 x 8 columns at work. Private to wound.
#pragma once

#include "dermavox/skin/skin.hpp"
#include "engine/wound/reach.hpp"

#include <algorithm>
#include <vector>

namespace dermavox::wound {

/// A number of voxels for every column of a bucket; column = 8 x + y, as in a leaf.
using Ends = std::array<int, bucket_columns>;

/// First voxel whose centre lies at or below a depth [voxels], at least 0.
inline int first_centre_below(double depth_vox)
{
    const double v = depth_vox - 0.5;
    if (!(v > 0)) return 0;
    const int floor = int(v);
    return floor + (double(floor) < v);
}

/// A bucket at work: the columns at its corner (x0, y0) and the tracts that touch them.
struct Bucket {
    const Tracts& tracts;
    const Blocks& blocks;
    const skin::Skin& skin;
    const core::Lattice& lattice;
    int x0, y0;
    std::span<const std::uint32_t> members;

    /// visit(tract, columns) for each tract, columns counted from the bucket's corner.
    template <class Visit>
    void for_each_tract(Visit&& visit) const
    {
        for (const std::uint32_t i : members) {
            const ColumnBox& box = blocks.columns(i);
            visit(tracts.all[i], ColumnBox{std::max(box.x0 - x0, 0), std::max(box.y0 - y0, 0),
                                           std::min(box.x1 - x0, bucket_edge), std::min(box.y1 - y0, bucket_edge)});
        }
    }

    /// visit(tract, column, inside) for each leaning tract and each column it cuts.
    template <class Visit>
    void for_each_leaning(const Reach& reach, Visit&& visit) const
    {
        for_each_tract([&](const Tract& t, const ColumnBox& box) {
            if (!leans(t)) return;
            for (int x = box.x0; x < box.x1; ++x)
                for (int y = box.y0; y < box.y1; ++y) {
                    const Inside in = reach.inside(t, lattice.centre(x0 + x) - t.x, lattice.centre(y0 + y) - t.y);
                    if (!in.empty()) visit(t, 8 * x + y, in);
                }
        });
    }

    /// First voxel inside a tract from a depth on; 0, the top of the column, where it is cut from the surface on.
    int begin_of(const Tract& t, double from) const { return from > 0 ? end_of(t.surface + from) : 0; }
    int end_of(double reach) const { return std::min(first_centre_below(reach / lattice.voxel), lattice.nz); }

    Columns place(const ColumnBox& columns) const
    {
        return {lattice.centre(x0), lattice.centre(y0), lattice.voxel, columns};
    }
};

/// First voxel of each layer in each column of a bucket; one more for the end of the lattice.
class Starts
{
public:
    const std::vector<Ends>& find(const Bucket& bucket)
    {
        const std::size_t layers = bucket.tracts.recoil.size();
        if (bucket.skin.flat() && !m_firsts.empty()) return m_firsts;  // the same everywhere
        m_firsts.resize(layers + 1);
        std::vector<double> tops(layers + 1);
        for (int c = 0; c < bucket_columns; ++c) {
            if (c == 0 || !bucket.skin.flat())
                bucket.skin.tops(bucket.lattice.centre(bucket.x0 + c / 8), bucket.lattice.centre(bucket.y0 + c % 8),
                                 tops);
            for (std::size_t i = 0; i < layers; ++i) m_firsts[i][c] = bucket.end_of(tops[i]);
            m_firsts[layers][c] = bucket.lattice.nz;  // the last layer's recoil holds for the backing, too
        }
        return m_firsts;
    }

private:
    std::vector<Ends> m_firsts;
};

}  // namespace dermavox::wound
