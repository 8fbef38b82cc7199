/// Lists of lengths inside a text: "1 mm, 2 mm; 3 mm, 4 mm".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dermavox::scene {

/// The pieces between separators, without the blanks round them.
std::vector<std::string> parts_of(std::string_view text, char separator);

/// Exactly `count` lengths between commas, SI; empty otherwise, and `why` says what is wrong.
std::optional<std::vector<double>> lengths_of(std::string_view text, std::size_t count, std::string& why);

}  // namespace dermavox::scene
