/// What the checks of a device ask of a figure, and how they print it. Private to device.
#pragma once

#include "dermavox/core/unit_names.hpp"
#include "dermavox/core/units.hpp"

#include <cmath>
#include <string>

namespace dermavox::device {

inline std::string text(Length length) { return core::format_quantity(length.si, core::Dimension::length); }

/// To the nanometre.
inline std::string nanometre_text(double metres)
{
    return core::format_quantity(std::round(metres * 1e9) / 1e9, core::Dimension::length);
}

inline bool positive(double si) { return std::isfinite(si) && si > 0; }
inline bool positive(Length length) { return positive(length.si); }

}  // namespace dermavox::device
