/// Tracts sorted into buckets of 8 x 8 columns within blocks of 128 x 128. Private to wound.
#pragma once

#include "dermavox/wound/column_box.hpp"
#include "dermavox/wound/tract.hpp"

#include <vector>

namespace dermavox::wound {

constexpr int bucket_edge = 8;                        ///< columns: the edge of a leaf
constexpr int block_edge = 128;                       ///< the edge of a leaf's parent node
constexpr int bucket_row = block_edge / bucket_edge;  ///< buckets along a block

constexpr int bucket_columns = bucket_edge * bucket_edge;

/// Columns whose centre lies in the box round a tract, within a region.
ColumnBox columns_of(const Tracts& tracts, const Tract& tract, double voxel, const ColumnBox& region);

/// Which tracts touch which block, in tract order.
class Blocks
{
public:
    /// Blocks of a region whose corner is a block's.
    Blocks(const Tracts& tracts, double voxel, const ColumnBox& region);
    std::size_t count() const { return std::size_t(m_nx) * m_ny; }
    int x0(std::size_t block) const { return m_region.x0 + int(block % m_nx) * block_edge; }
    int y0(std::size_t block) const { return m_region.y0 + int(block / m_nx) * block_edge; }
    std::span<const std::uint32_t> tracts(std::size_t block) const;
    const ColumnBox& columns(std::uint32_t tract) const { return m_columns[tract]; }

private:
    ColumnBox m_region;
    int m_nx, m_ny;
    std::vector<ColumnBox> m_columns;
    std::vector<std::size_t> m_starts;
    std::vector<std::uint32_t> m_members;
};

/// The tracts of one block by bucket, in tract order.
class Buckets
{
public:
    void sort(const Blocks& blocks, std::size_t block);
    /// Bucket number = (x/8) + 16 (y/8) within the block.
    std::span<const std::uint32_t> tracts(int bucket) const;

private:
    std::vector<std::uint32_t> m_starts, m_next, m_members;
};

}  // namespace dermavox::wound
