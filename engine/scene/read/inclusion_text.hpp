/// An inclusion of the skin in words.
#pragma once

#include "dermavox/skin/inclusion.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace dermavox::scene {

/// "NAME: plane DEPTH" or "NAME: ellipsoid X, Y, DEPTH; A, B, C", lengths with units, A, B, C full axes above 0,
/// depth above 0; names of letters, digits, blanks, _ and -. Empty when it is neither; `why` says what is wrong.
std::optional<skin::Inclusion> inclusion_of(std::string_view text, std::string& why);

}  // namespace dermavox::scene
