/// Lists that are too long for resolved.toml.
#pragma once

#include "dermavox/scene/scene.hpp"
#include "engine/scene/read/settings.hpp"
#include "engine/scene/tables/scene_table.hpp"

#include <memory>

namespace dermavox::scene {

/// The columns of a table whose lists have more than 2000 numbers; null for shorter ones.
std::shared_ptr<const LongTable> long_table_of(const Settings& settings, const SceneTable& table);

}  // namespace dermavox::scene
