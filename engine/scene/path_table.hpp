/// Lists from CSV: the points of a free path, known openings.
#pragma once

#include "dermavox/core/problem.hpp"
#include "engine/scene/document.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace dermavox::scene {

/// The columns of a path as lists of texts under motion.points: x, y and what the file has of time, speed, heading.
/// `problems` as of read_number_table.
std::vector<Item> read_path_table(std::string_view text, const std::string& file, const Item& named,
                                  std::vector<core::Problem>& problems);

/// The same of known openings, under wound.openings.
std::vector<Item> read_opening_table(std::string_view text, const std::string& file, const Item& named,
                                     std::vector<core::Problem>& problems);

}  // namespace dermavox::scene
