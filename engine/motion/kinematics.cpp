#include "dermavox/motion/kinematics.hpp"

#include "dermavox/core/unit_names.hpp"
#include "dermavox/motion/route.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::motion {
namespace {

using device::Kind;

constexpr double telling_share = 0.75;  // by chance it is the opening over the pitch, at most a half

std::string text(Length length) { return core::format_quantity(length.si, core::Dimension::length); }
std::string text(Speed speed) { return core::format_quantity(speed.si, core::Dimension::speed); }

/// Distance of the farthest needle past the centre towards the raised side, by the mean lean.
Length farthest(const device::Device& device, Angle direction)
{
    double most = 0;
    for (const device::Seat& seat : device.cartridge.seats)
        most = std::max(most, seat.y * std::cos(direction) - seat.x * std::sin(direction));
    return {most};
}

}  // namespace

Frequency cycle_rate(const Plan& plan, const device::Device& device)
{
    if (device.kind == Kind::pen) return device.drive.frequency;
    if (device.kind == Kind::roller) return plan.speed / device::station_pitch(device.roller);
    return Ratio(1) / (device.stamp.hold + plan.lift_time);
}

double resonant_share(const device::Cartridge& cartridge, Length pitch, Length opening)
{
    if (pitch.si < 2 * opening.si) return 0;
    int followers = 0, resonant = 0;
    for (const device::Seat& late : cartridge.seats) {
        bool follows = false, hits = false;
        for (const device::Seat& early : cartridge.seats) {
            const double gap = early.y - late.y, aside = std::abs(early.x - late.x);
            if (gap <= 0 || aside >= opening.si / 2) continue;
            follows = true;
            const double off = gap - std::round(gap / pitch.si) * pitch.si;
            hits = hits || std::hypot(off, aside) < opening.si / 2;
        }
        followers += follows, resonant += hits;
    }
    return followers == 0 ? 0 : double(resonant) / followers;
}

Kinematics kinematics_of(const Plan& plan, const device::Device& device, const Openings& openings)
{
    const auto or_diameter = [&](Length length) { return length.si > 0 ? length : device.needle.diameter; };
    const device::Visit visit = device::visit(device, device.depth, plan.speed);
    const bool places = by_places(plan, device);
    Kinematics k;
    k.stroke_rate = double(device.cartridge.seats.size()) * cycle_rate(plan, device);
    k.per_area = strokes_per_area(plan, device);
    k.pitch = travel_per_cycle(plan, device);
    if (device.kind == Kind::roller) k.pitch = device.roller.around * k.pitch;
    k.needles_in_skin = device::needles_in_skin(device);
    k.duty = k.needles_in_skin / device::needle_count(device);
    k.dwell = visit.dwell;
    k.tip_speed = visit.tip_speed;
    k.slit = places ? Length{} : visit.slit;
    k.swath = device.kind == Kind::roller ? device.roller.width : device::swath_of(device.cartridge, device.needle);
    k.tracks = device::tracks(device.cartridge);
    if (plan.hand.tilt > 0)
        k.tilt_loss =
            device::tilt_loss(device.cap.rim() + farthest(device, plan.hand.tilt_direction), plan.hand.tilt);
    if (!places && device.kind == Kind::pen)
        k.resonant_share = resonant_share(device.cartridge, k.pitch, or_diameter(openings.residual));
    if (device.kind == Kind::pen) {
        k.clearance = device::clearance(device.drive, device.depth);
        k.entry_slant = device::entry_slant(device.drive, device.depth, places ? Speed{} : plan.speed);
        k.slit_limit = device::slit_limit(device.drive, device.depth, or_diameter(openings.slit_allowance));
        k.groove_limit = device::groove_limit(device.drive, device.depth, or_diameter(openings.residual));
        if (const auto& spring = device.drive.spring) {
            k.float_margin = device::float_margin(device.drive, *spring);
            k.float_limit = device::float_limit(device.drive, *spring);
        }
    }
    if (device.kind == Kind::stamp)
        k.curvature_loss = device::curvature_loss(device.stamp, {device::reach_of(device.cartridge)});
    return k;
}

core::Notes notes_of(const Kinematics& k, const Plan& plan, const device::Device& device)
{
    core::Notes notes;
    const auto warn = [&](const char* code, const std::string& what) { notes.warnings.push_back({code, what}); };
    const bool glides = device.kind == Kind::pen && !by_places(plan, device);
    if (k.resonant_share > telling_share)
        warn("row_resonance", core::format_number(std::round(100 * k.resonant_share)) +
                                  " % of the needles that follow another land in its holes, as their distance is a "
                                  "whole number of pitches of " +
                                  text(k.pitch) + ": change speed or row distance");
    if (glides && plan.speed <= *k.groove_limit)
        warn("grooves", "at " + text(plan.speed) +
                            " the openings of one needle merge into a groove; they stay apart above " +
                            text(*k.groove_limit));
    if (glides && plan.speed > *k.slit_limit)
        warn("long_slits", "at " + text(plan.speed) + " rigid skin tears by " + text(k.slit) +
                               " along the glide; the allowance holds up to " + text(*k.slit_limit));
    if (k.tilt_loss >= device.depth)
        warn("tilt_exceeds_depth", "the lean lifts needles by up to " + text(k.tilt_loss) + ", the dial is " +
                                       text(device.depth) + ": some never reach the skin");
    return notes;
}

}  // namespace dermavox::motion
