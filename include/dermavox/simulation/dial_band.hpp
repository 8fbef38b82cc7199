/// What a dial that is off by its tolerance makes of the depth.
#pragma once

#include "dermavox/scene/scene.hpp"

#include <optional>

namespace dermavox::simulation {

/// Mean inserted depth of a pen's needles with median thresholds over one cycle into whole skin [m].
struct DialBand {
    double low = 0;              ///< the dial less device.dial.tolerance, at least 0
    std::optional<double> high;  ///< and more, at most the needles' length; empty where they would not leave the skin
};

/// Nothing without a tolerance, for other devices, and where needles are not pressed into skin.
std::optional<DialBand> dial_band(const scene::Scene& scene);

}  // namespace dermavox::simulation
