// Where punctures crowd: the local dose over the patch.
#pragma once

#include "dermavox/simulation/outcome.hpp"

#include <string>

namespace dermavox::report {

/// A map of the local dose with the shares of the area above one and a half times and twice the mean, beside those of
/// random points; nothing for fewer than 20 punctures.
std::string dose_figure(const simulation::Outcome& outcome);

}  // namespace dermavox::report
