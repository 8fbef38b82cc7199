#include "dermavox/study/complete_run.hpp"

#include "dermavox/simulation/dial_sweep.hpp"
#include "dermavox/simulation/simulate.hpp"
#include "dermavox/simulation/stroke_force.hpp"
#include "dermavox/simulation/water_map.hpp"
#include "dermavox/study/people.hpp"
#include "dermavox/study/practice_run.hpp"

namespace dermavox::study {
namespace {

constexpr double k_setting = 0.4;  ///< of a run's time that one setting of the dial takes; it only paces the progress

}  // namespace

simulation::Outcome complete_run(const scene::Scene& scene, const RunExtras& extras, const simulation::Watch& watch,
                                 const simulation::Carving& carving)
{
    const double dial = extras.dial ? k_setting * double(simulation::dial_settings(scene).size()) : 0;
    const double sessions = scene.plan ? scene.plan->sessions : 0;
    const double all = 1 + dial + extras.people + sessions;
    const auto part = [&](double begin, double length) -> simulation::Watch {
        return [&watch, begin, length, all](std::string_view stage, double done) {
            if (watch) watch(stage, (begin + done * length) / all);
        };
    };
    check_rules_of(scene);
    simulation::Outcome outcome = simulation::simulate(scene, part(0, 1), carving);
    part(1, 0)("force over a stroke", 0);
    simulation::follow_stroke(outcome);
    part(1, 0)("map of water loss", 0);
    simulation::map_water(outcome);
    if (extras.dial) outcome.dial = simulation::dial_sweep(scene, part(1, dial));
    if (extras.people > 0) {
        outcome.people = extras.people;
        outcome.spread = spread_over_people(scene, extras.people, part(1 + dial, extras.people));
    }
    add_practice(outcome, part(1 + dial + extras.people, sessions));
    return outcome;
}

}  // namespace dermavox::study
