#include "dermavox/practice/course.hpp"

#include "dermavox/motion/plan.hpp"
#include "dermavox/simulation/estimate.hpp"
#include "dermavox/simulation/simulate.hpp"
#include "dermavox/wound/cover.hpp"
#include "dermavox/wound/wound.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::practice {
namespace {

/// The openings of one session and the patch they lie in.
std::vector<wound::Opening> openings_of(const simulation::Outcome& run)
{
    std::vector<wound::Opening> openings = wound::residuals_at(run.wound->tracts, 0);
    if (!run.wound->periodic) return openings;
    return wound::with_images(std::move(openings), run.wound->lattice.width(), run.wound->lattice.height());
}

double still_open(const scene::Scene& scene)
{
    const recovery::ClosurePlan& closure = scene.closure;
    const auto half = closure.half_life ? *closure.half_life : recovery::half_life(scene.skin.site, closure.cover);
    return std::exp2(-scene.plan->interval / half.value.si);
}

double surface_open(const simulation::Outcome& run)
{
    for (const metrics::CoverageAt& at : run.measures->coverage)
        if (at.depth == 0) return at.open_fraction;
    return 0;
}

simulation::Session session_of(const simulation::Outcome& run, int k, double earlier)
{
    return {.number = k + 1,
            .day = k * run.scene.plan->interval / 86400,
            .depth = run.scene.device.depth.si,
            .passes = run.scene.motion.passes,
            .inserted = run.measures->depths.punctured_fraction > 0 ? run.measures->depths.inserted.p50 : 0,
            .punctures_per_area = run.measures->punctures_per_area,
            .open_fraction = surface_open(run),
            .still_open = k > 0 ? earlier : 0,
            .minutes_per_area = seconds_per_area(run) * run.scene.motion.passes / 60};
}

/// Adds the openings of one more session to `all`, and its share of the surface to the session.
void add_openings(const simulation::Outcome& run, std::vector<wound::Opening>& all, simulation::Course& course)
{
    const auto more = openings_of(run);
    all.insert(all.end(), more.begin(), more.end());
    const wound::Window patch{0, 0, run.wound->lattice.width(), run.wound->lattice.height()};
    const wound::Cover cut = wound::cover(all, patch);
    course.sessions.back().cut_fraction = cut.open() / patch.area();
    course.hits = {1 - cut.open() / patch.area()};
    for (std::size_t m = 0; m < cut.at_least.size(); ++m)
        course.hits.push_back((cut.at_least[m] - (m + 1 < cut.at_least.size() ? cut.at_least[m + 1] : 0)) /
                              patch.area());
}

/// Minutes of each zone for the longest session, and the passes that the stated time has room for.
void add_zones(const scene::TreatmentPlan& plan, const simulation::Outcome& run, simulation::Course& course)
{
    double longest = 0, area = 0;
    for (const simulation::Session& session : course.sessions) longest = std::max(longest, session.minutes_per_area);
    for (const scene::Zone& zone : plan.zones) area += zone.area.si;
    const double pass = area * seconds_per_area(run) / 60;
    for (const scene::Zone& zone : plan.zones)
        course.zones.push_back(
            {zone.name, zone.area.si, zone.area.si * longest, std::string(skin::name_of(zone.basis))});
    course.minutes = area * longest;
    if (plan.minutes > 0 && pass > 0) course.passes_fit = int(std::min(plan.minutes / pass, 1e9));
}

bool same_run(const scene::Scene& a, const scene::Scene& b)
{
    return a.seed == b.seed && a.device.depth.si == b.device.depth.si && a.motion.passes == b.motion.passes;
}

}  // namespace

scene::Scene session_scene(const scene::Scene& scene, int k)
{
    const scene::TreatmentPlan& plan = *scene.plan;
    scene::Scene session = scene;
    if (!plan.depths.empty()) session.device.depth = {plan.depths[std::size_t(k)]};
    if (!plan.passes.empty()) session.motion.passes = int(plan.passes[std::size_t(k)]);
    session.seed = scene.seed + std::uint64_t(k);
    session.limits.clear();
    session.stages = {"motion", "mechanics", "wound", "metrics"};
    return session;
}

double seconds_per_area(const simulation::Outcome& run)
{
    const scene::Scene& s = run.scene;
    const double strokes = motion::strokes_per_area(s.motion, s.device);
    if (s.device.kind == device::Kind::pen && !motion::by_places(s.motion, s.device) && std::isfinite(strokes))
        return strokes / (double(device::needle_count(s.device)) * s.device.drive.frequency.si);
    return run.motion->duration / s.motion.passes / (s.motion.width.si * s.motion.height.si);
}

std::optional<simulation::Course> course(const simulation::Outcome& run, const simulation::Watch& watch)
{
    const scene::Scene& scene = run.scene;
    if (!scene.plan || scene.wound || !run.wound || !run.measures || !run.motion) return std::nullopt;
    simulation::Course course;
    std::vector<wound::Opening> all;
    for (int k = 0; k < scene.plan->sessions; ++k) {
        const scene::Scene own = session_scene(scene, k);
        const auto share = [&](std::string_view, double done) {
            if (watch) watch("sessions", (k + done) / scene.plan->sessions);
        };
        std::optional<simulation::Outcome> other;
        if (!same_run(own, scene)) other = simulation::simulate(own, share, {.tile_edge = simulation::largest_tile});
        const simulation::Outcome& session = other ? *other : run;
        course.sessions.push_back(session_of(session, k, still_open(scene)));
        add_openings(session, all, course);
    }
    add_zones(*scene.plan, run, course);
    if (run.passes.size() > 1 && run.passes.front().open_fraction > 0)
        course.last_pass_gain = (run.passes.back().open_fraction - run.passes[run.passes.size() - 2].open_fraction) /
                                run.passes.front().open_fraction;
    return course;
}

}  // namespace dermavox::practice
