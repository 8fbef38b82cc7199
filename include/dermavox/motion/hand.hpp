/// The hand that guides a device: noise on glide speed, line, orientation, lean and force.
///
/// Each is a stationary Ornstein-Uhlenbeck process n(t), correlation exp(-t/T), drawn exactly at knots T/10
/// apart and linear between them (there the spread is up to 2.5 % less). Speed and force are v g and F g with
/// ln g = s n - s^2/2, s^2 = ln(1 + noise^2): mean 1, standard deviation `noise`, never negative. The
/// travelled distance is the exact integral of the speed, so any moment is found from its time alone.
/// Uhlenbeck, Ornstein. On the theory of the Brownian motion. Phys. Rev. 36, 1930. doi:10.1103/PhysRev.36.823
///
/// Devices that are put down place by place scatter afresh at each place by `wander` (both ways) and
/// `rotation`, and `speed_noise` acts on the way between places.
/// No published figures of these noises were found: they are the caller's assumptions.
#pragma once

#include "dermavox/core/checklist.hpp"
#include "dermavox/core/random.hpp"
#include "dermavox/core/units.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace dermavox::motion {

struct Hand {
    double speed_noise = 0;    ///< standard deviation of the glide speed over its mean, >= 0
    Time correlation{0.5};     ///< T of all noises
    Angle tilt{};              ///< mean lean of the device against the normal, 0 <= tilt < pi/2
    Angle tilt_direction = 0;  ///< of the raised side against the cartridge's y axis
    Angle tilt_noise{};        ///< standard deviation of the lean about each of two axes, >= 0
    Length wander{};           ///< standard deviation of the centre across the travel, >= 0
    Angle rotation{};          ///< standard deviation of the cartridge's orientation, >= 0
    double force_noise = 0;    ///< standard deviation of the cap's force over its mean, >= 0
};

/// True when nothing about the hand varies in time.
bool is_steady(const Hand& hand);

/// Notes what is wrong, keys under motion.hand.
void check(const Hand& hand, core::Checklist& list);

/// What a hand adds at a moment. SI, radians.
struct Deviation {
    double wander = 0;                       ///< to the left of the travel
    double rotation = 0;                     ///< of the cartridge
    double lean_along = 0, lean_across = 0;  ///< about the mean lean, along the cartridge's y and -x axis
    double force = 1;                        ///< factor
};

/// One pass of a hand: how it runs through the nominal motion and strays from it.
class HandTrace
{
public:
    /// Covers `nominal` seconds of nominal motion.
    HandTrace(const Hand& hand, double nominal, std::uint64_t seed, std::uint32_t pass);

    double duration() const { return m_duration; }  ///< real time that the pass takes [s]
    double nominal(double t) const;                 ///< nominal time reached at real time t [s]
    double time_at(double nominal) const;           ///< its inverse
    double rate(double t) const;                    ///< d nominal / dt = speed over nominal speed
    Deviation deviation(double t) const;

private:
    static constexpr std::size_t channels = 6;  ///< speed rate, wander, rotation, two leans, force
    struct Knot {
        double nominal;
        std::array<double, channels> value;
    };
    struct Place {  // between two knots
        const Knot &from, &to;
        double h;  // time since `from`
    };
    Place place_of(double t) const;

    double m_step = 0;
    double m_duration = 0;
    std::vector<Knot> m_knots;  ///< none: a hand without noise
};

}  // namespace dermavox::motion
