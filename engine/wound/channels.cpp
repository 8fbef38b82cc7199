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
    return sections.size() == 1 ? area(sections.front()) : open_area(std::move(sections));
}

/// Integral of the open area from one depth to another: panels of at most 100 um, two Gauss points each. That is
/// exact for a lone cone; where sections join or end within a panel the error is some 1e-3 of the panel's volume.
double open_volume(const Tracts& tracts, const std::vector<Opening>& members, double from, double to)
{
    if (!(to > from)) return 0;
    const int panels = int(std::ceil((to - from) / 100e-6));
    const double half = (to - from) / (2 * panels), off = half / std::numbers::sqrt3;
    double volume = 0;
    for (int p = 0; p < panels; ++p) {
        const double middle = from + half * (2 * p + 1);
        volume += half * (joined_area(tracts, members, middle - off) + joined_area(tracts, members, middle + off));
    }
    return volume;
}

/// Follicles, or glands, by place.
class Mouths
{
public:
    Mouths(std::span<const skin::Appendage> all, skin::Appendage::Kind kind)
    {
        for (const skin::Appendage& at : all)
            if (at.kind == kind)
                m_discs.push_back(
                    {.x = at.x, .y = at.y, .radius = at.radius, .source = std::uint32_t(m_discs.size())});
        std::sort(m_discs.begin(), m_discs.end(), [](const Opening& a, const Opening& b) { return a.x < b.x; });
        for (const Opening& disc : m_discs) m_widest = std::max(m_widest, disc.radius);
    }

    /// Those that some opening meets, each once.
    std::uint32_t met_by(const std::vector<Opening>& openings) const
    {
        std::vector<std::uint32_t> met;
        for (const Opening& o : openings) {
            const double reach = extent(o) + m_widest;
            const auto from = std::lower_bound(m_discs.begin(), m_discs.end(), o.x - reach,
                                               [](const Opening& disc, double x) { return disc.x < x; });
            for (auto disc = from; disc != m_discs.end() && disc->x <= o.x + reach; ++disc)
                if (std::abs(disc->y - o.y) <= reach && gap(o, *disc) <= 0) met.push_back(disc->source);
        }
        std::sort(met.begin(), met.end());
        return std::uint32_t(std::unique(met.begin(), met.end()) - met.begin());
    }

private:
    std::vector<Opening> m_discs;  ///< by x
    double m_widest = 0;
};

Channel channel_of(const Tracts& tracts, const std::vector<Opening>& members, const Mouths& follicles,
                   const Mouths& glands)
{
    Channel channel;
    const Shape shape = shape_of_union(members);
    channel.x = shape.x, channel.y = shape.y, channel.area = shape.area;
    set_axes(channel, shape);
    channel.merged_insertions = std::uint32_t(members.size());
    channel.follicles = follicles.met_by(members);
    channel.glands = glands.met_by(members);
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

std::vector<Channel> channels_of(const Tracts& tracts, double width, double height, bool periodic,
                                 std::span<const skin::Appendage> appendages)
{
    const Mouths follicles(appendages, skin::Appendage::Kind::follicle);
    const Mouths glands(appendages, skin::Appendage::Kind::gland);
    const std::vector<Opening> mouths = residuals_at(tracts, 0);
    const auto groups = periodic ? clusters(mouths, width, height) : clusters(mouths);
    std::vector<Channel> all(groups.size());
    core::parallel_for(groups.size(), 64, [&](std::size_t begin, std::size_t end) {
        for (std::size_t g = begin; g < end; ++g) all[g] = channel_of(tracts, groups[g], follicles, glands);
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

void mark_depths(std::vector<Channel>& channels, const skin::Skin& skin, double capillary_offset)
{
    const std::size_t dermis = skin::first_of(skin.stack(), skin::Role::dermis);
    if (dermis == skin.stack().layers.size()) return;
    for (Channel& c : channels) {
        const double under = skin.top(dermis, c.x, c.y) - skin.top(0, c.x, c.y);
        c.reaches_dermis = c.cut_depth > under;
        c.reaches_capillaries = c.cut_depth > under + capillary_offset;
    }
}

}  // namespace dermavox::wound
