#include "dermavox/simulation/dial_sweep.hpp"

#include "dermavox/simulation/simulate.hpp"
#include "dermavox/wound/tract.hpp"
#include "engine/simulation/summaries.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::simulation {
namespace {

constexpr double k_step = 0.25e-3;
constexpr int k_steps = 10;

bool reachable(const device::Device& device, double dial)
{
    const double longest = device::deepest(device).si - device.depth.si;  // of the seats, past the dial
    return dial + longest < device.drive.stroke.si && dial + longest <= device.needle.length.si;
}

DialPoint point_of(const Outcome& outcome)
{
    std::vector<double> inserted, tip, residual;
    for (const mechanics::Insertion& i : outcome.insertions) {
        if (!i.punctured()) continue;
        inserted.push_back(i.inserted), tip.push_back(i.tip), residual.push_back(i.residual);
    }
    const double all = double(outcome.insertions.size());
    DialPoint point{.set = outcome.scene.device.depth.si,
                    .inserted = core::spread_of(inserted),
                    .tip = core::spread_of(std::move(tip)),
                    .residual = core::spread_of(std::move(residual)),
                    .punctured_fraction = all > 0 ? double(inserted.size()) / all : 0,
                    .stroke_peak = outcome.force ? outcome.force->stroke_peak : 0,
                    .water_loss = {}};
    return point;
}

/// By the network over what recoil leaves of each insertion.
std::optional<double> water_loss_of(const Outcome& outcome)
{
    const scene::Scene& s = outcome.scene;
    const TreatedMouths open =
        outcome.treated->mouths(wound::tracts_of(outcome.insertions, device::needles_of(s.device), *outcome.skin));
    core::Notes known;  // those of the run itself
    const auto loss = transport::water_loss(s.skin, s.environment, open.patch(), s.transport, known);
    return loss ? std::optional(loss->calibrated) : std::nullopt;
}

}  // namespace

std::vector<double> dial_settings(const scene::Scene& scene)
{
    if (scene.device.kind != device::Kind::pen) return {};
    std::vector<double> settings;
    for (int k = 1; k <= k_steps; ++k)
        if (reachable(scene.device, k * k_step)) settings.push_back(k * k_step);
    const double own = scene.device.depth.si;
    const bool known = std::ranges::any_of(settings, [&](double d) { return std::abs(d - own) < 1e-9; });
    if (!known) settings.push_back(own);
    std::ranges::sort(settings);
    return settings;
}

std::vector<DialPoint> dial_sweep(const scene::Scene& scene, const Watch& watch)
{
    std::vector<DialPoint> points;
    if (scene.wound) return points;
    const std::vector<double> settings = dial_settings(scene);
    for (std::size_t k = 0; k < settings.size(); ++k) {
        scene::Scene at = scene;
        at.device.depth = Length{settings[k]};
        at.stages = {"motion", "mechanics"};
        at.limits.clear();
        const auto share = [&](std::string_view, double done) {
            if (watch) watch("dial", (double(k) + done) / double(settings.size()));
        };
        const Outcome outcome = simulate(at, share);
        points.push_back(point_of(outcome));
        if (asked(scene, "transport")) points.back().water_loss = water_loss_of(outcome);
    }
    return points;
}

}  // namespace dermavox::simulation
