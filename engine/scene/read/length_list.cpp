#include "engine/scene/read/length_list.hpp"

#include "dermavox/core/unit_names.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dermavox::scene {

std::vector<std::string> parts_of(std::string_view text, char separator)
{
    std::vector<std::string> parts;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find(separator, start), text.size());
        const std::size_t first = std::min(text.find_first_not_of(' ', start), end);
        const std::string_view part = text.substr(first, end - first);
        parts.emplace_back(part.substr(0, part.find_last_not_of(' ') + 1));
        start = end + 1;
    }
    return parts;
}

std::optional<std::vector<double>> lengths_of(std::string_view text, std::size_t count, std::string& why)
{
    std::vector<double> lengths;
    const auto parts = parts_of(text, ',');
    if (parts.size() != count)
        return why = fmt::format("\"{}\" has {} values, not {}", text, parts.size(), count), std::nullopt;
    for (const std::string& part : parts) {
        std::string wrong;
        const auto si = core::parse_quantity(part, core::Dimension::length, wrong);
        if (!si) return why = fmt::format("\"{}\": {}", part, wrong), std::nullopt;
        lengths.push_back(*si);
    }
    return lengths;
}

}  // namespace dermavox::scene
