#include "dermavox/wound/resolution.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/skin/voxel_trees.hpp"
#include "dermavox/wound/cover.hpp"
#include "dermavox/wound/tiles.hpp"
#include "dermavox/wound/wound.hpp"

#include <cmath>
#include <complex>
#include <fmt/format.h>
#include <numbers>

namespace dermavox::wound {
namespace {

double lockstep(const std::vector<Tract>& tracts, double voxel, double Tract::*along)
{
    std::complex<double> sum = 0;
    for (const Tract& t : tracts) sum += std::polar(1.0, 2 * std::numbers::pi * (t.*along) / voxel);
    return tracts.empty() ? 0 : std::abs(sum) / double(tracts.size());
}

}  // namespace

VoxelCount& VoxelCount::operator+=(const VoxelCount& other)
{
    cut += other.cut, open += other.open, open_on_top += other.open_on_top;
    return *this;
}

VoxelCount count_voxels(const Grids& grids)
{
    VoxelCount count{.cut = grids.hits->activeVoxelCount(), .open = grids.residual->activeVoxelCount()};
    for (auto leaf = grids.residual->tree().cbeginLeaf(); leaf; ++leaf) {
        if (leaf->origin().z() != 0) continue;
        const auto& mask = leaf->getValueMask();  // a byte is the eight voxels of a column
        for (openvdb::Index column = 0; column < 64; ++column)
            count.open_on_top += mask.getWord<std::uint8_t>(column) & 1;
    }
    return count;
}

Resolution resolution_of(const Wound& wound)
{
    return resolution_of(wound, count_voxels({wound.residual, wound.hits}));
}

Resolution resolution_of(const Wound& wound, const VoxelCount& voxels)
{
    const core::Lattice& l = wound.lattice;
    std::vector<Opening> openings = residuals_at(wound.tracts, l.voxel / 2);
    if (wound.periodic) openings = with_images(std::move(openings), l.width(), l.height());
    return {.voxels = voxels,
            .voxel_area = double(voxels.open_on_top) * l.voxel * l.voxel,
            .exact_area = open_area(std::move(openings), {0, 0, l.width(), l.height()}),
            .voxel_volume = double(voxels.cut) * std::pow(l.voxel, 3),
            .lockstep_x = lockstep(wound.tracts.all, l.voxel, &Tract::x),
            .lockstep_y = lockstep(wound.tracts.all, l.voxel, &Tract::y)};
}

std::vector<core::Warning> resolution_warnings(const Wound& wound, const Resolution& r, double tolerance)
{
    if (std::abs(r.error()) <= tolerance) return {};
    const double chance = 3 / std::sqrt(double(std::max<std::size_t>(wound.tracts.all.size(), 1)));
    const std::string off =
        fmt::format("voxels of {:g} um show {:.1f} % {} open surface than there is", wound.lattice.voxel * 1e6,
                    100 * std::abs(r.error()), r.error() > 0 ? "more" : "less");
    if (std::max(r.lockstep_x, r.lockstep_y) > chance)
        return {{"voxel_aliasing",
                 off + ": the pitch keeps step with them; shift the pattern, or choose another voxel size"}};
    return {{"voxel_coarse", off + ": the openings are only a few voxels wide; choose a smaller voxel for pictures"}};
}

}  // namespace dermavox::wound
