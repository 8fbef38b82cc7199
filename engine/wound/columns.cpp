#include "engine/wound/columns.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::wound {
namespace {

/// visit(bucket) for every bucket or block of a given edge that a box of columns touches.
template <class Visit>
void for_each_cell(const ColumnBox& box, int edge, int row, Visit&& visit)
{
    for (int y = box.y0 / edge; y <= (box.y1 - 1) / edge; ++y)
        for (int x = box.x0 / edge; x <= (box.x1 - 1) / edge; ++x) visit(std::size_t(y) * row + x);
}

/// A box counted from a corner.
ColumnBox from(const ColumnBox& box, int x0, int y0) { return {box.x0 - x0, box.y0 - y0, box.x1 - x0, box.y1 - y0}; }

/// The part of a box inside a block, counted from the block's corner.
ColumnBox within(const ColumnBox& box, int x0, int y0)
{
    const ColumnBox b = from(box, x0, y0);
    return {std::max(b.x0, 0), std::max(b.y0, 0), std::min(b.x1, block_edge), std::min(b.y1, block_edge)};
}

}  // namespace

ColumnBox columns_of(const Tracts& tracts, const Tract& t, double voxel, const ColumnBox& region)
{
    const double radius = t.width * tracts.profile_of(t).radius(t.tip);
    const double rx = radius + t.half_slit * std::abs(t.along_x);
    const double ry = radius + t.half_slit * std::abs(t.along_y);
    const double lean_x = t.lean_x * t.tip, lean_y = t.lean_y * t.tip;
    const auto first = [&](double v, int low, int high) {
        return int(std::clamp(std::ceil(v / voxel - 0.5), double(low), double(high)));
    };
    return {first(t.x - rx + std::min(lean_x, 0.0), region.x0, region.x1),
            first(t.y - ry + std::min(lean_y, 0.0), region.y0, region.y1),
            first(t.x + rx + std::max(lean_x, 0.0), region.x0, region.x1),
            first(t.y + ry + std::max(lean_y, 0.0), region.y0, region.y1)};
}

Blocks::Blocks(const Tracts& tracts, double voxel, const ColumnBox& region)
    : m_region(region),
      m_nx((region.x1 - region.x0 + block_edge - 1) / block_edge),
      m_ny((region.y1 - region.y0 + block_edge - 1) / block_edge)
{
    m_columns.reserve(tracts.all.size());
    m_starts.assign(count() + 1, 0);
    for (const Tract& t : tracts.all) {
        const ColumnBox box = m_columns.emplace_back(columns_of(tracts, t, voxel, region));
        if (!box.empty())
            for_each_cell(from(box, region.x0, region.y0), block_edge, m_nx,
                          [&](std::size_t b) { ++m_starts[b + 1]; });
    }
    for (std::size_t b = 1; b < m_starts.size(); ++b) m_starts[b] += m_starts[b - 1];
    m_members.resize(m_starts.back());
    std::vector<std::size_t> next(m_starts.begin(), m_starts.end() - 1);
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i].empty()) continue;
        for_each_cell(from(m_columns[i], region.x0, region.y0), block_edge, m_nx,
                      [&](std::size_t b) { m_members[next[b]++] = std::uint32_t(i); });
    }
}

std::span<const std::uint32_t> Blocks::tracts(std::size_t block) const
{
    return std::span(m_members).subspan(m_starts[block], m_starts[block + 1] - m_starts[block]);
}

void Buckets::sort(const Blocks& blocks, std::size_t block)
{
    const int x0 = blocks.x0(block), y0 = blocks.y0(block);
    m_starts.assign(std::size_t(bucket_row) * bucket_row + 1, 0);
    for (const std::uint32_t t : blocks.tracts(block))
        for_each_cell(within(blocks.columns(t), x0, y0), bucket_edge, bucket_row,
                      [&](std::size_t b) { ++m_starts[b + 1]; });
    for (std::size_t b = 1; b < m_starts.size(); ++b) m_starts[b] += m_starts[b - 1];
    m_members.resize(m_starts.back());
    m_next.assign(m_starts.begin(), m_starts.end() - 1);
    for (const std::uint32_t t : blocks.tracts(block))
        for_each_cell(within(blocks.columns(t), x0, y0), bucket_edge, bucket_row,
                      [&](std::size_t b) { m_members[m_next[b]++] = t; });
}

std::span<const std::uint32_t> Buckets::tracts(int bucket) const
{
    return std::span(m_members).subspan(m_starts[bucket], m_starts[bucket + 1] - m_starts[bucket]);
}

}  // namespace dermavox::wound
