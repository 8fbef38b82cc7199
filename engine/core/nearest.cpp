#include "dermavox/core/nearest.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace dermavox::core {

std::size_t edit_distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> before, last(b.size() + 1), now(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t(0));
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = std::min(now[j], before[j - 2] + 1);
        }
        before = std::exchange(last, now);
    }
    return last.back();
}

std::string nearest_name(std::string_view name, const std::vector<std::string>& names)
{
    name = name.substr(0, 80);
    std::size_t fewest = std::max<std::size_t>(2, name.size() / 3) + 1;
    std::string nearest;
    for (const std::string& known : names) {
        const std::size_t distance = edit_distance(name, known);
        if (distance < fewest) fewest = distance, nearest = known;
    }
    return nearest;
}

}  // namespace dermavox::core
