// From punctures to the wound, its figures and what it loses of water.
#include "dermavox/core/unit_names.hpp"
#include "dermavox/metrics/domain.hpp"
#include "dermavox/metrics/measure.hpp"
#include "dermavox/metrics/strikes.hpp"
#include "dermavox/skin/appendages.hpp"
#include "dermavox/wound/carve.hpp"
#include "dermavox/wound/resolution.hpp"
#include "dermavox/wound/tiles.hpp"
#include "engine/simulation/solute_passage.hpp"
#include "engine/simulation/stages.hpp"

namespace dermavox::simulation {
namespace {

wound::VoxelCount carve_by_tiles(const Outcome& so_far, const Carving& carving, const Done& done)
{
    const wound::Wound& wound = *so_far.wound;
    const core::Lattice& lattice = wound.lattice;
    const double tiles = double(wound::tiles_of(lattice, carving.tile_edge).size());
    const wound::Tracts tracts = wound.periodic ? wound::with_images(wound.tracts, lattice) : wound.tracts;
    wound::VoxelCount voxels;
    double taken = 0;
    wound::carve_tiles(tracts, *so_far.skin, lattice, carving.tile_edge, [&](const wound::Tile& tile) {
        voxels += wound::count_voxels(tile.grids);
        if (carving.take) carving.take(tile, so_far);
        done(++taken / tiles);
    });
    return voxels;
}

metrics::MeasureOptions measure_options(const Outcome& so_far, const Punctures& punctures)
{
    const scene::Scene& s = so_far.scene;
    metrics::MeasureOptions options;
    options.zone_radius = s.report.zone_radius.si;
    options.set_depth = s.device.depth.si;
    options.strokes = punctures.strokes_inside;
    options.swath_width = device::swath_of(s.device.cartridge, s.device.needle).si;
    options.swath_mark = s.device.needle.diameter.si;
    options.seed = s.seed;
    options.domain = so_far.treated->domain();
    options.depths.clear();
    for (const Length depth : s.report.depths) options.depths.push_back(depth.si);
    for (const device::Seat& seat : s.device.cartridge.seats) options.swath_tracks.push_back(seat.x);
    return options;
}

std::vector<PassLoss> loss_by_pass(const Outcome& so_far, const Punctures& punctures)
{
    const scene::Scene& s = so_far.scene;
    core::Notes known;  // the same assumptions as of the whole run
    std::vector<PassLoss> losses;
    for (const metrics::AfterPass& after : so_far.passes) {
        const TreatedMouths open = so_far.treated->mouths_after(*so_far.wound, punctures.insertions, after.passes);
        const auto loss = transport::water_loss(s.skin, s.environment, open.patch(), s.transport, known);
        if (loss) losses.push_back({after.passes, loss->calibrated, loss->calibrated_p10, loss->calibrated_p90});
    }
    return losses;
}

}  // namespace

void carve(Outcome& so_far, const Punctures& punctures, const core::Lattice& lattice, const Carving& carving,
           const Done& done)
{
    done(0);
    const scene::Scene& scene = so_far.scene;
    wound::CarveOptions options(punctures.edges);
    options.drum = punctures.drum;
    std::vector<skin::Appendage> appendages;
    if (!scene.wound)
        appendages = skin::appendages_on(scene.skin.appendages, lattice.width(), lattice.height(), scene.seed);
    options.appendages = appendages;
    options.grids = carving.tile_edge == 0;
    so_far.wound = std::make_shared<wound::Wound>(
        wound::carve(punctures.insertions, punctures.needles, *so_far.skin, lattice, options));
    const wound::Wound& wound = *so_far.wound;
    so_far.resolution = options.grids ? wound::resolution_of(wound)
                                      : wound::resolution_of(wound, carve_by_tiles(so_far, carving, done));
    append(so_far.notes, {wound::resolution_warnings(wound, *so_far.resolution), {}});
}

void measure(Outcome& so_far, const Punctures& punctures)
{
    const scene::Scene& s = so_far.scene;
    const std::vector<mechanics::Insertion>& near = punctures.insertions;
    const metrics::Domain* domain = so_far.treated->domain().get();
    const metrics::MeasureOptions options = measure_options(so_far, punctures);
    so_far.measures = metrics::measure(*so_far.wound, near, *so_far.skin, options);
    append(so_far.notes, {so_far.measures->notes, {}});
    const metrics::Strikes strikes(*so_far.wound, near, *so_far.skin, domain);
    so_far.inclusions = strikes.inclusions();
    if (!s.wound) so_far.appendages = strikes.appendages();
    so_far.passes = metrics::after_passes(*so_far.wound, near, domain);
    so_far.spacing = spacing_of(*so_far.wound, near, so_far.treated->domain(), s.seed);
    if (s.skin.layers.size() > skin::first_of(s.skin, skin::Role::dermis))
        so_far.notes.assumed.push_back(
            {"report.capillary_plane", core::format_quantity(options.capillary_offset, core::Dimension::length),
             "depth of the first capillaries below the epidermis; no measurement behind it"});
}

void lose_water(Outcome& so_far, const Punctures& punctures, const Done& done)
{
    done(0);
    const scene::Scene& s = so_far.scene;
    const TreatedMouths open = so_far.treated->mouths(*so_far.wound);
    const transport::Patch patch = open.patch();
    if (s.solute)
        so_far.solute = solute_passage(s, *so_far.wound, patch, so_far.treated->domain().get(), so_far.notes);
    so_far.water_loss = transport::water_loss(s.skin, s.environment, patch, s.transport, so_far.notes);
    if (!so_far.water_loss || open.mouths.empty()) return;
    done(0.2);
    so_far.pass_loss = loss_by_pass(so_far, punctures);
    core::Notes known;  // the same assumptions as above
    so_far.sample_tile = transport::sample_tile(s.skin, s.environment, patch, s.transport, known);
    done(0.8);
    so_far.closure = recovery::closure({s.skin, s.environment, patch, s.transport}, s.closure, so_far.notes);
}

}  // namespace dermavox::simulation
