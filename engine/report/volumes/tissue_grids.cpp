// tissue.vdb
#include "dermavox/report/volumes.hpp"
#include "dermavox/skin/labels.hpp"
#include "dermavox/skin/voxel_trees.hpp"
#include "dermavox/wound/tiles.hpp"
#include "engine/report/volumes/vdb_file.hpp"

#include <ostream>

namespace dermavox::report {
namespace {

using openvdb::BoolGrid, openvdb::FloatGrid;

/// Single precision: half of it was slower to write and no smaller once compressed.
template <class Grid>
typename Grid::Ptr named_grid(typename Grid::TreeType* tree, const core::Lattice& lattice, const char* name,
                              const char* meaning)
{
    auto grid = Grid::create(typename Grid::TreeType::Ptr(tree));
    grid->setTransform(skin::transform_of(lattice));
    grid->setName(name);
    grid->insertMeta("unit", openvdb::StringMetadata("mm"));
    grid->insertMeta("meaning", openvdb::StringMetadata(meaning));
    return grid;
}

/// A tree that is 1 where the mask is on.
template <class Tree>
Tree* ones(const wound::MaskTree& mask)
{
    return new Tree(mask, typename Tree::ValueType(0), typename Tree::ValueType(1), openvdb::TopologyCopy());
}

/// What says where a file comes from and which way is up.
openvdb::MetaMap about_file()
{
    openvdb::MetaMap about;
    about.insertMeta("creator", openvdb::StringMetadata("dermavox"));
    about.insertMeta("frame", openvdb::StringMetadata("millimetres; z is depth below the mean surface"));
    return about;
}

FloatGrid::Ptr hits_of(const wound::HitGrid& hits, const core::Lattice& lattice)
{
    return named_grid<FloatGrid>(new openvdb::FloatTree(hits.tree()), lattice, "hits",
                                 "insertions that cut the voxel, to 255");
}

BoolGrid::Ptr channels_of(const wound::MaskTree& open, const core::Lattice& lattice)
{
    return named_grid<BoolGrid>(ones<openvdb::BoolTree>(open), lattice, "channels", "open after recoil");
}

}  // namespace

void write_tile_vdb(const core::Lattice& lattice, const wound::Tile& tile, std::ostream& out)
{
    openvdb::initialize();
    openvdb::MetaMap about = about_file();
    const wound::ColumnBox& c = tile.columns;
    about.insertMeta("first_column", openvdb::Vec2IMetadata({c.x0, c.y0}));
    about.insertMeta("columns", openvdb::Vec2IMetadata({c.x1 - c.x0, c.y1 - c.y0}));
    write_vdb(
        out,
        openvdb::GridCPtrVec{channels_of(tile.grids.residual->tree(), lattice), hits_of(*tile.grids.hits, lattice)},
        about);
}

void write_tissue_vdb(const skin::Skin& skin, const wound::Wound& wound, std::ostream& out)
{
    openvdb::initialize();
    const core::Lattice& lattice = wound.lattice;
    auto labels = named_grid<FloatGrid>(new openvdb::FloatTree(skin::label_grid(skin, lattice)->tree()), lattice,
                                        "labels", "0 outside, 1 the first layer, and so on, last the backing");
    const auto& layers = skin.stack().layers;
    for (std::size_t i = 0; i <= layers.size(); ++i)
        labels->insertMeta("label_" + std::to_string(i + 1),
                           openvdb::StringMetadata(i < layers.size() ? layers[i].name : skin.stack().backing.name));
    const auto hits = hits_of(*wound.hits, lattice);
    const wound::MaskTree& open = wound.residual->tree();
    const auto channels = channels_of(open, lattice);
    auto density = named_grid<FloatGrid>(ones<openvdb::FloatTree>(open), lattice, "density",
                                         "fog of the channels, for renderers");
    density->setGridClass(openvdb::GRID_FOG_VOLUME);
    write_vdb(out, openvdb::GridCPtrVec{labels, channels, hits, density}, about_file());
}

}  // namespace dermavox::report
