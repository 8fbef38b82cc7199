/// The treated region as a scene says it: polygons and circles in words, masks row by row.
#pragma once

#include "dermavox/motion/region.hpp"
#include "engine/scene/read/document.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dermavox::scene {

/// "x, y; x, y; x, y" or "circle x, y, radius" (64 corners), lengths with units. Empty when it is neither; `why` says
/// what is wrong.
std::optional<motion::Polygon> polygon_of(std::string_view text, std::string& why);

/// Rows of # and ., top row first, all as long; empty when they are not.
std::optional<motion::Mask> mask_of(const std::vector<std::string>& rows);

constexpr int most_mask_pixels = 512;  ///< along one side

/// A picture's rows as text of # (light and opaque) and ., top row first; empty when it is no PNG or too large.
std::optional<std::vector<std::string>> mask_rows_of_png(const std::string& bytes, std::string& why);

}  // namespace dermavox::scene
