#include "dermavox/simulation/simulate.hpp"

#include "engine/simulation/stages.hpp"

#include <utility>

namespace dermavox::simulation {
namespace {

/// Shares of a run's time, measured on the demo scene; they only pace the progress line.
struct Stage {
    const char* name;
    double begin, end;
};
constexpr Stage k_skin{"skin", 0, 0.05}, k_needles{"needles into skin", 0.05, 0.5}, k_wound{"wound", 0.5, 0.7},
    k_metrics{"measures", 0.7, 0.85}, k_water{"water loss", 0.85, 1};

Done pace(const Watch& watch, const Stage& stage)
{
    return [&watch, stage](double done) {
        if (watch) watch(stage.name, stage.begin + done * (stage.end - stage.begin));
    };
}

}  // namespace

Outcome simulate(const scene::Scene& scene, const Watch& watch, const Carving& carving)
{
    pace(watch, k_skin)(0);
    Outcome out;
    const core::Lattice lattice = lattice_of(scene);
    out.scene = fitted_to(lattice, scene, out.notes);
    out.treated.emplace(out.scene, lattice.width(), lattice.height());
    Punctures punctures = scene.wound ? stated_punctures(out.scene, out.notes)
                                      : pressed_punctures(out.scene, out.notes, pace(watch, k_needles));
    out.skin.emplace(punctures.skin, lattice.width(), lattice.height(), scene.seed);
    out.motion = punctures.motion;
    out.marks = std::move(punctures.marks);
    if (punctures.running && punctures.running->si > 0) out.scene.device.drive.frequency = *punctures.running;

    if (asked(scene, "wound")) carve(out, punctures, lattice, carving, pace(watch, k_wound));
    if (out.wound && asked(scene, "metrics")) {
        pace(watch, k_metrics)(0);
        measure(out, punctures);
    }
    if (out.wound && asked(scene, "transport")) lose_water(out, punctures, pace(watch, k_water));
    summarise(out, punctures);
    out.dial_band = dial_band(out.scene);
    pace(watch, k_water)(1);
    return out;
}

}  // namespace dermavox::simulation
