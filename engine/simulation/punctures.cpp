// From a scene to every opening that its needles make, or that it states itself.
#include "dermavox/core/unit_names.hpp"
#include "dermavox/device/tolerance.hpp"
#include "dermavox/mechanics/force_curve.hpp"
#include "dermavox/motion/programme.hpp"
#include "dermavox/simulation/motor.hpp"
#include "dermavox/simulation/press_of.hpp"
#include "dermavox/skin/stretch.hpp"
#include "engine/simulation/known_wound.hpp"
#include "engine/simulation/press_all.hpp"
#include "engine/simulation/stages.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dermavox::simulation {
namespace {

void warn_of_stretch(const skin::Stack& stack, core::Notes& notes)
{
    if (stack.stretch_x == 1 && stack.stretch_y == 1) return;
    notes.warnings.push_back(
        {"stretched_skin", fmt::format("every figure is of the skin as it is held, stretched {:g} x {:g}; let go, it "
                                       "carries {:.3g} times the density (density.released_channels_per_cm2)",
                                       stack.stretch_x, stack.stretch_y,
                                       skin::released_density(1, {stack.stretch_x, stack.stretch_y}))});
}

void warn_of_idle_tension(const scene::Scene& scene, core::Notes& notes)
{
    const skin::Stack& skin = scene.skin;
    if (skin.tension_ratio >= 1 || (skin.tension.si > 0 && !scene.wound)) return;
    notes.warnings.push_back(
        {"tension_ratio_idle", scene.wound ? "skin.tension_ratio draws out no openings that are given ([wound])"
                                           : "skin.tension_ratio draws out no openings in slack skin: give "
                                             "skin.tension, such as \"20 N/m\""});
}

/// The needles' work slows the motor: the frequency at which it runs.
Frequency started_motor(const scene::Scene& scene, const device::Device& unit, core::Notes& notes)
{
    const Frequency set = unit.drive.frequency, running = motor_frequency(scene, unit);
    const std::string wanted = core::format_quantity(set.si, core::Dimension::frequency);
    if (running.si <= 0)
        notes.warnings.push_back(
            {"motor_stalls", fmt::format("mean torque exceeds the motor's at every speed: the pen would stall. The "
                                         "figures are those at {}; a motor of more torque "
                                         "(device.drive.motor_torque), fewer needles or a shallower dial would run",
                                         wanted)});
    else if (running < 0.95 * set)
        notes.warnings.push_back(
            {"motor_speed", fmt::format("the motor turns these needles at {:.4g} Hz, not at {}: "
                                        "strokes, speeds and power are those of the slower drive",
                                        running.si, wanted)});
    return running;
}

Energy peak_torque_of(const mechanics::Press& press, const device::Device& device)
{
    constexpr int points = 60;
    return mechanics::peak_torque(mechanics::force_curve(press, points, {}, mechanics::Follow::way_in), device.drive,
                                  device.depth);
}

/// How far past the patch an opening still matters.
double reach_of(const device::NeedleSet& needles, const device::Device& unit, Speed glide)
{
    Length widest{};
    for (const device::Needle& needle : needles.types) widest = std::max(widest, needle.diameter);
    return widest.si + device::visit(unit, device::deepest(unit), glide).slit.si;
}

}  // namespace

Punctures stated_punctures(const scene::Scene& scene, core::Notes& notes)
{
    KnownOpenings known = known_openings(scene, notes);
    warn_of_stretch(known.skin, notes);
    warn_of_idle_tension(scene, notes);
    not_modelled(notes, "force, slit, depth: the openings are the scene's own ([wound])");
    Punctures all{.skin = std::move(known.skin),
                  .insertions = std::move(known.insertions),
                  .needles = device::NeedleSet(known.needle)};
    all.strokes_inside = all.insertions.size();
    return all;
}

Punctures pressed_punctures(const scene::Scene& scene, core::Notes& notes, const Done& done)
{
    warn_of_stretch(scene.skin, notes);
    warn_of_idle_tension(scene, notes);
    done(0);
    Punctures all{.skin = scene.skin, .needles = device::needles_of(scene.device), .edges = scene.motion.edges};
    if (scene.device.kind == device::Kind::roller) all.drum = scene.device.roller.radius;
    device::Device unit = device::as_built(scene.device, scene.tolerances, scene.seed, scene.piece);
    const bool balanced = asked(scene, "mechanics");
    if (balanced && unit.drive.motor) {
        all.running = started_motor(scene, unit, notes);
        if (all.running->si > 0) unit.drive.frequency = *all.running;
    }
    const motion::Programme programme(unit, scene.motion, scene.seed);
    append(notes, programme.notes());
    std::optional<mechanics::Press> press;
    if (balanced) {
        press.emplace(press_of(scene, unit));
        append(notes, press->notes());
        all.marks = marks_of({scene, unit, *press});
        if (unit.drive.motor) all.peak_torque = peak_torque_of(*press, unit);
    } else {
        not_modelled(notes, "mechanics: left out by run.stages; needles go to their dial depth in rigid skin");
    }
    const PressJob job{programme, press ? &*press : nullptr, all.needles, scene.skin.layers.front().recoil.value,
                       reach_of(all.needles, unit, scene.motion.speed)};
    Pressed pressed = press_all(job, done);
    all.insertions = std::move(pressed.insertions);
    all.strokes_inside = pressed.strokes_inside;
    if (balanced) all.loads = std::move(pressed.loads);
    all.motion = Motion{.kinematics = {},
                        .strokes = double(programme.cycles()) * double(programme.needles()),
                        .duration = programme.duration(),
                        .strokes_left_out = double(pressed.strokes_left_out)};
    return all;
}

}  // namespace dermavox::simulation
