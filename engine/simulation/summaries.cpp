#include "engine/simulation/summaries.hpp"

#include "dermavox/device/drive.hpp"
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

Length slit_allowance(const scene::Scene& scene)
{
    for (const scene::Limit& limit : scene.limits)
        if (limit.key == "slit_max") return {limit.value};
    return scene.device.needle.diameter;
}

SlitLimits slit_limits(const scene::Scene& scene, std::span<const mechanics::Insertion> insertions,
                       double residual_opening)
{
    const device::Device& device = scene.device;
    return {.rigid = mean_of(insertions, &mechanics::Insertion::slit_rigid),
            .compliant = mean_of(insertions, &mechanics::Insertion::slit),
            .v_max = device::slit_limit(device.drive, device.depth, slit_allowance(scene)).si,
            .v_groove = device::groove_limit(device.drive, device.depth, {residual_opening}).si};
}

Forces forces(const scene::Scene& scene, std::span<const mechanics::Insertion> insertions,
              std::span<const CycleLoad> loads)
{
    std::vector<double> peaks;
    peaks.reserve(insertions.size());
    for (const auto& insertion : insertions) peaks.push_back(insertion.peak_force);
    Forces forces{
        .needle_peak = core::spread_of(std::move(peaks)), .stroke_peak = 0, .work = 0, .power = 0, .cap_lift = 0.0};
    for (const CycleLoad& load : loads) {
        forces.stroke_peak = std::max(forces.stroke_peak, load.peak_force);
        forces.cap_lift = std::max(*forces.cap_lift, load.cap_lift);
        forces.work += load.work / double(loads.size());
    }
    forces.power = forces.work * scene.device.drive.frequency.si;
    return forces;
}

std::optional<metrics::SpacingCurve> spacing_of(const wound::Wound& wound,
                                                std::span<const mechanics::Insertion> insertions, std::uint64_t seed)
{
    const double width = wound.lattice.width(), height = wound.lattice.height();
    metrics::Pattern punctures{.points = {}, .width = width, .height = height, .periodic = wound.periodic};
    for (const mechanics::Insertion& in : insertions)
        if (in.punctured() && in.x >= 0 && in.y >= 0 && in.x < width && in.y < height)
            punctures.points.push_back({in.x, in.y});
    if (punctures.points.size() < 2) return {};
    return metrics::spacing_curve(punctures, seed);
}

}  // namespace dermavox::simulation
