/// Leaves of a bucket, from spans of voxels. Private to wound.
#pragma once

#include "dermavox/skin/voxel_trees.hpp"
#include "dermavox/wound/wound.hpp"
#include "engine/wound/bucket.hpp"
#include "engine/wound/bucket_kernels.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <memory>

namespace dermavox::wound {

static_assert(std::endian::native == std::endian::little, "leaf masks are written byte by byte");

/// The bits of a bucket, leaf over leaf; a column's eight voxels in a leaf are one byte.
class Bits
{
public:
    explicit Bits(int nz) : m_bytes(std::size_t((nz + 7) / 8) * bucket_columns, 0) {}

    void set(int column, int begin, int end)
    {
        if (begin >= end) return;
        const int first = begin / 8, last = (end - 1) / 8;
        const auto from = std::uint8_t(0xff << (begin % 8)), to = std::uint8_t(0xff >> (7 - (end - 1) % 8));
        std::uint8_t* byte = &m_bytes[std::size_t(first) * bucket_columns + std::size_t(column)];
        if (first == last) {
            *byte = std::uint8_t(*byte | (from & to));
            return;
        }
        *byte |= from;
        for (int k = first + 1; k < last; ++k) *(byte += bucket_columns) = 0xff;
        byte[bucket_columns] |= to;
    }

    /// Leaves of all words that are not empty; clears the bits.
    template <class Add>
    void take(int x0, int y0, Add&& add)
    {
        using Leaf = MaskTree::LeafNodeType;
        for (std::size_t k = 0; k * bucket_columns < m_bytes.size(); ++k) {
            Leaf::NodeMaskType mask;
            std::uint8_t* bytes = &m_bytes[k * bucket_columns];
            std::memcpy(&mask.getWord<std::uint64_t>(0), bytes, bucket_columns);
            if (mask.isOff()) continue;
            std::memset(bytes, 0, bucket_columns);
            auto leaf = std::make_unique<Leaf>(openvdb::Coord(x0, y0, int(k) * bucket_edge));
            leaf->setValueMask(mask);
            add(std::move(leaf));
        }
    }

private:
    std::vector<std::uint8_t> m_bytes;
};

/// Counts, for a bucket, the tracts that reach a voxel: fewer than 65,536 in a bucket.
class Tally
{
public:
    explicit Tally(int nz) : m_ended((std::size_t(nz) + 7) / 8 * 8 + 1) {}

    /// One more tract in the voxels [begin, end) of a column.
    void count(int column, int begin, int end)
    {
        if (begin >= end) return;
        ++m_ended[std::size_t(end)].at[column], --m_ended[std::size_t(begin)].at[column];
        m_deepest = std::max(m_deepest, end);
    }

    /// visit(leaf of hits, its voxels that are hit) for all voxels from `starts` down; clears the counts.
    template <class Visit>
    void take(int x0, int y0, const Ends& starts, Visit&& visit)
    {
        using Leaf = HitTree::LeafNodeType;
        static const BucketKernels& kernels = bucket_kernels();
        const int last_start = *std::max_element(starts.begin(), starts.end());
        Counts hits;
        for (int k = (m_deepest + 7) / 8 - 1; k >= 0; --k) {
            auto leaf = std::make_unique<Leaf>(openvdb::Coord(x0, y0, 8 * k), 0, false);
            std::uint8_t* values = leaf->buffer().data();
            kernels.stack_hits(&m_ended[std::size_t(8 * k) + 1].at, hits.at, values);
            if (8 * k < last_start) clear_above(starts, 8 * k, values);
            Leaf::NodeMaskType mask;
            for (openvdb::Index x = 0; x < bucket_edge; ++x)
                mask.getWord<std::uint64_t>(x) = hit_bits(values + 64 * x);
            if (mask.isOff()) continue;
            leaf->setValueMask(mask);
            visit(std::move(leaf));
        }
        m_ended[0] = {};
        m_deepest = 0;
    }

private:
    struct Counts {
        std::uint16_t at[bucket_columns] = {};
    };

    static void clear_above(const Ends& starts, int z0, std::uint8_t* values)
    {
        for (int c = 0; c < bucket_columns; ++c)
            for (int z = 0; z < 8 && z0 + z < starts[std::size_t(c)]; ++z) values[8 * c + z] = 0;
    }

    /// Which of 64 bytes are not 0.
    static std::uint64_t hit_bits(const std::uint8_t* values)
    {
        constexpr std::uint64_t low = 0x7f7f7f7f7f7f7f7f;
        std::uint64_t bits = 0;
        for (unsigned y = 0; y < bucket_edge; ++y) {
            std::uint64_t column = 0;
            std::memcpy(&column, values + 8 * y, sizeof column);
            const std::uint64_t hit =
                ((((column & low) + low) | column) & ~low) >> 7;  // 1 in each byte that is not 0
            bits |= (hit * 0x0102040810204080 >> 56) << 8 * y;
        }
        return bits;
    }

    static_assert(sizeof(Counts) == sizeof(Counts::at));  // levels lie side by side
    std::vector<Counts> m_ended;  ///< [z][column]: tracts that end above voxel z less those that begin with it
    int m_deepest = 0;
};

}  // namespace dermavox::wound
