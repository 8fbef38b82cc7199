// The way of the tips beside and through the skin, to scale.
#pragma once

#include "dermavox/scene/scene.hpp"

#include <string>

namespace dermavox::report {

/// SVG of a pen's or roller's tips in rigid skin; empty for devices that are put down place by place.
std::string tip_trajectory(const scene::Scene& scene);
std::string trajectory_caption(const scene::Scene& scene);

}  // namespace dermavox::report
