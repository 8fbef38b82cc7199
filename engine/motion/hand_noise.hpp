// Private to motion.
#pragma once

namespace dermavox::motion {

inline constexpr int knots_per_correlation = 10;  ///< places in time at which a hand's noises are drawn

}  // namespace dermavox::motion
