/// Needles of a cartridge, and the profile of one, from CSV: a header of names with units, then a line each.
///
///     # two needles, the second longer and of another type
///     x_mm, y_mm, length_offset_um, needle_type
///     -0.5, 0, 0, needle
///     0.5, 0, 100, fine
#pragma once

#include "dermavox/core/problem.hpp"
#include "engine/scene/document.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace dermavox::scene {

/// device.cartridge.seats and, with a column needle_type, device.cartridge.needle_types. Columns x, y and, when there
/// is one, length_offset, in any order, each named with its unit, _mm or _um; lines that start with # and empty lines
/// are skipped. `problems` as of read_number_table. `named`: the key that names the file.
std::vector<Item> read_needle_table(std::string_view text, const std::string& file, const Item& named,
                                    std::vector<core::Problem>& problems);

/// Columns distance and radius, _mm or _um, as the list of the `profile` beside the key profile_table that names the
/// file.
std::vector<Item> read_profile_table(std::string_view text, const std::string& file, const Item& named,
                                     std::vector<core::Problem>& problems);

}  // namespace dermavox::scene
