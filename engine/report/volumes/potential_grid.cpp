// field.vdb
#include "dermavox/report/potential.hpp"

#include "dermavox/core/output.hpp"
#include "engine/report/volumes/vdb_file.hpp"

#include <openvdb/openvdb.h>
#include <openvdb/tools/Dense.h>

#include <limits>
#include <ostream>
#include <vector>

namespace dermavox::report {
namespace {

openvdb::FloatGrid::Ptr grid_of(const PotentialField& field)
{
    // A background that no cell has: every cell becomes an active voxel.
    auto grid = openvdb::FloatGrid::create(std::numeric_limits<float>::lowest());
    const openvdb::CoordBBox box({0, 0, 0}, {field.size[0] - 1, field.size[1] - 1, field.size[2] - 1});
    std::vector<float> values(field.values.begin(), field.values.end());
    const auto copy = [&](const auto& dense) { openvdb::tools::copyFromDense(dense, *grid, 0.0f); };
    if (field.order == transport::Order::x_fastest)
        copy(openvdb::tools::Dense<float, openvdb::tools::LayoutXYZ>(box, values.data()));
    else
        copy(openvdb::tools::Dense<float, openvdb::tools::LayoutZYX>(box, values.data()));
    openvdb::Mat4d scale = openvdb::Mat4d::identity();
    for (int a = 0; a < 3; ++a) scale(a, a) = 1e3 * field.widths[std::size_t(a)];
    grid->setTransform(openvdb::math::Transform::createLinearTransform(scale));
    grid->setName("potential");
    grid->insertMeta("unit", openvdb::StringMetadata("mm"));
    return grid;
}

}  // namespace

void write_potential_vdb(const PotentialField& field, const std::filesystem::path& file, bool replace)
{
    openvdb::initialize();
    core::write_whole(file, replace,
                      [&](std::ostream& out) { write_vdb(out, openvdb::GridCPtrVec{grid_of(field)}); });
}

}  // namespace dermavox::report
