#include "dermavox/metrics/confluence.hpp"

#include <algorithm>

namespace dermavox::metrics {

Confluence confluence_of(std::span<const wound::Channel> channels)
{
    Confluence c;
    double area = 0, widest = 0;
    std::size_t insertions = 0, joined = 0;
    for (const wound::Channel& channel : channels) {
        const std::size_t members = channel.merged_insertions;
        if (members == 0) continue;
        if (c.clusters.size() < members) c.clusters.resize(members, 0);
        ++c.clusters[members - 1];
        area += channel.area, widest = std::max(widest, channel.area);
        insertions += members, joined += members > 1 ? members : 0;
    }
    if (insertions > 0) c.joined_share = double(joined) / double(insertions);
    if (area > 0) c.largest_share = widest / area;
    return c;
}

}  // namespace dermavox::metrics
