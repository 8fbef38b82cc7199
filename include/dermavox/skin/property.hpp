/// A value of the skin with where it comes from.
#pragma once

#include "dermavox/core/units.hpp"

#include <string>

namespace dermavox::skin {

/// How sure a value is: read in the source; general knowledge; chosen between sources; computed; a guess; the
/// user's.
enum class Basis { read, memory, proposed, derived, fitted, assumed, given };

const char* name_of(Basis basis);

template <class Q>
struct Property {
    Q value{};
    double spread = 0;  ///< coefficient of variation between people, lognormal; 0 = none stated
    Basis basis = Basis::assumed;
    std::string source;  ///< citation, or why it was assumed
};

}  // namespace dermavox::skin
