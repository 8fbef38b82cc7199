/// The known name that a user may have meant.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dermavox::core {

/// Insertions, deletions, changes and swaps of neighbours that make one text of the other (Damerau, optimal string
/// alignment).
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The one of `names` that is fewest edits away; empty when none is within a third of the name's length.
std::string nearest_name(std::string_view name, const std::vector<std::string>& names);

}  // namespace dermavox::core
