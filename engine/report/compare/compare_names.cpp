#include "engine/report/compare/compare_names.hpp"

#include "dermavox/core/nearest.hpp"
#include "dermavox/result/figure.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

/// What an item is called in a label: a depth in words, a number, a layer's name.
std::string item_text(const std::string& key, const std::string& index)
{
    if (key.find("at_depth[") != std::string::npos) {
        const double depth = std::stod(index);
        const bool open = key.starts_with("coverage");
        return depth == 0 && open ? "at the surface"
                                  : (open ? given_length(depth * 1e-6) + " down" : given_length(depth * 1e-6));
    }
    if (key.starts_with("multiplicity[")) {
        constexpr const char* times[] = {"Never cut", "Cut once", "Cut twice", "Cut three times",
                                         "Cut four times or more"};
        const std::size_t hits = std::size_t(std::stoi(index));
        return hits < std::size(times) ? times[hits] : index;
    }
    return spaced(index);
}

std::string replaced(std::string_view label, const std::string& item)
{
    std::string text(label);
    const std::size_t at = text.find("{}");
    return at == std::string::npos ? text : text.replace(at, 2, item);
}

/// ", median": which member of a group of numbers; empty for a plain number.
std::string member_text(const result::FigureRef& ref)
{
    constexpr std::pair<std::string_view, std::string_view> texts[] = {
        {"sd", "standard deviation"}, {"p5", "5 %"}, {"p50", "median"}, {"p95", "95 %"}};
    const auto members = result::members_of(ref.figure->kind);
    if (members.empty()) return {};
    const auto text = std::ranges::find(texts, members[ref.member], [](const auto& at) { return at.first; });
    return fmt::format(", {}", text == std::end(texts) ? members[ref.member] : text->second);
}

}  // namespace

FigureName name_of_figure(const std::string& key)
{
    const auto ref = result::find_figure(key);
    if (!ref || ref->figure->naming.label.empty()) return {.label = key, .group = "Other"};
    const result::Figure& figure = *ref->figure;
    const auto &shown = result::info_of(figure.shown()), &kept = result::info_of(figure.unit);
    return {.label =
                replaced(figure.naming.label, ref->item.empty() ? "" : item_text(key, ref->item)) + member_text(*ref),
            .group = std::string(figure.naming.group),
            .unit = std::string(shown.symbol),
            .scale = shown.factor / kept.factor,
            .exact = figure.naming.exact,
            .digits = figure.naming.digits};
}

std::vector<std::string> nearest_keys(const std::string& name, const std::vector<std::string>& keys)
{
    std::vector<std::pair<std::size_t, std::string>> near;
    for (const std::string& key : keys)
        near.emplace_back(key.find(name) != std::string::npos ? 0 : core::edit_distance(name, key), key);
    for (const auto& [limit, key] : result::limit_names()) near.emplace_back(core::edit_distance(name, limit), limit);
    std::stable_sort(near.begin(), near.end(), [](auto& a, auto& b) { return a.first < b.first; });
    std::vector<std::string> nearest;
    for (std::size_t i = 0; i < std::min<std::size_t>(3, near.size()); ++i) nearest.push_back(near[i].second);
    return nearest;
}

}  // namespace dermavox::report
