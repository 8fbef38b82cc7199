// OpenVDB grids: the box of the active voxels, inactive cells in it with the background.
#include "engine/scene/volumes/vdb_walk.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <openvdb/io/Stream.h>
#include <openvdb/openvdb.h>
#include <openvdb/tools/Dense.h>

#include <istream>
#include <sstream>
#include <streambuf>

namespace dermavox::scene {
namespace {

using Grids = openvdb::TypeList<openvdb::Int32Grid, openvdb::Int64Grid, openvdb::BoolGrid, openvdb::FloatGrid,
                                openvdb::DoubleGrid>;

/// A header of our own, then the bytes of one grid: all that OpenVDB gets to see of a file.
class GridBytes : public std::streambuf
{
public:
    GridBytes(ByteReader& in, const VdbGrid& grid) : m_in(in), m_grid(grid), m_block(header(grid))
    {
        m_in.go(grid.begin);
        setg(m_block.data(), m_block.data(), m_block.data() + m_block.size());
    }

private:
    int_type underflow() override
    {
        constexpr std::uint64_t block_bytes = 1 << 16;
        m_block.resize(std::min(block_bytes, m_grid.end - m_in.at()));
        if (m_block.empty()) return traits_type::eof();
        m_in.read(m_block.data(), m_block.size());
        setg(m_block.data(), m_block.data(), m_block.data() + m_block.size());
        return traits_type::to_int_type(m_block.front());
    }

    /// Of a stream that holds this grid alone, without the foreign metadata.
    static std::string header(const VdbGrid& grid)
    {
        std::ostringstream out;
        const auto number = [&out](auto value) { out.write(reinterpret_cast<const char*>(&value), sizeof value); };
        number(std::int64_t(openvdb::OPENVDB_MAGIC));
        for (const std::uint32_t version : {grid.version, std::uint32_t(openvdb::OPENVDB_LIBRARY_MAJOR_VERSION),
                                            std::uint32_t(openvdb::OPENVDB_LIBRARY_MINOR_VERSION)})
            number(version);
        out << '\0' << "00000000-0000-0000-0000-000000000000";  // no places of grids; identifier
        openvdb::MetaMap().writeMeta(out);
        number(std::int32_t(1));
        openvdb::io::GridDescriptor descriptor("labels", grid.descriptor.type, grid.half);
        descriptor.writeHeader(out);
        descriptor.writeStreamPos(out);
        number(grid.compression);
        openvdb::MetaMap said;
        if (grid.half) said.insertMeta(openvdb::GridBase::META_SAVE_HALF_FLOAT, openvdb::BoolMetadata(true));
        said.writeMeta(out);
        return out.str();
    }

    ByteReader& m_in;
    const VdbGrid& m_grid;
    std::string m_block;
};

openvdb::GridBase::Ptr read_grid(ByteReader& in, const VdbGrid& grid)
{
    openvdb::initialize();
    GridBytes bytes(in, grid);
    std::istream stream(&bytes);
    const auto grids = openvdb::io::Stream(stream, /*delayLoad=*/false).getGrids();
    if (!stream || !grids || grids->size() != 1)
        refuse_volume(in.file(), "a grid that cannot be read", "a whole file");
    return grids->front();
}

template <class Grid>
LabelVolume::Labels labels_of(const Grid& grid, const openvdb::CoordBBox& box, const std::filesystem::path& file)
{
    using Value = typename Grid::ValueType;
    using Stored = std::conditional_t<std::is_same_v<Value, bool>, std::uint8_t, Value>;
    std::vector<Stored> values(std::size_t(box.volume()));
    openvdb::tools::Dense<Stored, openvdb::tools::LayoutXYZ> dense(box, values.data());
    openvdb::tools::copyToDense(grid, dense);
    if constexpr (std::is_floating_point_v<Value>) {
        std::vector<std::int32_t> labels(values.size());
        for (std::size_t i = 0; i < values.size(); ++i) labels[i] = whole_label(double(values[i]), file);
        return labels;
    } else {
        return values;
    }
}

void take_transform(const openvdb::GridBase& base, FileVolume& volume, const openvdb::CoordBBox& box)
{
    volume.directions_name = "the transform's directions";
    const openvdb::Mat4R matrix = base.transform().baseMap()->getAffineMap()->getMat4();  // of rows times matrix
    for (int axis = 0; axis < 3; ++axis) {
        auto& d = volume.directions[std::size_t(axis)];
        d = {matrix(axis, 0), matrix(axis, 1), matrix(axis, 2)};
        volume.spacing[std::size_t(axis)] = std::hypot(d[0], d[1], d[2]);
    }
    const openvdb::Vec3d first = base.transform().indexToWorld(box.min());
    volume.origin = {first.x(), first.y(), first.z()};
}

FileVolume volume_of(const openvdb::GridBase& base, const VdbGrid& walked, const std::filesystem::path& file,
                     const VolumeChoice& choice)
{
    const openvdb::CoordBBox box = base.evalActiveVoxelBoundingBox();
    if (box.empty()) refuse_volume(file, "a grid without active voxels", "labels");
    const openvdb::Coord size = box.dim();
    const std::size_t value_bytes = base.isType<openvdb::BoolGrid>() ? 1 : base.isType<openvdb::Int32Grid>() ? 4 : 8;
    const std::size_t converted = base.isType<openvdb::DoubleGrid>() ? 4 : 0;
    checked_cells(file, {size.x(), size.y(), size.z()}, value_bytes + converted, std::uint64_t(walked.memory_bytes),
                  choice);
    FileVolume volume{.form = "OpenVDB, " + base.valueType(),
                      .size = {size.x(), size.y(), size.z()},
                      .first = {box.min().x(), box.min().y(), box.min().z()}};
    take_transform(base, volume, box);
    base.apply<Grids>([&](const auto& grid) { volume.labels = labels_of(grid, box, file); });
    return volume;
}

FileVolume read_vdb(ByteReader& in, const VolumeChoice& choice)
try {
    const VdbGrid walked = walk_vdb(in, choice.name);
    require_memory(in.file(), "its tree takes", walked.memory_bytes, choice);
    return volume_of(*read_grid(in, walked), walked, in.file(), choice);
} catch (const openvdb::Exception& error) {
    refuse_volume(in.file(), error.what(), "an OpenVDB file");
}

}  // namespace

const VolumeFormat vdb_format{{".vdb"}, "OpenVDB", read_vdb};

}  // namespace dermavox::scene
