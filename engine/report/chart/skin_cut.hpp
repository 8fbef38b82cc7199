// A cut through the skin as the run had it: furrows, ridges and papillae, to scale.
#pragma once

#include "dermavox/skin/skin.hpp"

#include <string>

namespace dermavox::report {

/// SVG of the plane y in the middle of a patch of this width and height [m], from its left edge.
std::string skin_cut(const skin::Skin& skin, double width, double height);

}  // namespace dermavox::report
