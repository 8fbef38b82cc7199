/// From settled keys to typed values.
#pragma once

#include "dermavox/device/layout.hpp"
#include "dermavox/scene/scene.hpp"

#include "engine/scene/read/settings.hpp"

namespace dermavox::scene {

/// Require that the settings have every key that is not optional; nothing is checked here.
skin::Stack build_skin(const Settings& settings, const std::vector<std::string>& layers);
device::Layout build_layout(const Settings& settings);
/// device.needle_type[1] and so on.
std::vector<std::string> needle_type_tables(const Settings& settings);
/// "needle" and the names of those types, in the order of Seat::type.
std::vector<std::string> needle_type_names(const Settings& settings);
/// device.depth, or the needle's length where it is not stated.
double depth_of(const Settings& settings);
/// Throws core::InputError for a layout that cannot be built.
device::Device build_device(const Settings& settings);
device::Tolerances build_tolerances(const Settings& settings);
mechanics::Parameters build_mechanics(const Settings& settings);
motion::Plan build_plan(const Settings& settings);
/// All of it, with entries and assumptions.
Scene build_scene(const Settings& settings, const std::vector<std::string>& layers);

}  // namespace dermavox::scene
