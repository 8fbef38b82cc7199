/// What makes a stack impossible to build on a patch.
#pragma once

#include "dermavox/skin/layer.hpp"

namespace dermavox::skin {

/// Throws core::InputError with every problem of a stack on a patch of width x height [m].
void check(const Stack& stack, double width, double height);

}  // namespace dermavox::skin
