#include "engine/simulation/stages.hpp"

#include "dermavox/core/unit_names.hpp"
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

/// Mean width of the openings that single needles leave at the surface, whatever they merge into.
double mean_opening(const Outcome& outcome)
{
    if (!outcome.wound) return 0;
    const auto openings = wound::residuals_at(outcome.wound->tracts, 0);
    double sum = 0;
    for (const wound::Opening& o : openings) sum += 2 * o.radius;
    return openings.empty() ? 0 : sum / double(openings.size());
}

std::vector<mechanics::Insertion> inside_patch(const std::vector<mechanics::Insertion>& near,
                                               const motion::Plan& plan)
{
    std::vector<mechanics::Insertion> inside;
    for (const mechanics::Insertion& i : near)
        if (i.x >= 0 && i.y >= 0 && i.x < plan.width.si && i.y < plan.height.si) inside.push_back(i);
    return inside;
}

/// The figures of the motion itself, and what they warn of: grooves, long slits, rows that hit earlier holes.
void find_kinematics(Outcome& so_far, double opening)
{
    const scene::Scene& s = so_far.scene;
    const motion::Openings openings{.slit_allowance = slit_allowance(s), .residual = {opening}};
    so_far.motion->kinematics = motion::kinematics_of(s.motion, s.device, openings);
    append(so_far.notes, motion::notes_of(so_far.motion->kinematics, s.motion, s.device));
}

void find_forces(Outcome& so_far, const Punctures& punctures)
{
    const scene::Scene& s = so_far.scene;
    so_far.force = forces(s, so_far.insertions, punctures.loads);
    so_far.notes.assumed.push_back(
        {"force.needle_yield", core::format_quantity(mechanics::soft_steel_yield.si, core::Dimension::pressure),
         "of annealed stainless steel, beside the bending stress; no measurement of needles behind it"});
    if (punctures.peak_torque)
        so_far.force->motor = motor_load(s, so_far.force->work, punctures.peak_torque->si, punctures.running->si);
}

}  // namespace

void summarise(Outcome& so_far, const Punctures& punctures)
{
    so_far.insertions = inside_patch(punctures.insertions, so_far.scene.motion);
    const double opening = mean_opening(so_far);
    if (so_far.motion) find_kinematics(so_far, opening);
    if (!punctures.loads.empty() && !so_far.insertions.empty()) {
        find_forces(so_far, punctures);
        so_far.slit = slit_limits(so_far, opening);
    }
}

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
                      .dermis = mean_of(outcome.insertions, &mechanics::Insertion::slit_dermis),
                      .dermis_load = mean_of(outcome.insertions, &mechanics::Insertion::dermis_load),
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
                  .face = 0,
                  .cap_lift = 0.0,
                  .bending = bending,
                  .motor = {}};
    for (const CycleLoad& load : loads) {
        forces.stroke_peak = std::max(forces.stroke_peak, load.peak_force);
        forces.face = std::max(forces.face, load.face);
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
