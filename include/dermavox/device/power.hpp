/// What moves the needles, and whether it can: return spring and motor.
#pragma once

#include "dermavox/core/units.hpp"

namespace dermavox::device {

struct Drive;

/// A spring that pulls the needle carrier back after a cam that can only push it.
struct ReturnSpring {
    Force preload{};  ///< at the top of the stroke, >= 0
    Tension rate{};   ///< added per length of travel towards the skin, >= 0
    Mass moving{};    ///< of carrier and needles, > 0
};

/// Least over one turn of  preload + rate (s - retraction) - m d2 retraction/dt2: what the spring has left to
/// keep the carrier on its cam. Negative: it floats. The skin's push is left out: it only helps. 720 phases.
Force float_margin(const Drive& drive, const ReturnSpring& spring);
/// Frequency at which the margin is zero. Sinusoid: sqrt((preload + rate s)/(m s/2))/(2 pi).
Frequency float_limit(const Drive& drive, const ReturnSpring& spring);

/// A direct-current motor that turns once per cycle, torque = stall (1 - f/free).
struct Motor {
    Energy stall_torque{};   ///< N m, > 0
    Frequency free_speed{};  ///< turns per second without load, > 0
};

/// Mean torque of a cycle that takes this work: W/(2 pi).
Energy mean_torque(Energy work_per_cycle);
/// Frequency at which the motor runs under that load: free (1 - torque/stall); 0 when it stalls.
Frequency running_frequency(const Motor& motor, Energy work_per_cycle);

}  // namespace dermavox::device
