/// Openings that the scene states instead of simulating them. Private to simulation.
#pragma once

#include "dermavox/device/needle.hpp"
#include "dermavox/mechanics/insertion.hpp"
#include "dermavox/scene/scene.hpp"
#include "dermavox/skin/layer.hpp"

#include <vector>

namespace dermavox::simulation {

/// Known openings enter the chain as insertions of a straight needle into skin that does not recoil: everything
/// behind mechanics then works on them as on simulated ones.
struct KnownOpenings {
    std::vector<mechanics::Insertion> insertions;
    device::Needle needle;
    skin::Stack skin;
};

/// A lattice of equal channels over the patch. square and hex: whole numbers of rows and columns nearest to the asked
/// density, centred in their cells, so that the pattern goes on periodically; random: seeded, uniform, the nearest
/// whole count. Adds a `density_rounded` warning when the patch cannot hold the asked density exactly.
KnownOpenings known_openings(const scene::Scene& scene, core::Notes& notes);

}  // namespace dermavox::simulation
