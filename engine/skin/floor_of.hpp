/// The whole number at or below u, without a call into the mathematics library; for |u| < 2^63.
#pragma once

#include <cstdint>

namespace dermavox::skin {

inline std::int64_t floor_of(double u)
{
    const auto whole = std::int64_t(u);
    return whole - (u < double(whole) ? 1 : 0);
}

}  // namespace dermavox::skin
