/// Foreign text as UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace dermavox::core {

/// The text with every byte that is not part of well-formed UTF-8 replaced by U+FFFD.
std::string readable_utf8(std::string_view text);

}  // namespace dermavox::core
