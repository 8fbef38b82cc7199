#include "dermavox/core/random.hpp"
#include "dermavox/skin/voxel_trees.hpp"
#include "dermavox/wound/area_map.hpp"
#include "dermavox/wound/carve.hpp"
#include "dermavox/wound/cover.hpp"
#include "engine/verify/parts.hpp"

#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace dermavox::verify {
namespace {

using std::numbers::pi;

skin::Skin plain_skin(const core::Lattice& lattice)
{
    skin::Stack stack;
    for (const double recoil : {0.6, 0.3}) {
        skin::Layer layer;
        layer.name = "layer", layer.role = skin::Role::dermis;
        layer.thickness.value = Length{lattice.depth() / 2};
        layer.recoil.value = recoil;
        stack.layers.push_back(layer);
    }
    return skin::Skin(stack, lattice.width(), lattice.height(), 1);
}

mechanics::Insertion straight(double x, double y, double depth)
{
    mechanics::Insertion in;
    in.punctured_layers = 1;
    in.x = x, in.y = y;
    in.set = in.inserted = in.tip = depth;
    in.residual = 0.7 * depth;
    return in;
}

/// Slits and leaning needles at random.
std::vector<mechanics::Insertion> scattered_insertions(std::size_t n, double side, double deepest)
{
    const core::Random random(8, core::Purpose::reference_pattern);
    std::vector<mechanics::Insertion> all;
    for (std::size_t i = 0; i < n; ++i) {
        const auto u = [&](std::uint64_t k) { return random.uniform({.cycle = i, .draw = k}); };
        all.push_back(straight(side * u(0), side * u(1), deepest * (0.2 + 0.8 * u(2))));
        all.back().heading = 2 * pi * u(3);
        if (i % 2) all.back().slit = all.back().slit_dermis = all.back().slit_open = 0.2e-3 * u(4);
        if (i % 3 == 2) all.back().lean_x = u(5) - 0.5, all.back().lean_y = u(6) - 0.5;
    }
    return all;
}

/// Voxels that differ from the definition: centre under the surface and within the reach of a tract.
std::size_t wrong_voxels(const wound::Wound& w, const skin::Skin& skin)
{
    const core::Lattice& l = w.lattice;
    const auto envelope = w.hits->getConstAccessor();
    const auto residual = w.residual->getConstAccessor();
    std::size_t wrong = 0;
    for (int i = 0; i < l.nx; ++i)
        for (int j = 0; j < l.ny; ++j)
            for (int k = 0; k < l.nz; ++k) {
                const double x = l.centre(i), y = l.centre(j), z = l.centre(k);
                const auto layer = std::size_t(std::max(skin.layer_at(x, y, z), 0));
                const double recoil = w.tracts.recoil[std::min(layer, w.tracts.recoil.size() - 1)];
                bool cut = false, open = false;
                for (const wound::Tract& t : w.tracts.all) {
                    if (z >= t.tip) continue;
                    wound::Opening o = w.tracts.envelope_at(t, z);
                    cut = cut || (o.radius > 0 && wound::distance(o, x, y) < 0);
                    o.radius *= recoil;
                    open = open || (z < t.residual && o.radius > 0 && wound::distance(o, x, y) < 0);
                }
                wrong += (envelope.isValueOn({i, j, k}) != cut) + (residual.isValueOn({i, j, k}) != open);
            }
    return wrong;
}

/// Volume of a cone from the open shares of voxels, plane by plane [mm3].
double cone_of_shares(double voxel)
{
    const double radius = 0.1e-3, depth = 0.5e-3;
    const device::Needle cone{.diameter = Length{2 * radius}, .taper = Length{depth}, .tip_radius = Length{1e-10}};
    const int n = int(std::lround(0.64e-3 / voxel));
    const skin::Skin skin = plain_skin({voxel, n, n, n});
    const wound::Tracts tracts =
        wound::tracts_of(std::vector{straight(0.317e-3, 0.322e-3, depth)}, device::NeedleSet(cone), skin);
    double volume = 0;
    for (int k = 0; k * voxel < depth; ++k)
        volume +=
            voxel * wound::area_map(wound::envelopes_at(tracts, (k + 0.5) * voxel), voxel, n, n, 64).open_area();
    return volume * 1e9;
}

/// The same from whole voxels of 10 um.
double cone_of_voxels()
{
    const device::Needle cone{.diameter = 0.2_mm, .taper = 0.5_mm, .tip_radius = Length{1e-10}};
    const core::Lattice lattice{10e-6, 64, 64, 64};
    const skin::Skin skin = plain_skin(lattice);
    const auto tracts =
        wound::tracts_of(std::vector{straight(0.317e-3, 0.322e-3, 0.5e-3)}, device::NeedleSet(cone), skin);
    return double(wound::envelope_grid(tracts, skin, lattice)->activeVoxelCount()) * 1e-6;
}

}  // namespace

void carving(Record& record)
{
    record.topic("Carving");
    const core::Lattice lattice{10e-6, 90, 80, 60};
    const skin::Skin skin = plain_skin(lattice);
    const wound::Wound w = wound::carve(scattered_insertions(25, 0.85e-3, 0.55e-3),
                                        device::NeedleSet(device::Needle{.taper = 0.6_mm}), skin, lattice);
    record.source(
        "the definition tried at every voxel: centre within the section of a tract, with the layer's recoil");
    record.absolute(fmt::format("voxels of {} that are wrong, discs, slits, leaning", lattice.voxels()),
                    double(wrong_voxels(w, skin)), 0, 0);
    record.at_least("voxels cut in that case", double(w.hits->activeVoxelCount()), 1000);

    const double exact = pi * 0.1 * 0.1 * 0.5 / 3;
    record.source("pi r^2 h/3, ten voxels per radius");
    record.relative("volume of a cone in voxels of 10 um", cone_of_voxels(), exact, 5e-3, "mm3");
    record.source("second order, as each plane stands for its voxels' middle");
    Series cone{.key = "cone",
                .title = "volume of a cone from partly open voxels",
                .unit = "mm3",
                .size_name = "voxel",
                .size_unit = "um",
                .exact = exact};
    for (const double voxel : {40e-6, 20e-6, 10e-6}) {
        cone.size.push_back(voxel * 1e6);
        cone.value.push_back(cone_of_shares(voxel));
    }
    record.order(std::move(cone), 2, 0.3);
}

}  // namespace dermavox::verify
