#include "dermavox/scene/read_scene.hpp"
#include "dermavox/simulation/simulate.hpp"
#include "dermavox/skin/voxel_trees.hpp"
#include "dermavox/transport/sample_tile.hpp"
#include "dermavox/wound/cover.hpp"
#include "dermavox/wound/resolution.hpp"
#include "dermavox/wound/wound.hpp"
#include "engine/verify/parts.hpp"

#include <cmath>
#include <fmt/format.h>

namespace dermavox::verify {
namespace {

constexpr double k_voxels[] = {20, 10, 5};  ///< [um]

Series pipeline_series(const char* key, const char* title, const char* unit, const char* size = "voxel")
{
    return {.key = key, .title = title, .unit = unit, .size_name = size, .size_unit = "um"};
}

double volume(const openvdb::GridBase& grid, double voxel)
{
    return double(grid.activeVoxelCount()) * std::pow(voxel, 3) * 1e9;
}

/// Water loss of a tile of the demo scene, every opening as wide as the wound's, at three sizes of its cells.
Series tile_of(const simulation::Outcome& outcome)
{
    Series s =
        pipeline_series("demo-water", "demo scene: water loss of the resolved tile", "g/m2/h", "cell at the mouths");
    const simulation::TreatedMouths open = outcome.treated->mouths(*outcome.wound);
    const transport::Patch patch = open.patch();
    double finest = 1;
    for (const transport::Mouth& m : open.mouths) finest = std::min(finest, m.short_semi_axis);
    for (const double cells : {1.5, 3.0, 6.0}) {
        transport::TileParameters p;
        p.cells_per_axis = cells, p.most_cells = 20'000'000;
        core::Notes notes;
        const auto tile = transport::sample_tile(outcome.scene.skin, outcome.scene.environment, patch,
                                                 outcome.scene.transport, notes, p);
        s.size.push_back(finest / cells * 1e6);
        s.value.push_back(tile->fine * 3.6e6);
    }
    return s;
}

/// Volume of the residual openings in the patch, from exact areas at 25 depths of each layer at its mean place [mm3].
double exact_channels(const wound::Wound& w)
{
    constexpr int planes = 25;
    const wound::Window patch{0, 0, w.lattice.width(), w.lattice.height()};
    const std::vector<double>& tops = w.tracts.mean_tops;
    double volume = 0;
    for (std::size_t layer = 0; layer + 1 < tops.size(); ++layer) {
        const double step = (tops[layer + 1] - tops[layer]) / planes;
        for (int i = 0; i < planes; ++i)
            volume += step * wound::open_area(wound::residuals_at(w.tracts, tops[layer] + (i + 0.5) * step), patch);
    }
    return volume * 1e9;
}

/// Share by which a figure of the result moves over the voxel sizes.
double spread(const std::vector<double>& values)
{
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    return *high / *low - 1;
}

}  // namespace

void pipeline(Record& record, const scene::Catalogue& catalogue)
{
    Series open = pipeline_series("demo-coverage", "demo scene: open area of the top plane, share", "");
    Series channels = pipeline_series("demo-channels", "demo scene: volume of the channels in voxels", "mm3");
    Series cut = pipeline_series("demo-cut", "demo scene: volume of the cuts in voxels", "mm3");
    std::vector<double> coverage, wounded, water;
    std::optional<Series> tile;
    for (const double um : k_voxels) {
        const scene::Scene scene = scene::read_scene(catalogue.folder() / "cheek-pen-12-ring.toml",
                                                     {fmt::format("grid.voxel={} um", um)}, catalogue);
        const simulation::Outcome outcome = simulation::simulate(scene);
        const wound::Wound& w = *outcome.wound;
        const double area = w.lattice.area();
        for (Series* s : {&open, &channels, &cut}) s->size.push_back(um);
        open.value.push_back(wound::resolution_of(w).voxel_area / area);
        channels.value.push_back(volume(*w.residual, um * 1e-6));
        cut.value.push_back(volume(*w.hits, um * 1e-6));
        coverage.push_back(outcome.measures->coverage.front().open_fraction);
        double all = 0;
        for (const metrics::LayerWound& layer : outcome.measures->layers) all += layer.wounded_volume;
        wounded.push_back(all);
        water.push_back(outcome.water_loss->calibrated);
        if (um != k_voxels[1]) continue;
        tile = tile_of(outcome);
        channels.exact = exact_channels(w);
    }
    open.exact = coverage.back();
    cut.exact = wounded.back() * 1e9;
    record.topic("The demo scene at three voxel sizes");
    record.source("20, 10 and 5 um: figures of a result are exact sections, not voxels");
    record.at_most("coverage of the surface: largest over smallest less one", spread(coverage), 1e-9);
    record.at_most("wounded volume: largest over smallest less one", spread(wounded), 2e-3);
    record.at_most("water loss: largest over smallest less one", spread(water), 1e-9);
    record.source("voxels against the exact sections");
    record.relative("open area in voxels of 5 um over the exact one", open.value.back() / *open.exact, 1, 0.02);
    record.relative("volume of the cuts in voxels of 5 um over the exact one",
                    cut.value.back() / (wounded.back() * 1e9), 1, 0.01);
    for (Series* s : {&open, &channels, &cut}) record.series(std::move(*s));
    record.series(std::move(*tile));
}

}  // namespace dermavox::verify
