/// What no key can say about itself: rules between keys.
#pragma once

#include "engine/scene/read/settings.hpp"

namespace dermavox::scene {

/// Reports every rule that is broken, at the place of the key to change. A rule whose keys already have problems is
/// left alone.
void check_consistency(const Settings& settings, const std::vector<std::string>& layers, const std::string& file,
                       std::vector<core::Problem>& problems);

}  // namespace dermavox::scene
