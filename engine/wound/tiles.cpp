#include "dermavox/wound/tiles.hpp"

#include "dermavox/core/output.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/skin/voxel_trees.hpp"
#include "engine/wound/columns.hpp"

#include <algorithm>
#include <cassert>
#include <fstream>
#include <new>
#include <openvdb/io/Stream.h>
#include <openvdb/openvdb.h>

namespace dermavox::wound {
namespace {

constexpr const char *residual_name = "residual", *hits_name = "hits";

/// Which tracts reach into which tile of a lattice, in tract order.
class Members
{
public:
    Members(const Tracts& tracts, const core::Lattice& lattice, int edge)
        : m_across((lattice.nx + edge - 1) / edge),
          m_of_tile(std::size_t(m_across) * std::size_t((lattice.ny + edge - 1) / edge))
    {
        const ColumnBox whole{0, 0, lattice.nx, lattice.ny};
        for (std::size_t i = 0; i < tracts.all.size(); ++i) {
            const ColumnBox box = columns_of(tracts, tracts.all[i], lattice.voxel, whole);
            if (box.empty()) continue;
            for (int y = box.y0 / edge; y <= (box.y1 - 1) / edge; ++y)
                for (int x = box.x0 / edge; x <= (box.x1 - 1) / edge; ++x)
                    m_of_tile[std::size_t(y * m_across + x)].push_back(std::uint32_t(i));
        }
    }
    /// The tracts of a tile, by rows.
    Tracts of(const Tracts& tracts, std::size_t tile) const
    {
        Tracts some{tracts.profiles, tracts.drum, tracts.recoil, tracts.mean_tops, tracts.strain, {}};
        for (const std::uint32_t i : m_of_tile[tile]) some.all.push_back(tracts.all[i]);
        return some;
    }

private:
    int m_across;
    std::vector<std::vector<std::uint32_t>> m_of_tile;
};

template <class Grid>
typename Grid::Ptr named(const openvdb::GridPtrVec& grids, const char* name, const std::filesystem::path& file)
{
    for (const auto& grid : grids)
        if (grid->getName() == name)
            if (auto typed = openvdb::gridPtrCast<Grid>(grid)) return typed;
    throw core::Failure(core::exit_code::io_error, file.string() + " holds no grid " + name);
}

}  // namespace

std::vector<ColumnBox> tiles_of(const core::Lattice& lattice, int edge)
{
    assert(edge > 0 && edge % block_edge == 0);
    std::vector<ColumnBox> tiles;
    for (int y = 0; y < lattice.ny; y += edge)
        for (int x = 0; x < lattice.nx; x += edge)
            tiles.push_back({x, y, std::min(x + edge, lattice.nx), std::min(y + edge, lattice.ny)});
    return tiles;
}

void carve_tiles(const Tracts& tracts, const skin::Skin& skin, const core::Lattice& lattice, int edge,
                 const std::function<void(Tile&&)>& take)
{
    const Members members(tracts, lattice, edge);
    const std::vector<ColumnBox> tiles = tiles_of(lattice, edge);
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        const ColumnBox& columns = tiles[i];
        take({columns, grids_of(members.of(tracts, i), skin, lattice, columns)});
    }
}

// openvdb::io::File does not tell a full disk; a stream that throws does.
void save_tile(const Tile& tile, const std::filesystem::path& file)
{
    tile.grids.residual->setName(residual_name);
    tile.grids.hits->setName(hits_name);
    core::write_file(file, [&](std::ostream& out) {
        openvdb::io::Stream(out).write(openvdb::GridCPtrVec{tile.grids.residual, tile.grids.hits});
    });
}

Grids load_tile(const std::filesystem::path& file)
{
    openvdb::initialize();
    if (!HitGrid::isRegistered()) HitGrid::registerGrid();
    try {
        std::ifstream in(file, std::ios::binary);
        in.exceptions(std::ios::failbit | std::ios::badbit);
        // all at once: values that are read on first use would refer to a grid that merging has emptied by then
        const openvdb::GridPtrVecPtr grids = openvdb::io::Stream(in, false).getGrids();
        return {named<MaskGrid>(*grids, residual_name, file), named<HitGrid>(*grids, hits_name, file)};
    } catch (const core::Failure&) {
        throw;
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        throw core::Failure(core::exit_code::io_error, "cannot read " + file.string() + ": " + error.what());
    }
}

void merge(Grids& into, Grids&& tile)
{
    into.residual->tree().merge(tile.residual->tree(), openvdb::MERGE_NODES);
    into.hits->tree().merge(tile.hits->tree(), openvdb::MERGE_NODES);
}

}  // namespace dermavox::wound
