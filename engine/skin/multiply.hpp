/// A property changed by a condition of the skin.
#pragma once

#include "dermavox/skin/property.hpp"

#include <fmt/format.h>
#include <string>

namespace dermavox::skin {

/// The value times the factor, `derived`, with the reason behind its source; nothing for a factor of 1.
template <class Q>
void multiply(Property<Q>& property, double factor, const std::string& why)
{
    if (factor == 1) return;
    property.value = property.value * factor;
    property.basis = Basis::derived;
    property.source += (property.source.empty() ? "" : "; ") + fmt::format("x {:.3g} {}", factor, why);
}

}  // namespace dermavox::skin
