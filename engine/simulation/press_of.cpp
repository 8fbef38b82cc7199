#include "dermavox/simulation/press_of.hpp"

namespace dermavox::simulation {

mechanics::Press press_of(const scene::Scene& scene, const device::Device& unit)
{
    return {scene.skin, unit, scene.mechanics, scene.seed, scene.motion.speed, scene.contact.get()};
}

}  // namespace dermavox::simulation
