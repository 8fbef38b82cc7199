#include "dermavox/wound/channels.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/wound/clusters.hpp"
#include "dermavox/wound/cover.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::wound {
namespace {

/// Axes and angle of the ellipse with the second moments of a shape: full axis = 4 sqrt(moment/area).
void set_axes(Channel& channel, const Shape& s)
{
    const double mean = (s.xx + s.yy) / 2, apart = std::hypot((s.xx - s.yy) / 2, s.xy);
    channel.long_axis = 4 * std::sqrt(std::max(0.0, mean + apart) / s.area);
    channel.short_axis = 4 * std::sqrt(std::max(0.0, mean - apart) / s.area);
    const bool round = apart <= 1e-9 * mean;
    channel.angle = round ? 0 : std::atan2(2 * s.xy, s.xx - s.yy) / 2;
}

/// Area of the joined residual sections of some tracts at a depth; `members` name them and their places.
double joined_area(const Tracts& tracts, const std::vector<Opening>& members, double depth)
{
    std::vector<Opening> sections;
    for (const Opening& m : members) {
        const Tract& tract = tracts.all[m.source];
        Opening o = tracts.residual_at(tract, depth);
        o.x += m.x - tract.x, o.y += m.y - tract.y;  // joined over a periodic border
        if (o.radius > 0) sections.push_back(o);
    }
    if (sections.empty()) return 0;
    return open_area(sections);
}

/// Integral of the open area from one depth to another: panels of at most 100 um, three Gauss points each. That is
/// exact for a lone cone; where sections join or end within a panel the error is some 1e-3 of the panel's volume.
double open_volume(const Tracts& tracts, const std::vector<Opening>& members, double from, double to)
{
    if (!(to > from)) return 0;
    const int panels = int(std::ceil((to - from) / 100e-6));
    const double half = (to - from) / (2 * panels), off = half * std::sqrt(0.6);
    double volume = 0;
    for (int p = 0; p < panels; ++p) {
        const double middle = from + half * (2 * p + 1);
        volume += half / 9 *
                  (5 * joined_area(tracts, members, middle - off) + 8 * joined_area(tracts, members, middle) +
                   5 * joined_area(tracts, members, middle + off));
    }
    return volume;
}

Channel channel_of(const Tracts& tracts, const std::vector<Opening>& members)
{
    Channel channel;
    const Shape shape = shape_of_union(members);
    channel.x = shape.x, channel.y = shape.y, channel.area = shape.area;
    set_axes(channel, shape);
    channel.merged_insertions = std::uint32_t(members.size());
    for (const Opening& m : members) {
        const Tract& tract = tracts.all[m.source];
        channel.depth = std::max(channel.depth, tract.residual);
        channel.cut_depth = std::max(channel.cut_depth, tract.tip);
    }
    const std::size_t layers = tracts.recoil.size();
    for (std::size_t i = 0; i < layers; ++i) {
        const double from = tracts.mean_tops[i];
        const double to = i + 1 < layers ? std::min(tracts.mean_tops[i + 1], channel.depth) : channel.depth;
        channel.volume_per_layer.push_back(open_volume(tracts, members, from, to));
    }
    return channel;
}

}  // namespace

std::vector<Channel> channels_of(const Tracts& tracts, double width, double height, bool periodic)
{
    const std::vector<Opening> mouths = residuals_at(tracts, 0);
    const auto groups = periodic ? clusters(mouths, width, height) : clusters(mouths);
    std::vector<Channel> all(groups.size());
    core::parallel_for(groups.size(), 64, [&](std::size_t begin, std::size_t end) {
        for (std::size_t g = begin; g < end; ++g) all[g] = channel_of(tracts, groups[g]);
    });
    if (periodic)
        for (Channel& c : all) {
            c.x -= width * std::floor(c.x / width);
            c.y -= height * std::floor(c.y / height);
        }
    std::erase_if(all, [&](const Channel& c) { return c.x < 0 || c.y < 0 || c.x >= width || c.y >= height; });
    std::sort(all.begin(), all.end(),
              [](const Channel& a, const Channel& b) { return std::pair(a.y, a.x) < std::pair(b.y, b.x); });
    for (std::size_t i = 0; i < all.size(); ++i) all[i].id = std::uint32_t(i);
    return all;
}

}  // namespace dermavox::wound
