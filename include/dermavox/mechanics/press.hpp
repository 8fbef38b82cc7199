/// A device pressed into skin: all needles of a drive cycle together, with the cap that rides on the skin.
///
/// Needle i travels  D_i = set_i + P - (level under it) past the skin's level. The level sinks under the
/// other needles and under the cap,
///     sum_j F_j g(r_ij) + C h_i           g point response, h ring response of the cap, C its force,
/// and each needle's own dimple is part of its response F_i = Phi_i(D_i) (needle_response.hpp): one set of
/// equations, solved by Newton steps along the stroke; needles whose force reaches the threshold of the layer
/// they stand on break through and the balance is found again.
///
/// P is the level of the cap's plane (of a stamp's base) below the undeformed surface.
///   pen     The needles strike faster than the device can yield: P is constant over a stroke, and such that the
///           hand's force is the mean over a cycle of cap and needle forces. Where the needles need more than
///           the hand gives, the device floats (P < 0) and the cap leaves the skin (`cap_lift`).
///   stamp   Base and needles are one contact. The base is cut into patches that push the skin where they touch it
///           and let it go where the needles carry it away; neighbouring dimples merge into a common sink that the
///           base follows (needle_response.hpp), and no needle goes in past its root. Pushed: the base comes down
///           until needles and patches together carry the push, thrown: until their work is the energy of flight.
///           Skin that is pressed in so deep is stiffer for it (draped() in surface_response.hpp).
///   roller  The drum rolls on the skin (P = 0), or, where all needles that are in it together need more than the
///           hand gives, rides on them (P < 0); the stations before and behind carry the skin down as well.
///
/// The hand's force may vary from cycle to cycle (Stroke::push): pens then stand at another P.
///
/// Each type of needle in the cartridge has its own Phi, thresholds and channel.
///
/// Moduli are those of the time under load, E ~ t^-m, and the surface response reaches only as far as shear
/// waves travel in that time.
#pragma once

#include "dermavox/core/note.hpp"
#include "dermavox/mechanics/insertion.hpp"
#include "dermavox/mechanics/needle_response.hpp"
#include "dermavox/motion/programme.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace dermavox::mechanics {

/// Depth [m] of the channel that is open at (x, y) [m]; 0 where the skin is whole.
using OpeningAt = std::function<double(double x, double y)>;

/// All needles of one cycle together. SI.
struct CycleTotal {
    double peak_force = 0;  ///< largest sum over the needles
    double work = 0;        ///< done on the skin going in
    double cap_lift = 0;    ///< gap between cap and skin at the deepest point, >= 0
};

class Press
{
public:
    /// Throws core::InputError for a skin, device or parameters that cannot be computed.
    /// `glide`: nominal travel speed, which sets how fast a roller's needles strike.
    Press(const skin::Stack& skin, const device::Device& device, const Parameters& parameters, std::uint64_t seed,
          Speed glide = Speed{60e-3});
    ~Press();
    Press(Press&&) noexcept;
    Press& operator=(Press&&) noexcept;

    /// One cycle; thread-safe. Requires one stroke and one place in `out` per seat
    /// of the cartridge, in order. Strokes past the skin (depth <= 0)
    /// give insertions with nothing inserted. Draws depend on (seed, pass, cycle, needle) alone.
    CycleTotal cycle(std::span<const motion::Stroke> strokes, const OpeningAt& opening_at,
                     std::span<Insertion> out) const;

    double plane() const;                  ///< P [m] at the hand's mean force, > 0 where the cap dents the skin, < 0
                                           ///< where the device floats
    double threshold() const;              ///< median force with which the device's own needle breaks the barrier [N]
    double aperture_level() const;         ///< skin's level at the centre, below the cap's plane, needles out [m]
    const core::Notes& notes() const;      ///< assumed constants, extrapolations, floating
    const NeedleResponse& needle() const;  ///< the device's own

    struct State;  ///< of the engine's own
    const State& state() const { return *m_state; }

private:
    std::unique_ptr<State> m_state;
};

}  // namespace dermavox::mechanics
