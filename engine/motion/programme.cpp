#include "dermavox/motion/programme.hpp"

#include "dermavox/core/random.hpp"
#include "dermavox/core/unit_names.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <utility>

namespace dermavox::motion {
namespace {

double wrapped(double value, double period)
{
    const double rest = value - period * std::floor(value / period);
    return rest < period ? rest : 0;  // a tiny negative value rounds up to the period itself
}

/// Periodic patches that are no whole number of lines wide get another spacing than asked.
void note_spacing(const Plan& plan, Length asked, Length extent, core::Notes& notes)
{
    const double lines = std::max(1.0, std::round(extent / asked));
    const Length used = extent / lines;
    if (std::abs(used / asked - 1) <= 1e-3) return;
    const auto text = [](Length length) { return core::format_quantity(length.si, core::Dimension::length); };
    notes.warnings.push_back({"line_spacing_adjusted", "lines stand " + text(used) + " apart in place of " +
                                                           text(asked) + ", so that " + plan.pattern +
                                                           " closes on the periodic patch"});
}

void note_spacings(const Plan& plan, const device::Device& device, core::Notes& notes)
{
    if (plan.edges != Edges::periodic || plan.pattern == "random" || plan.pattern == "path") return;
    const Length asked = line_spacing(plan, device);
    note_spacing(plan, asked, plan.height, notes);
    const bool both = plan.pattern == "grid" || (plan.pattern == "cross-hatch" && plan.passes > 1);
    if (both && plan.width != plan.height) note_spacing(plan, asked, plan.width, notes);
}

/// What a hand still adds cycle by cycle to a device that is put down: its places are scattered already.
Hand standing(Hand hand)
{
    hand.speed_noise = 0, hand.wander = {}, hand.rotation = 0;
    return hand;
}

/// From the cartridge's frame to the world's: y along the orientation, x to the right of it.
struct Turned {
    double c, s;
    explicit Turned(double orientation) : c(std::cos(orientation)), s(std::sin(orientation)) {}
    Point operator()(const device::Seat& seat) const { return {seat.x * s + seat.y * c, seat.y * s - seat.x * c}; }
};

double step_of_cycle(const Plan& plan, const device::Device& device)
{
    if (device.kind == device::Kind::roller) return travel_per_cycle(plan, device).si;
    return device.kind == device::Kind::stamp ? device.stamp.hold.si : 1 / device.drive.frequency.si;
}

}  // namespace

Programme::Programme(const device::Device& device, const Plan& plan, std::uint64_t seed)
    : m_device(device),
      m_plan(plan),
      m_by_places(by_places(plan, device)),
      m_step(1)
{
    if (auto problems = problems_of(plan, device); !problems.empty()) throw core::InputError(std::move(problems));
    m_step = step_of_cycle(plan, device);
    double start = 0;
    for (std::uint32_t pass = 0; pass < std::uint32_t(plan.passes); ++pass) {
        Pass next = pass_of(pass, seed);
        next.start = start;
        next.first = m_cycles;
        m_cycles += cycles_of(next);
        start += next.hand.duration() + next.route.waited() + plan.lift_time.si;
        m_passes.push_back(std::move(next));
    }
    if (m_cycles == 0)
        throw core::InputError({{{},
                                 0,
                                 0,
                                 "motion.area",
                                 "no cycle of the drive over the patch",
                                 "lines or places that reach it",
                                 "the swath may be far wider than the needles"}});
    note_spacings(plan, device, m_notes);
}

Programme::Pass Programme::pass_of(std::uint32_t pass, std::uint64_t seed) const
{
    Route route = route_of(m_plan, m_device, pass, seed);
    const double nominal = route.duration() + (m_by_places ? route.waited() : 0);
    HandTrace hand(m_by_places ? standing(m_plan.hand) : m_plan.hand, nominal, seed, pass);
    double phase = m_by_places ? 0.5 : 0;
    if (!m_by_places && m_plan.repeat == Repeat::random)
        phase = core::Random(seed, core::Purpose::pass_offset).uniform({.pass = pass, .draw = 1});
    return {std::move(route), std::move(hand), 0, phase, 0};
}

std::size_t Programme::cycles_of(const Pass& pass) const
{
    double cycles = pass.hand.duration() / m_step;
    if (m_device.kind == device::Kind::roller) cycles = pass.route.length() / m_step;
    if (m_by_places) cycles = pass.route.duration() / m_step;
    return std::size_t(std::max(0.0, std::ceil(cycles - pass.phase - 1e-6)));
}

double Programme::duration() const
{
    const Pass& last = m_passes.back();
    return last.start + last.route.waited() + (m_by_places ? last.route.duration() : last.hand.duration());
}

std::size_t Programme::cycles() const { return m_cycles; }

std::size_t Programme::cycles_in(int pass) const
{
    assert(pass >= 0 && std::size_t(pass) < m_passes.size());
    const std::size_t next = std::size_t(pass) + 1;
    return (next < m_passes.size() ? m_passes[next].first : m_cycles) - m_passes[next - 1].first;
}

double Programme::time_on_skin(const Pass& pass, double cycles) const
{
    const double at = cycles * m_step;
    return m_device.kind == device::Kind::roller ? pass.hand.time_at(pass.route.time_at_length(at)) : at;
}

Cycle Programme::cycle(std::size_t i) const
{
    assert(i < m_cycles);
    const auto next = std::upper_bound(m_passes.begin(), m_passes.end(), i,
                                       [](std::size_t at, const Pass& pass) { return at < pass.first; });
    const Pass& pass = *std::prev(next);
    const double time = time_on_skin(pass, double(i - pass.first) + pass.phase);
    const double nominal = m_by_places ? time : pass.hand.nominal(time);
    const Leg& leg = pass.route.leg_at(nominal);
    const Pose pose = pose_at(leg, nominal - leg.start);
    const double moment = m_by_places ? time + leg.waited : time;
    const Deviation stray = pass.hand.deviation(moment);
    const double lean_along = m_plan.hand.tilt * std::cos(m_plan.hand.tilt_direction) + stray.lean_along;
    const double lean_across = m_plan.hand.tilt * std::sin(m_plan.hand.tilt_direction) + stray.lean_across;
    const double orientation = leg.orientation + stray.rotation;

    Cycle out{.pass = std::uint32_t(std::distance(m_passes.begin(), next) - 1),
              .index = std::uint32_t(i - pass.first),
              .time = pass.start + leg.waited + time,
              .x = pose.x - stray.wander * std::sin(pose.heading),
              .y = pose.y + stray.wander * std::cos(pose.heading),
              .heading = pose.heading,
              .orientation = orientation,
              .speed = m_by_places ? 0 : pose.speed * pass.hand.rate(time),
              .tilt = std::hypot(lean_along, lean_across),
              .tilt_heading = orientation + std::atan2(lean_across, lean_along),
              .push = stray.force};
    out.lifted = is_lifted(out);
    return out;
}

Point Programme::landing(const Cycle& cycle, Point from_centre) const
{
    const Point at{cycle.x + from_centre.x, cycle.y + from_centre.y};
    if (m_plan.edges != Edges::periodic) return at;
    return {wrapped(at.x, m_plan.width.si), wrapped(at.y, m_plan.height.si)};
}

bool Programme::is_lifted(const Cycle& cycle) const
{
    if (m_plan.region.whole()) return false;
    const Turned turned(cycle.orientation);
    bool any_inside = false;
    for (const device::Seat& seat : m_device.cartridge.seats) {
        const Point at = landing(cycle, turned(seat));
        if (kept_out(m_plan.region, at)) return true;
        any_inside = any_inside || inside(at.x, at.y);
    }
    return !any_inside;
}

void Programme::strokes(const Cycle& cycle, std::span<Stroke> out) const
{
    assert(out.size() == needles());
    const Turned turned(cycle.orientation);
    const bool curved = m_device.kind == device::Kind::stamp;
    const double lean = std::sin(cycle.tilt), slope = std::tan(cycle.tilt), rim = m_device.cap.rim().si;
    const double lean_x = std::cos(cycle.tilt_heading), lean_y = std::sin(cycle.tilt_heading);
    for (std::size_t k = 0; k < out.size(); ++k) {
        const device::Seat& seat = m_device.cartridge.seats[k];
        const Point from_centre = turned(seat), at = landing(cycle, from_centre);
        double depth =
            m_device.depth.si + seat.length_offset - (rim + from_centre.x * lean_x + from_centre.y * lean_y) * lean;
        if (curved) depth -= device::curvature_loss(m_device.stamp, {std::hypot(seat.x, seat.y)}).si;
        out[k] = {.pass = cycle.pass,
                  .cycle = cycle.index,
                  .needle = std::uint16_t(k),
                  .x = at.x,
                  .y = at.y,
                  .depth = cycle.lifted ? 0 : depth,
                  .heading = cycle.heading,
                  .speed = cycle.speed,
                  .lean_x = slope * lean_x,
                  .lean_y = slope * lean_y,
                  .push = cycle.push};
    }
}

bool Programme::inside(double x, double y) const
{
    const Point patch{m_plan.width.si, m_plan.height.si};
    if (m_plan.region.whole()) return x >= 0 && x < patch.x && y >= 0 && y < patch.y;
    return contains(m_plan.region, {x, y}, patch);
}

}  // namespace dermavox::motion
