/// Needles of a cartridge from CSV: a header of names with units, then a needle a line.
///
///     # two needles, the second longer
///     x_mm, y_mm, length_offset_um
///     -0.5, 0, 0
///     0.5, 0, 100
#pragma once

#include "dermavox/core/problem.hpp"
#include "dermavox/device/cartridge.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace dermavox::scene {

/// Columns x, y and, when there is one, length_offset, in any order, each named with its unit, _mm or _um; lines that
/// start with # and empty lines are skipped. `problems` gets every place that does not fit: text that is not ASCII or
/// over 1 MiB, a column unknown, repeated or missing, a line with too few or too many values, a value that is no
/// finite number. The seats mean something only when there is no problem.
std::vector<device::Seat> read_needle_table(std::string_view text, const std::string& file,
                                            std::vector<core::Problem>& problems);

}  // namespace dermavox::scene
