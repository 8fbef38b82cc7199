/// Which cases of a long series a run tries: a share, or all of them.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace dermavox::support {

/// Every `stride`-th of `count` cases, from the one that DERMAVOX_SHARE names (0 where it is not set, modulo the
/// stride): as many runs as the stride try them all. DERMAVOX_SHARE=all: all in this run.
inline std::vector<std::uint32_t> share_of(std::uint32_t count, std::uint32_t stride)
{
    const char* named = std::getenv("DERMAVOX_SHARE");
    const bool all = named && std::string_view(named) == "all";
    const std::uint32_t step = all ? 1 : stride;
    std::vector<std::uint32_t> cases;
    for (std::uint32_t i = named && !all ? std::uint32_t(std::atoi(named)) % step : 0; i < count; i += step)
        cases.push_back(i);
    return cases;
}

}  // namespace dermavox::support
