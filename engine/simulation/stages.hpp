/// The stages of a run: functions from what is known to what follows. Private to simulation.
#pragma once

#include "dermavox/device/needle_set.hpp"
#include "dermavox/motion/plan.hpp"
#include "dermavox/simulation/carving.hpp"
#include "dermavox/simulation/outcome.hpp"
#include "dermavox/simulation/watch.hpp"
#include "engine/simulation/summaries.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace dermavox::simulation {

/// Told the share of a stage that is done, 0 .. 1.
using Done = std::function<void(double)>;

/// Voxels of the scene's patch: each side the nearest whole number of them.
core::Lattice lattice_of(const scene::Scene& scene);

/// The scene as it will run: the patch a whole number of voxels, with a warning where that changes it.
scene::Scene fitted_to(const core::Lattice& lattice, const scene::Scene& scene, core::Notes& notes);

/// Every opening that a run knows before it carves: pressed by needles, or the scene's own ([wound]).
struct Punctures {
    skin::Stack skin;                                ///< that they are in
    std::vector<mechanics::Insertion> insertions{};  ///< in the patch and round it, in stroke order
    device::NeedleSet needles{};
    motion::Edges edges = motion::Edges::periodic;
    Length drum{};                   ///< radius of a roller's; 0 = none
    std::size_t strokes_inside = 0;  ///< needle strokes whose axis lies in the treated part

    // by needles only:
    std::optional<Motion> motion{};
    std::optional<Frequency> running{};   ///< of the drive's motor, 0 where it stalls; empty without a motor
    std::optional<Energy> peak_torque{};  ///< of the needles on the drive's shaft
    std::vector<CycleLoad> loads{};       ///< empty where mechanics was left out
    std::vector<Mark> marks{};
};

Punctures stated_punctures(const scene::Scene& scene, core::Notes& notes);
/// Presses every stroke of the programme. Throws as mechanics::Press does.
Punctures pressed_punctures(const scene::Scene& scene, core::Notes& notes, const Done& done);

/// The wound with the resolution of its voxels, in one piece or tile by tile (carving.hpp).
void carve(Outcome& so_far, const Punctures& punctures, const core::Lattice& lattice, const Carving& carving,
           const Done& done);
/// Figures of the wound. Requires one.
void measure(Outcome& so_far, const Punctures& punctures);
/// Water loss, its growth with passes, its resolved tile, closure, permeation. Requires a wound.
void lose_water(Outcome& so_far, const Punctures& punctures, const Done& done);
/// Insertions inside the patch, kinematics, forces, slits.
void summarise(Outcome& so_far, const Punctures& punctures);

void not_modelled(core::Notes& notes, const std::string& text);
void append(core::Notes& notes, const core::Notes& more);

}  // namespace dermavox::simulation
