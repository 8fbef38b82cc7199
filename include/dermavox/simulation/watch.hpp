/// How a caller follows a run, and stops it.
#pragma once

#include <functional>
#include <string_view>

namespace dermavox::simulation {

/// Called between pieces of work with the stage and the done fraction of the whole run, 0 .. 1, never falling.
/// May throw to stop the run: nothing is left behind. Called from one thread only.
using Watch = std::function<void(std::string_view stage, double done)>;

}  // namespace dermavox::simulation
