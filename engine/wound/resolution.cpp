#include "dermavox/wound/resolution.hpp"

#include "dermavox/wound/cover.hpp"

#include <cmath>
#include <complex>
#include <fmt/format.h>
#include <numbers>

namespace dermavox::wound {
namespace {

/// Active voxels of the uppermost plane.
std::size_t open_voxels(const MaskTree& tree)
{
    std::size_t count = 0;
    for (auto leaf = tree.cbeginLeaf(); leaf; ++leaf) {
        if (leaf->origin().z() != 0) continue;
        for (auto voxel = leaf->cbeginValueOn(); voxel; ++voxel) count += voxel.getCoord().z() == 0;
    }
    return count;
}

double lockstep(const std::vector<Tract>& tracts, double voxel, double Tract::*along)
{
    std::complex<double> sum = 0;
    for (const Tract& t : tracts) sum += std::polar(1.0, 2 * std::numbers::pi * (t.*along) / voxel);
    return tracts.empty() ? 0 : std::abs(sum) / double(tracts.size());
}

}  // namespace

Resolution resolution_of(const Wound& wound)
{
    const core::Lattice& l = wound.lattice;
    std::vector<Opening> openings = residuals_at(wound.tracts, l.voxel / 2);
    if (wound.periodic) openings = with_images(openings, l.width(), l.height());
    return {.voxel_area = double(open_voxels(wound.residual->tree())) * l.voxel * l.voxel,
            .exact_area = open_area(openings, {0, 0, l.width(), l.height()}),
            .lockstep_x = lockstep(wound.tracts.all, l.voxel, &Tract::x),
            .lockstep_y = lockstep(wound.tracts.all, l.voxel, &Tract::y)};
}

std::vector<core::Warning> resolution_warnings(const Wound& wound, double tolerance)
{
    const Resolution r = resolution_of(wound);
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
