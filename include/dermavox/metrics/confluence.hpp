/// How openings run together.
#pragma once

#include "dermavox/wound/channel.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace dermavox::metrics {

struct Confluence {
    /// clusters[k]: channels that k + 1 insertions made together.
    std::vector<std::size_t> clusters;
    double joined_share = 0;   ///< of the insertions, those whose opening joins another
    double largest_share = 0;  ///< of the open area, that of the widest channel
};
Confluence confluence_of(std::span<const wound::Channel> channels);

/// eta = summed area of the openings / patch area. Above 0.5 "distinct channels" loses its meaning; near 1.128 discs
/// at random places join from end to end of the patch (percolation, doi:10.1103/PhysRevE.76.051115).
inline constexpr double eta_indistinct = 0.5, eta_percolates = 1.128;

}  // namespace dermavox::metrics
