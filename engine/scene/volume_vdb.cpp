// OpenVDB grids: the box of the active voxels, inactive cells in it with the background.
#include "engine/scene/vdb_header.hpp"
#include "engine/scene/volume_file.hpp"

#include <openvdb/openvdb.h>
#include <openvdb/tools/Dense.h>

namespace dermavox::scene {
namespace {

using Grids = openvdb::TypeList<openvdb::Int32Grid, openvdb::Int64Grid, openvdb::BoolGrid, openvdb::FloatGrid,
                                openvdb::DoubleGrid>;

std::string name_of_grid(openvdb::io::File& in, const std::filesystem::path& file, const std::string& wanted)
{
    std::vector<std::string> names;
    for (auto name = in.beginName(); name != in.endName(); ++name) names.push_back(name.gridName());
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    std::string name = default_name(wanted, names);
    if (std::ranges::find(names, name) == names.end())
        refuse_volume(file, "no grid " + name, "one of its grids: " + list, "name it with --grid");
    return name;
}

template <class Grid>
LabelVolume::Labels labels_of(const Grid& grid, const openvdb::CoordBBox& box, const std::filesystem::path& file)
{
    using Value = typename Grid::ValueType;
    using Dense = openvdb::tools::Dense<Value, openvdb::tools::LayoutXYZ>;
    const auto cells = std::size_t(box.volume());
    if constexpr (std::is_same_v<Value, bool>) {
        std::vector<std::uint8_t> labels(cells);
        openvdb::tools::Dense<std::uint8_t, openvdb::tools::LayoutXYZ> dense(box, labels.data());
        openvdb::tools::copyToDense(grid, dense);
        return labels;
    } else {
        std::vector<Value> values(cells);
        Dense dense(box, values.data());
        openvdb::tools::copyToDense(grid, dense);
        if constexpr (std::is_floating_point_v<Value>)
            return whole(std::span<const Value>(values), file);
        else
            return values;
    }
}

LabelVolume volume_of(const openvdb::GridBase& base, const std::filesystem::path& file, const VolumeChoice& choice)
{
    const openvdb::CoordBBox box = base.evalActiveVoxelBoundingBox();
    if (box.empty()) refuse_volume(file, "a grid without active voxels", "labels");
    const openvdb::Coord size = box.dim();
    checked_cells(file, {size.x(), size.y(), size.z()}, 8, choice);
    LabelVolume volume;
    volume.size = {size.x(), size.y(), size.z()};
    volume.first = {box.min().x(), box.min().y(), box.min().z()};
    const openvdb::Vec3d width = base.voxelSize();
    volume.spacing = {width.x(), width.y(), width.z()};
    const bool known = base.apply<Grids>([&](const auto& grid) { volume.labels = labels_of(grid, box, file); });
    if (!known) refuse_volume(file, "a grid of " + base.valueType(), "Int32, Int64, Bool, Float or Double labels");
    return volume;
}

}  // namespace

LabelVolume read_vdb(const std::filesystem::path& file, const VolumeChoice& choice)
{
    if (!vdb_is_whole(file)) refuse_volume(file, "not an OpenVDB file, or cut off", "an OpenVDB file");
    openvdb::initialize();
    try {
        openvdb::io::File in(file.string());
        in.open(false);  // not memory-mapped: the file may be replaced meanwhile
        return volume_of(*in.readGrid(name_of_grid(in, file, choice.name)), file, choice);
    } catch (const openvdb::Exception& error) {
        refuse_volume(file, error.what(), "an OpenVDB file");
    }
}

}  // namespace dermavox::scene
