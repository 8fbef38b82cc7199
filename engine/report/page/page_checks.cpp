// Is the result resolved? Figures that must agree, computed in two ways, and how well the solvers converged.
#include "dermavox/motion/programme.hpp"
#include "dermavox/wound/resolution.hpp"
#include "engine/report/chart/markup.hpp"
#include "engine/report/page/page_parts.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

struct Check {
    std::string name, expected, got;
    double error;    ///< relative, or as `what` says
    double allowed;  ///< same
    std::string why;
    bool pass() const { return std::fabs(error) <= allowed; }
};

double off(double got, double expected) { return expected != 0 ? got / expected - 1 : got; }

void add_pattern_checks(std::vector<Check>& checks, const simulation::Outcome& outcome)
{
    const metrics::Measures& m = *outcome.measures;
    const scene::Scene& scene = outcome.scene;
    double shares = 0, never = 1;
    for (const metrics::Multiplicity& at : m.multiplicity) {
        shares += at.fraction;
        if (at.hits == 0) never = at.fraction;
    }
    checks.push_back({"Shares by number of cuts add up", "1", digits(shares, 6), off(shares, 1), 1e-6, "identity"});
    if (!m.coverage.empty() && m.coverage.front().depth == 0)
        checks.push_back({"Open surface is what was cut at least once", percent_text(1 - never, 6),
                          percent_text(m.coverage.front().open_fraction, 6),
                          m.coverage.front().open_fraction - (1 - never), 1e-6, "two ways of adding areas"});
    if (scene.wound || !(m.strokes_per_area > 0)) return;
    const double expected = motion::strokes_per_area(scene.motion, scene.device) * scene.motion.passes;
    const double counted = m.strokes_per_area * scene.motion.width.si * scene.motion.height.si;
    checks.push_back({"Strokes per cm\u00B2: needles \u00D7 rate / (speed \u00D7 swath)", digits(expected * 1e-4),
                      digits(m.strokes_per_area * 1e-4), off(m.strokes_per_area, expected),
                      0.1 + 4 / std::sqrt(std::max(counted, 1.0)),
                      "closed form of a treated plane; a patch has edges"});
}

void add_voxels(std::vector<Check>& checks, const simulation::Outcome& outcome)
{
    if (!outcome.wound || !outcome.resolution) return;
    const wound::Resolution& at = *outcome.resolution;
    if (!(at.exact_area > 0)) return;
    const double patch = outcome.scene.motion.width.si * outcome.scene.motion.height.si;
    checks.push_back({"Open area in voxels, top plane", percent_text(at.exact_area / patch, 4),
                      percent_text(at.voxel_area / patch, 4), at.error(), 0.05,
                      "pictures and volumes alone; figures are exact sections"});
}

void add_water(std::vector<Check>& checks, const simulation::Outcome& outcome)
{
    constexpr double g_m2_h = 3.6e6;
    if (outcome.water_loss)
        checks.push_back({"Heat balance of the network", "0", fmt::format("{:.1e}", outcome.water_loss->residual),
                          outcome.water_loss->residual, 1e-6, "residual"});
    if (const auto& tile = outcome.sample_tile) {
        checks.push_back({"Resolved tile: what enters leaves", "0", fmt::format("{:.1e}", tile->report.imbalance),
                          tile->report.imbalance, 1e-6, "imbalance of the field"});
        checks.push_back({"Resolved tile: coarse grid against fine", digits(tile->fine * g_m2_h, 4),
                          digits(tile->coarse * g_m2_h, 4), off(tile->coarse, tile->fine), 0.1,
                          "g/m\u00B2/h, cells twice as large"});
        checks.push_back({"Network against the resolved tile", digits(tile->resolved * g_m2_h, 4),
                          digits(tile->network * g_m2_h, 4), tile->relative_difference, 0.15, "g/m\u00B2/h"});
    }
    if (outcome.water_loss && outcome.closure && !outcome.closure->points.empty() &&
        outcome.closure->points.front().hours == 0)
        checks.push_back({"Closure starts from the water loss", digits(outcome.water_loss->calibrated * g_m2_h, 5),
                          digits(outcome.closure->points.front().tewl * g_m2_h, 5),
                          off(outcome.closure->points.front().tewl, outcome.water_loss->calibrated), 1e-6,
                          "g/m\u00B2/h"});
}

std::vector<Check> checks_of(const simulation::Outcome& outcome)
{
    std::vector<Check> checks;
    if (outcome.measures) add_pattern_checks(checks, outcome);
    add_voxels(checks, outcome);
    add_water(checks, outcome);
    return checks;
}

}  // namespace

std::string checks_part(const PageContent& page)
{
    const std::vector<Check> checks = checks_of(page.outcome);
    if (checks.empty()) return {};
    const auto passed = std::count_if(checks.begin(), checks.end(), [](const Check& check) { return check.pass(); });
    Table table("Checks of this run", {"Check", "#Expected", "#Got", "#Off by", "Basis", "Holds"});
    for (const Check& at : checks)
        table.row({at.name, at.expected, at.got,
                   std::fabs(at.error) < 1e-9
                       ? std::string("0")
                       : (at.error < 0 ? "\u2212" : "+") + percent_text(std::fabs(at.error), 2),
                   at.why},
                  at.pass() ? "<span class=\"pass\">yes</span>" : "<b class=\"fail\">no</b>");
    const std::string lead = passed == std::ptrdiff_t(checks.size())
                                 ? fmt::format("All {} checks hold.", checks.size())
                                 : fmt::format("{} of {} checks fail: read the figures they touch with care.",
                                               checks.size() - std::size_t(passed), checks.size());
    return section({"checks", "Is the result resolved?", lead,
                    "Closed forms of every model stand in the tests of the program; these are of this very run.",
                    table.take()});
}

}  // namespace dermavox::report
