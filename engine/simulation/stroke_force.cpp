#include "dermavox/simulation/stroke_force.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/device/drive.hpp"
#include "dermavox/mechanics/force_curve.hpp"
#include "dermavox/simulation/press_of.hpp"
#include "engine/simulation/summaries.hpp"

#include <numbers>

namespace dermavox::simulation {
namespace {

constexpr int k_points = 60;
constexpr std::size_t k_most_needles = 50;

/// Time from the deepest point at which a tip set for the dial is at this depth [s].
double time_at(const device::Device& device, double set)
{
    if (device.kind != device::Kind::pen) return 0;
    const Angle half = device::half_angle(device.drive, device.depth, Length{set});
    return half / (2 * std::numbers::pi) / device.drive.frequency.si;
}

bool drawn(const scene::Scene& scene)
{
    return !scene.wound && asked(scene, "mechanics") && scene.device.kind != device::Kind::roller &&
           scene.device.cartridge.seats.size() <= k_most_needles;
}

StrokeForce stroke_of(const scene::Scene& scene)
{
    const device::Device& device = scene.device;
    const mechanics::Press press = press_of(scene, device);
    const mechanics::ForceCurve curve = mechanics::force_curve(press, k_points, {}, mechanics::Follow::forces);
    StrokeForce stroke;
    for (const mechanics::CurvePoint& at : curve.points)
        stroke.points.push_back(
            {(at.leaving ? 1 : -1) * time_at(device, at.set), at.set, at.total, at.cap, at.leaving});
    for (const mechanics::Break& at : curve.breaks)
        stroke.breaks.push_back({-time_at(device, at.set), at.set, at.needle, at.layer, at.force});
    return stroke;
}

}  // namespace

void follow_stroke(Outcome& outcome)
try {
    if (drawn(outcome.scene)) outcome.stroke = stroke_of(outcome.scene);
} catch (const core::Failure& failure) {
    if (failure.exit_code() != core::exit_code::not_converged) throw;
    outcome.notes.warnings.push_back(
        {"stroke_not_followed", "the force over one stroke is not drawn: its balance was not found"});
}

}  // namespace dermavox::simulation
