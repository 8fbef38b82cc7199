/// A device pressed into skin: all needles of a drive cycle together, with the part of the device that rides on the
/// skin.
///
/// One balance for all devices (array_contact.hpp); they differ in their loads. P is the level of the device's plane
/// (a pen's cap, a base, the lowest line of a drum) below the undeformed surface; a needle set to d past that plane
/// travels
///     t = d - up + rise
/// past the skin's level, with the device `up` above its deepest point.
///   pen     The cap dents the skin at rest and the skin rises inside it (cap_ring.hpp): rise = B. The needles strike
///           faster than the device can yield: P is constant over a stroke, and such that the hand's force is the
///           mean over a cycle of cap and needles. While the needles strike the cap stays at P and holds the skin
///           there. Where the needles lift it off the skin, rise = P, < 0 where the device floats. A needle goes in
///           no further than it stands out of the face of the cartridge.
///   stamp   The base is cut into patches that push the skin where they touch it (rise = P). Pushed: it comes down
///           until needles and patches together carry the push, thrown: until their work is the energy of flight.
///           Skin that is pressed in so deep is stiffer for it (draped() in surface_response.hpp).
///   roller  The drum is a base curved one way: it dents the skin, or rides on the needles of all stations that are
///   in.
///           A cycle is that of the deepest station; the others and the drum stay as they are in its deepest place.
///
/// The hand's force may vary from cycle to cycle (Stroke::push): pens then stand at another P. Each type of needle in
/// the cartridge has its own laws, thresholds and channel. Moduli are those of the time under load, E ~ t^-m, and the
/// surface response reaches only as far as shear waves travel in that time.
///
/// A cycle is balanced in four steps from the states of the nominal stroke. `Parameters::full_contact` takes eight
/// exact steps from nothing instead. How far the two differ is measured in tests/mechanics/press_accuracy_test.cpp.
#pragma once

#include "dermavox/core/note.hpp"
#include "dermavox/mechanics/insertion.hpp"
#include "dermavox/mechanics/insertion_law.hpp"
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
    double face = 0;        ///< largest that the device's face, or drum or base, bears on the roots of the needles
    double cap_lift = 0;    ///< gap between device and skin at the deepest point of the nominal stroke, >= 0
};

class ContactTables;

class Press
{
public:
    /// Throws core::InputError for a skin, device or parameters that cannot be computed.
    /// `glide`: nominal travel speed, which sets how fast a roller's needles strike. `tables`: how the skin bears a
    /// pen's cap or a stamp's base, solved at large strain; without them by the closed forms of contact_laws.hpp.
    Press(const skin::Stack& skin, const device::Device& device, const Parameters& parameters, std::uint64_t seed,
          Speed glide = Speed{60e-3}, const ContactTables* tables = nullptr);
    ~Press();
    Press(Press&&) noexcept;
    Press& operator=(Press&&) noexcept;

    /// One cycle; thread-safe. Requires one stroke and one place in `out` per seat
    /// of the cartridge, in order. Strokes past the skin (depth <= 0)
    /// give insertions with nothing inserted. Draws depend on (seed, pass, cycle, needle) alone.
    CycleTotal cycle(std::span<const motion::Stroke> strokes, const OpeningAt& opening_at,
                     std::span<Insertion> out) const;

    double plane() const;           ///< P [m] at the hand's mean force, > 0 where the device dents the skin, < 0
                                    ///< where it floats
    double threshold() const;       ///< median force with which the device's own needle breaks the barrier [N]
    double aperture_level() const;  ///< skin's level at the centre, below the cap's plane, needles out [m]
    double push_share() const;      ///< hand's force over the largest that the skin's law was solved for; 0: no table
    const InsertionLaw& law() const;   ///< of the device's own needle in this skin
    const core::Notes& notes() const;  ///< assumed constants, extrapolations, floating

    struct State;  ///< of the engine's own
    const State& state() const { return *m_state; }

private:
    std::unique_ptr<State> m_state;
};

}  // namespace dermavox::mechanics
