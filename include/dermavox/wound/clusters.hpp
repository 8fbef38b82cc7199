/// Which openings run together.
#pragma once

#include "dermavox/wound/opening.hpp"

namespace dermavox::wound {

/// Groups of openings that overlap or touch, each with its members shifted next to each other where the patch
/// is periodic (width, height > 0; 0 = not periodic). Groups in order of their first member, members in
/// order.
std::vector<std::vector<Opening>> clusters(std::span<const Opening> openings, double width = 0, double height = 0);

}  // namespace dermavox::wound
