#include "engine/simulation/summaries.hpp"

#include "dermavox/device/drive.hpp"
#include "dermavox/device/power.hpp"
#include "dermavox/mechanics/needle_strength.hpp"
#include "dermavox/metrics/domain.hpp"
#include "dermavox/motion/kinematics.hpp"
#include "dermavox/wound/wound.hpp"

#include <algorithm>

namespace dermavox::simulation {
namespace {

/// Mean over punctured insertions; 0 when there is none (then nothing was slit).
double mean_of(std::span<const mechanics::Insertion> insertions, double mechanics::Insertion::*field)
{
    double sum = 0;
    std::size_t count = 0;
    for (const auto& insertion : insertions) {
        if (!insertion.punctured()) continue;
        sum += insertion.*field;
        ++count;
    }
    return count > 0 ? sum / double(count) : 0;
}

}  // namespace

bool asked(const scene::Scene& scene, std::string_view stage)
{
    return std::any_of(scene.stages.begin(), scene.stages.end(), [&](auto& s) { return s == "all" || s == stage; });
}

Length slit_allowance(const scene::Scene& scene)
{
    for (const scene::Limit& limit : scene.limits)
        if (limit.key == "slit_max") return {limit.value};
    return scene.device.needle.diameter;
}

SlitLimits slit_limits(const Outcome& outcome, double residual_opening)
{
    const scene::Scene& scene = outcome.scene;
    SlitLimits limits{.rigid = mean_of(outcome.insertions, &mechanics::Insertion::slit_rigid),
                      .compliant = mean_of(outcome.insertions, &mechanics::Insertion::slit),
                      .v_max = {},
                      .v_groove = {}};
    const device::Device& device = scene.device;
    if (device.kind == device::Kind::pen && !motion::by_places(scene.motion, device)) {
        limits.v_max = device::slit_limit(device.drive, device.depth, slit_allowance(scene)).si;
        limits.v_groove = device::groove_limit(device.drive, device.depth, {residual_opening}).si;
    }
    return limits;
}

MotorLoad motor_load(const scene::Scene& scene, double work, double peak_torque, double running)
{
    return {.mean_torque = device::mean_torque({work}).si,
            .peak_torque = peak_torque,
            .free = scene.device.drive.motor->free_speed.si,
            .running = running};
}

Forces forces(const scene::Scene& scene, std::span<const mechanics::Insertion> insertions,
              std::span<const CycleLoad> loads)
{
    std::vector<double> peaks, sideways;
    peaks.reserve(insertions.size()), sideways.reserve(insertions.size());
    const device::NeedleSet needles = device::needles_of(scene.device);
    double bending = 0;
    for (const auto& insertion : insertions) {
        peaks.push_back(insertion.peak_force), sideways.push_back(insertion.lateral_force);
        const device::Needle& needle = needles.at(insertion.needle);
        const Force sideways_force{insertion.lateral_force};
        bending = std::max<double>(bending, mechanics::bending_stress(needle, sideways_force, needle.length).si);
    }
    Forces forces{.needle_peak = core::spread_of(std::move(peaks)),
                  .lateral_peak = core::spread_of(std::move(sideways)),
                  .stroke_peak = 0,
                  .work = 0,
                  .power = 0,
                  .cap_lift = 0.0,
                  .bending = bending,
                  .motor = {}};
    for (const CycleLoad& load : loads) {
        forces.stroke_peak = std::max(forces.stroke_peak, load.peak_force);
        forces.cap_lift = std::max(*forces.cap_lift, load.cap_lift);
        forces.work += load.work / double(loads.size());
    }
    forces.power = forces.work * motion::cycle_rate(scene.motion, scene.device).si;
    return forces;
}

std::optional<metrics::SpacingCurve> spacing_of(const wound::Wound& wound,
                                                std::span<const mechanics::Insertion> insertions,
                                                const std::shared_ptr<const metrics::Domain>& domain,
                                                std::uint64_t seed)
{
    const double width = wound.lattice.width(), height = wound.lattice.height();
    metrics::Pattern punctures{.points = {}, .width = width, .height = height, .periodic = wound.periodic};
    if (domain) punctures.domain = domain, punctures.periodic = false;
    for (const mechanics::Insertion& in : insertions)
        if (domain ? in.punctured() && domain->contains(in.x, in.y)
                   : in.punctured() && in.x >= 0 && in.y >= 0 && in.x < width && in.y < height)
            punctures.points.push_back({in.x, in.y});
    if (punctures.points.size() < 2) return {};
    return metrics::spacing_curve(punctures, seed);
}

}  // namespace dermavox::simulation
