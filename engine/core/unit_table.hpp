// Every unit that texts may have. Private to core.
#pragma once

#include "dermavox/core/unit_names.hpp"

#include <span>
#include <string>
#include <string_view>

namespace dermavox::core {

/// SI = number 10^power scale + offset. The power is applied to the decimal text, not to the double, so "16.8
/// um" is the double nearest to 16.8e-6; `scale` holds what is no power of ten.
struct Unit {
    const char* name;
    Dimension dimension;
    int power = 0;
    double scale = 1, offset = 0;
    bool shown = false;  ///< format_quantity may write it
    bool other = false;  ///< another spelling: read, but not listed in messages
    constexpr bool decimal() const { return scale == 1 && offset == 0; }
};

/// Within a dimension: shown units from large to small, then those that are only read.
std::span<const Unit> unit_table();

/// A unit as people write it in the spelling of the table: both micro signs, degree signs, superscripts, product
/// signs and blanks ("N mm", "g·m⁻²·h⁻¹", "°C", "mm^2") become "N.mm", "g/m2/h", "degC", "mm2".
std::string plain_unit(std::string_view text);

}  // namespace dermavox::core
