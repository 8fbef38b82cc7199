/// Gauge numbers of needles.
///
/// ISO 9626:2016, Stainless steel needle tubing for the manufacture of medical devices, table 1: a gauge stands for a
/// designated metric size, the nominal outer diameter. What a maker grinds may stray from it; state `diameter` where
/// it was measured.
#pragma once

#include "dermavox/core/units.hpp"

#include <optional>

namespace dermavox::device {

inline constexpr int least_gauge = 10, most_gauge = 34;

/// Nominal outer diameter; nothing outside `least_gauge` to `most_gauge`.
std::optional<Length> diameter_of_gauge(int gauge);

}  // namespace dermavox::device
