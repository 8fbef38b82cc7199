/// From settled keys to what practice asks of a scene.
#pragma once

#include "dermavox/scene/scene.hpp"
#include "engine/scene/read/settings.hpp"

#include <functional>

namespace dermavox::scene {

/// plan.*; nothing without plan.sessions. Lists have one element for each session.
std::optional<TreatmentPlan> build_course(const Settings& settings);

/// practice.required, technique.lubricant.friction and the plan, into `scene`.
void build_practice(const Settings& settings, Scene& scene);

/// Lists of other lengths than one or plan.sessions, passes that are no whole numbers, a date that is none.
void check_course(const Settings& settings,
                  const std::function<void(const std::string& key, const std::string& expected)>& report);

}  // namespace dermavox::scene
