#include "engine/wound/opening_index.hpp"

namespace dermavox::wound {

std::vector<int> openings_over(std::span<const Opening> openings, std::span<const Place> places)
{
    std::vector<Opening> all(openings.begin(), openings.end());
    for (const Place& at : places) all.push_back({.x = at.x, .y = at.y});  // discs of no size
    const OpeningIndex index(all);
    std::vector<int> over(places.size(), 0);
    for (std::size_t i = 0; i < places.size(); ++i)
        index.for_each_overlap(openings.size() + i, [&](std::uint32_t j) { over[i] += j < openings.size(); });
    return over;
}

}  // namespace dermavox::wound
