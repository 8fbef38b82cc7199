// What this module draws random numbers for; the numbers of core::Purpose end below a hundred.
#pragma once

#include "dermavox/core/random.hpp"

namespace dermavox::study {

inline constexpr core::Purpose design_draws{101}, bootstrap_draws{102}, breeding_draws{103};

}  // namespace dermavox::study
