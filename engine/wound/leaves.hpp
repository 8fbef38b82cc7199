/// Leaves of a bucket, from spans of voxels. Private to wound.
#pragma once

#include "engine/wound/bucket.hpp"

#include <bit>
#include <cstring>
#include <memory>
#include <openvdb/openvdb.h>

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
        using Leaf = openvdb::MaskTree::LeafNodeType;
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

/// Counts, for a bucket, the tracts that reach a voxel.
class Tally
{
public:
    explicit Tally(int nz) : m_ended(std::size_t(nz) + 1, Ends{}) {}

    /// One more tract in the voxels [begin, end) of a column.
    void count(int column, int begin, int end)
    {
        if (begin >= end) return;
        ++m_ended[end][column], --m_ended[begin][column];
        m_deepest = std::max(m_deepest, end);
    }

    /// Leaves with the hits of all voxels from `starts` down; clears the counts.
    template <class Add>
    void take(int x0, int y0, const Ends& starts, Add&& add)
    {
        using Leaf = openvdb::tree::LeafNode<std::uint8_t, 3>;
        Ends hits{};
        for (int k = (m_deepest + 7) / 8 - 1; k >= 0; --k) {
            auto leaf = std::make_unique<Leaf>(openvdb::Coord(x0, y0, 8 * k), 0, false);
            std::uint8_t* values = leaf->buffer().data();
            for (int z = std::min(8 * k + 7, m_deepest - 1); z >= 8 * k; --z) {
                Ends& ended = m_ended[z + 1];
                for (int c = 0; c < bucket_columns; ++c) {
                    hits[c] += ended[c], ended[c] = 0;
                    values[8 * c + z % 8] = std::uint8_t(z < starts[c] ? 0 : std::min(hits[c], 255));
                }
            }
            Leaf::NodeMaskType mask;
            for (openvdb::Index v = 0; v < Leaf::SIZE; v += 64) {
                std::uint64_t word = 0;
                for (openvdb::Index b = 0; b < 64; ++b) word |= std::uint64_t(values[v + b] != 0) << b;
                mask.getWord<std::uint64_t>(v / 64) = word;
            }
            leaf->setValueMask(mask);
            if (!leaf->isEmpty()) add(std::move(leaf));
        }
        m_ended[0] = Ends{};
        m_deepest = 0;
    }

private:
    std::vector<Ends> m_ended;  ///< [z][column]: tracts that end above voxel z less those that begin with it
    int m_deepest = 0;
};

}  // namespace dermavox::wound
