/// The frequency at which a pen's motor turns its needles into this skin.
#pragma once

#include "dermavox/scene/scene.hpp"

namespace dermavox::simulation {

/// Of the piece in use, at most what its drive is set to; 0 where the motor stalls. Work of a cycle: mean over cycles
/// into whole skin, which is the stiffer the faster they are. Requires a pen with a motor. Throws core::InputError as
/// mechanics::Press does.
Frequency motor_frequency(const scene::Scene& scene, const device::Device& piece);

}  // namespace dermavox::simulation
