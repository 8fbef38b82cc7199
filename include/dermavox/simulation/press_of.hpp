/// The needles' balance on a scene's skin.
#pragma once

#include "dermavox/mechanics/press.hpp"
#include "dermavox/scene/scene.hpp"

namespace dermavox::simulation {

/// Of this unit of the scene's device, with the scene's tables of contact. Throws as mechanics::Press does, and
/// core::Failure (3) where a table has no balance (contact_tables.hpp).
mechanics::Press press_of(const scene::Scene& scene, const device::Device& unit);

}  // namespace dermavox::simulation
