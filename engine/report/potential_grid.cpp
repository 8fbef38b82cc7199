// field.vdb
#include "dermavox/core/problem.hpp"
#include "dermavox/report/potential.hpp"
#include "engine/report/output_file.hpp"

#include <fmt/format.h>
#include <openvdb/io/Stream.h>
#include <openvdb/openvdb.h>
#include <openvdb/tools/Dense.h>

#include <limits>
#include <ostream>
#include <unistd.h>
#include <vector>

namespace dermavox::report {
namespace {

namespace fs = std::filesystem;

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

void require_writable(const fs::path& file, bool replace)
{
    const auto refuse = [&](const char* why) {
        throw core::Failure(core::exit_code::cannot_create, fmt::format("cannot create {}: {}", file.string(), why));
    };
    const fs::path folder = file.has_parent_path() ? file.parent_path() : ".";
    if (!fs::is_directory(folder)) refuse("its folder does not exist");
    const fs::file_status status = fs::symlink_status(file);
    if (fs::exists(status) && !fs::is_regular_file(status)) refuse("it is there and no plain file");
    if (fs::exists(status) && !replace) refuse("it exists; --force replaces it");
}

void write_potential_vdb(const PotentialField& field, const fs::path& file, bool replace)
{
    require_writable(file, replace);
    openvdb::initialize();
    const fs::path partial = file.parent_path() / fmt::format(".{}.partial-{}", file.filename().string(), ::getpid());
    try {
        write_file(partial,
                   [&](std::ostream& out) { openvdb::io::Stream(out).write(openvdb::GridCPtrVec{grid_of(field)}); });
        fs::rename(partial, file);
    } catch (...) {
        std::error_code ignored;
        fs::remove(partial, ignored);
        throw;
    }
}

}  // namespace dermavox::report
