#include "dermavox/wound/clusters.hpp"

#include "engine/wound/opening_index.hpp"

#include <numeric>

namespace dermavox::wound {
namespace {

/// The openings and, where the patch is periodic, images of those whose border strip touches the far side;
/// `origin[i]` is the opening that entry i is an image of.
struct Field {
    std::vector<Opening> all;
    std::vector<std::uint32_t> origin;
};

Field field_of(std::span<const Opening> openings, double width, double height)
{
    Field field{{openings.begin(), openings.end()}, std::vector<std::uint32_t>(openings.size())};
    std::iota(field.origin.begin(), field.origin.end(), 0u);
    if (!(width > 0 && height > 0)) return field;
    double widest = 0;
    for (const Opening& o : openings) widest = std::max(widest, 2 * extent(o));
    for (std::size_t i = 0; i < openings.size(); ++i)
        for (int sy = -1; sy <= 1; ++sy)
            for (int sx = -1; sx <= 1; ++sx) {
                Opening o = openings[i];
                o.x += sx * width, o.y += sy * height;
                const bool near = o.x > -widest && o.x < width + widest && o.y > -widest && o.y < height + widest;
                if ((sx != 0 || sy != 0) && near) field.all.push_back(o), field.origin.push_back(std::uint32_t(i));
            }
    return field;
}

}  // namespace

std::vector<std::vector<Opening>> clusters(std::span<const Opening> openings, double width, double height)
{
    const Field field = field_of(openings, width, height);
    const OpeningIndex index(field.all);
    std::vector<char> seen(openings.size(), 0);
    std::vector<std::vector<Opening>> groups;
    std::vector<Opening> placed(openings.begin(), openings.end());  // shifted next to the group's first member
    for (std::size_t first = 0; first < openings.size(); ++first) {
        if (seen[first]) continue;
        seen[first] = 1;
        std::vector<std::uint32_t> members{std::uint32_t(first)};
        for (std::size_t k = 0; k < members.size(); ++k) {
            const std::uint32_t i = members[k];
            index.for_each_overlap(i, [&](std::uint32_t j) {
                const std::uint32_t other = field.origin[j];
                if (seen[other]) return;
                seen[other] = 1;
                placed[other].x = placed[i].x + (field.all[j].x - openings[i].x);
                placed[other].y = placed[i].y + (field.all[j].y - openings[i].y);
                members.push_back(other);
            });
        }
        std::sort(members.begin(), members.end());
        auto& group = groups.emplace_back();
        group.reserve(members.size());
        for (const std::uint32_t i : members) group.push_back(placed[i]);
    }
    return groups;
}

}  // namespace dermavox::wound
