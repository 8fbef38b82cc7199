#include "dermavox/motion/plan.hpp"

#include "dermavox/core/checklist.hpp"
#include "dermavox/core/unit_names.hpp"
#include "dermavox/motion/route.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace dermavox::motion {
namespace {

using std::numbers::pi;

constexpr double most_cycles = 4e9;  // of a pass: 32 bits number them
constexpr double most_knots = 1e8;   // of a hand's noise in one pass

std::string length_text(Length length) { return core::format_quantity(length.si, core::Dimension::length); }

bool positive(double si) { return std::isfinite(si) && si > 0; }

bool not_negative(double si) { return std::isfinite(si) && si >= 0; }

bool is_one_of(const std::string& name, std::initializer_list<const char*> names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool back_and_forth(const std::string& pattern) { return is_one_of(pattern, {"raster", "cross-hatch", "four-way"}); }

void check_figures(const Plan& plan, core::Checklist& list)
{
    std::string names;
    for (const std::string& name : pattern_names()) names += (names.empty() ? "" : ", ") + name;
    list.require(std::count(pattern_names().begin(), pattern_names().end(), plan.pattern) == 1, "motion.pattern",
                 '"' + plan.pattern + '"', "one of " + names);
    list.require(positive(plan.width.si) && positive(plan.height.si), "motion.area",
                 length_text(plan.width) + " x " + length_text(plan.height), "two lengths above 0");
    list.require(positive(plan.speed.si), "motion.speed",
                 core::format_quantity(plan.speed.si, core::Dimension::speed), "a speed above 0",
                 "write e.g. \"60 mm/s\"");
    list.require(plan.overlap >= 0 && plan.overlap < 1, "motion.overlap", core::format_number(plan.overlap),
                 "a fraction from 0 to below 1");
    list.require(plan.passes >= 1, "motion.passes", std::to_string(plan.passes), "at least 1");
    list.require(not_negative(plan.ramp.si), "motion.ramp", length_text(plan.ramp), "a length of 0 or more");
    list.require(not_negative(plan.lift_time.si), "motion.lift_time",
                 core::format_quantity(plan.lift_time.si, core::Dimension::time), "a time of 0 or more");
    list.require(plan.cycles_per_place >= 1, "motion.cycles_per_place", std::to_string(plan.cycles_per_place),
                 "at least 1");
    list.require(not_negative(plan.angle_noise), "motion.angle_noise",
                 core::format_quantity(plan.angle_noise, core::Dimension::angle), "an angle of 0 or more");
}

/// Settings that do not go together: told rather than passed over.
void check_together(const Plan& plan, const device::Device& device, core::Checklist& list)
{
    const bool periodic = plan.edges == Edges::periodic, places = by_places(plan, device);
    const bool lines = back_and_forth(plan.pattern) || is_one_of(plan.pattern, {"one-way", "star"});
    if (periodic)
        list.require(!is_one_of(plan.pattern, {"four-way", "star", "circles", "figure-eight"}), "motion.edges",
                     "periodic", "margin, as " + plan.pattern + " does not close on a periodic patch");
    if (plan.turn == Turn::arc)
        list.require(back_and_forth(plan.pattern) && !periodic, "motion.turn", "arc",
                     "lift: half circles join lines back and forth with a margin only");
    if (plan.angle_noise > 0)
        list.require(lines && plan.repeat == Repeat::random && !periodic, "motion.angle_noise",
                     core::format_quantity(plan.angle_noise, core::Dimension::angle),
                     "0, except for straight lines with a margin that passes repeat at random");
    if (plan.ramp.si > 0) list.require(lines, "motion.ramp", length_text(plan.ramp), "0, except for straight lines");
    if (plan.cycles_per_place > 1)
        list.require(places && device.kind == device::Kind::pen, "motion.cycles_per_place",
                     std::to_string(plan.cycles_per_place), "1, except for a pen put down place by place");
    list.require(places || device.kind != device::Kind::stamp, "motion.pattern", '"' + plan.pattern + '"',
                 "grid, random or path for a stamp");
    list.require(!is_one_of(plan.pattern, {"grid", "random"}) || device.kind != device::Kind::roller,
                 "motion.pattern", '"' + plan.pattern + '"',
                 "lines, circles, figures of eight or a path for a roller");
    list.require(device.kind == device::Kind::pen || plan.hand.force_noise == 0, "motion.hand.force_noise",
                 core::format_number(plan.hand.force_noise), "0, except for a pen");
    list.require(device.kind != device::Kind::roller || (plan.hand.tilt == 0 && plan.hand.tilt_noise == 0),
                 "motion.hand.tilt", "a lean", "0 for a roller: its drum lies on the skin");
}

void check_path(const Plan& plan, const device::Device& device, core::Checklist& list)
{
    const auto& path = plan.path;
    const bool wanted = plan.pattern == "path", places = by_places(plan, device);
    const std::string found = path.empty() ? "no points" : std::to_string(path.size()) + " points";
    if (!wanted) return list.require(path.empty(), "motion.path", found, "none, as the pattern is " + plan.pattern);
    if (path.size() < (places ? 1U : 2U))
        return list.require(false, "motion.path", found, places ? "at least one point" : "at least two points");

    const bool timed = !std::isnan(path.front().time);
    const double least = places ? device.stamp.hold.si : 0;
    for (std::size_t k = 0; k < path.size(); ++k) {
        const PathPoint& p = path[k];
        const std::string where = "point " + std::to_string(k + 1);
        list.require(std::isfinite(p.x) && std::isfinite(p.y), "motion.path", where, "finite x and y");
        if (timed)
            list.require(std::isfinite(p.time) && (k == 0 || p.time - path[k - 1].time > least * (1 - 1e-9)),
                         "motion.path", where,
                         "a time after the point before it" + std::string(places ? " has been held" : ""));
        else if (!places)
            list.require(positive(p.speed), "motion.path", where, "a time, or a speed above 0");
    }
}

void check_patch(const Plan& plan, Length spacing, core::Checklist& list)
{
    if (plan.edges != Edges::periodic || is_one_of(plan.pattern, {"random", "path"})) return;
    const double least = spacing.si * (1 - 1e-9);
    const bool both = plan.pattern == "grid" || (plan.pattern == "cross-hatch" && plan.passes > 1);
    list.require(plan.height.si >= least && (!both || plan.width.si >= least), "motion.area",
                 length_text(plan.width) + " x " + length_text(plan.height),
                 "at least one line spacing, " + length_text(spacing) + ", with periodic edges",
                 "enlarge the patch, or use edges = \"margin\" for a window smaller than the swath");
}

/// Cycles of one pass fit the 32 bits that number them, and the hand's noise fits memory.
void check_length(const Plan& plan, const device::Device& device, Length spacing, core::Checklist& list)
{
    if (by_places(plan, device) || plan.pattern == "path") return;
    const double margin = 2 * device::reach_of(device.cartridge) + 3 * spacing.si;
    const double extent = std::hypot(plan.width.si, plan.height.si) + margin;
    const double travel = extent * (extent / spacing.si + 1) * (plan.pattern == "figure-eight" ? pi + 1 : 1);
    list.require(travel / travel_per_cycle(plan, device).si < most_cycles, "motion.speed",
                 core::format_quantity(plan.speed.si, core::Dimension::speed),
                 "a speed at which one pass has fewer than 4e9 cycles of the drive");
    list.require(is_steady(plan.hand) || travel / plan.speed.si < most_knots * plan.hand.correlation.si / 10,
                 "motion.hand.correlation", core::format_quantity(plan.hand.correlation.si, core::Dimension::time),
                 "a time that is not tiny against the pass");
}

}  // namespace

const std::vector<std::string>& pattern_names()
{
    static const std::vector<std::string> names{"raster",  "one-way",      "cross-hatch", "four-way", "star",
                                                "circles", "figure-eight", "grid",        "random",   "path"};
    return names;
}

bool by_places(const Plan& plan, const device::Device& device)
{
    return is_one_of(plan.pattern, {"grid", "random"}) ||
           (plan.pattern == "path" && device.kind == device::Kind::stamp);
}

Length line_spacing(const Plan& plan, const device::Device& device)
{
    const bool drum = device.kind == device::Kind::roller;
    return (1 - plan.overlap) * (drum ? device.roller.width : device::swath_of(device.cartridge, device.needle));
}

double strokes_per_area(const Plan& plan, const device::Device& device)
{
    const double seats = double(device.cartridge.seats.size()), spacing = line_spacing(plan, device).si;
    if (plan.pattern == "path") return std::numeric_limits<double>::quiet_NaN();
    if (by_places(plan, device)) return seats * plan.cycles_per_place / (spacing * spacing);
    const double winding = plan.pattern == "figure-eight" ? pi + 1 : 1;
    return winding * seats / (travel_per_cycle(plan, device).si * spacing);
}

std::vector<core::Problem> problems_of(const Plan& plan, const device::Device& device)
{
    std::vector<core::Problem> problems = device::problems_of(device);
    core::Checklist list;
    check_figures(plan, list);
    check(plan.hand, list);
    check(plan.region, list);
    check_together(plan, device, list);
    check_path(plan, device, list);
    if (problems.empty() && list.problems().empty()) {
        const Length spacing = line_spacing(plan, device);
        check_patch(plan, spacing, list);
        check_length(plan, device, spacing, list);
    }
    problems.insert(problems.end(), list.problems().begin(), list.problems().end());
    return problems;
}

}  // namespace dermavox::motion
