/// The nominal motion of one pass: legs on the skin, one after the other.
#pragma once

#include "dermavox/motion/plan.hpp"

#include <cstdint>
#include <vector>

namespace dermavox::motion {

/// A straight line, a circular arc or a stand, at evenly changing speed. World frame, SI, radians.
struct Leg {
    double x = 0, y = 0;     ///< where it starts
    double heading = 0;      ///< of travel at its start, from +x
    double curvature = 0;    ///< of the arc, to the left; 0 = straight
    double orientation = 0;  ///< of the cartridge's y axis, from +x
    double speed = 0;        ///< at its start
    double acceleration = 0;
    double duration = 0;
    double length = 0;
    double start = 0;   ///< time on the skin before it
    double before = 0;  ///< travel on the skin before it
    double waited = 0;  ///< time off the skin before it
};

struct Pose {
    double x, y, heading, speed;
};
/// At time h after the leg's start.
Pose pose_at(const Leg& leg, double h);

struct Route {
    std::vector<Leg> legs;

    /// Appends a leg; start, before and waited are set here. `wait`: time off the skin before it.
    void append(Leg leg, double wait = 0);
    double duration() const;  ///< on the skin
    double length() const;    ///< travelled on the skin
    double waited() const;    ///< off the skin
    const Leg& leg_at(double time) const;
    double time_at_length(double travelled) const;
};

/// Route of a pass. The number of lines across an extent H at spacing w is ceil(H/w), with those added on
/// both sides (Edges::margin) whose needles still reach the patch, at exactly w; or the nearest whole
/// number to H/w, evenly over H (Edges::periodic). Legs overshoot the patch by the cartridge's reach, one
/// pitch and three times the hand's wander. Requires problems_of(plan, device) to be empty.
Route route_of(const Plan& plan, const device::Device& device, std::uint32_t pass, std::uint64_t seed);

/// Travel from one cycle to the next: v/f of a pen, the station pitch of a roller, 0 for a stamp.
Length travel_per_cycle(const Plan& plan, const device::Device& device);

}  // namespace dermavox::motion
