// A cut through the resolved field of the sample tile: lines of equal potential, and the way of the water.
#pragma once

#include "dermavox/skin/skin.hpp"
#include "dermavox/transport/sample_tile.hpp"

#include <string>

namespace dermavox::report {

/// SVG, to scale; empty for a tile without a cut.
std::string field_cut(const transport::SampleTile& tile, const skin::Stack& stack);

}  // namespace dermavox::report
