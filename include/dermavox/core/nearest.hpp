/// The known name that a user may have meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dermavox::core {

/// The one of `names` that is fewest edits away, a swap of neighbours counting as one (Damerau, optimal string
/// alignment); empty when none is within a third of the name's length.
std::string nearest_name(std::string_view name, const std::vector<std::string>& names);

}  // namespace dermavox::core
