/// A commented scene to begin with: what `dermavox new` prints.
#pragma once

#include "dermavox/scene/catalogue.hpp"

#include <string>
#include <vector>

namespace dermavox::scene {

/// "pen", "roller", "stamp"
std::vector<std::string> starter_kinds();

/// The keys that one changes first, each under its meaning from the table of keys; further ones stand commented out
/// with the value that they have anyway, or an example where they have none. Requires one of starter_kinds().
std::string starter_scene(const std::string& kind, const Catalogue& catalogue);

}  // namespace dermavox::scene
