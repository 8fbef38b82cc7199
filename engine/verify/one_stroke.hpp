/// One cycle of a scene's device into whole skin, balanced as a run does it.
#pragma once

#include "dermavox/mechanics/insertion.hpp"
#include "dermavox/scene/scene.hpp"

#include <vector>

namespace dermavox::verify {

/// By seat of this unit of the scene's device. Throws as simulation::press_of does.
std::vector<mechanics::Insertion> one_stroke(const scene::Scene& scene, const device::Device& unit);

/// Mean inserted depth [m], needles that break no barrier included.
double mean_inserted(const std::vector<mechanics::Insertion>& insertions);

}  // namespace dermavox::verify
