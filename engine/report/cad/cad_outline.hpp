// The outline of a needle by distance from its apex, for drawings.
#pragma once

#include "dermavox/device/needle.hpp"

#include <vector>

namespace dermavox::report {

/// Corners from the apex to the end of the shaft, straight between: of a cone those of its apex sphere, of a table
/// its rows, of a bevel the circles of equal area.
std::vector<device::ProfileRow> outline_of(const device::Needle& needle);

}  // namespace dermavox::report
