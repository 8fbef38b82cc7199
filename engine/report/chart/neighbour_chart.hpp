// How far each puncture lies from the next one. Private to report.
#pragma once

#include "dermavox/metrics/pattern.hpp"
#include "dermavox/simulation/outcome.hpp"

#include <string>

namespace dermavox::report {

/// Places of the insertions that punctured. Requires a wound.
metrics::Pattern punctures_of(const simulation::Outcome& outcome);

/// A figure with the histogram of the distances to the nearest puncture, beside that of random points of the same
/// density; empty below two punctures.
std::string neighbour_figure(const simulation::Outcome& outcome);

}  // namespace dermavox::report
