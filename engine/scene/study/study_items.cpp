#include "engine/scene/study/study_items.hpp"

#include "dermavox/core/unit_names.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dermavox::scene {

std::string toml_of(const Value& value)
{
    std::vector<std::string> parts;
    switch (value.kind) {
    case Value::Kind::text:
        return quoted(value.text);
    case Value::Kind::flag:
        return value.number != 0 ? "true" : "false";
    case Value::Kind::list:
        for (const Value& element : value.list) parts.push_back(toml_of(element));
        return fmt::format("[{}]", fmt::join(parts, ", "));
    default:
        return core::format_number(value.number);
    }
}

StudyItems::StudyItems(const std::string& text, std::string name, std::vector<core::Problem>& problems)
    : m_name(std::move(name)),
      m_problems(problems)
{
    for (Item& item : read_toml(text, m_name, m_problems)) {
        m_order.push_back(item.key);
        m_items.emplace(item.key, std::move(item));
    }
}

const Item* StudyItems::find(const std::string& key) const
{
    const auto at = m_items.find(key);
    return at == m_items.end() ? nullptr : &at->second;
}

int StudyItems::count(const std::string& list) const
{
    int n = 0;
    while (find(fmt::format("{}[{}]", list, n + 1))) ++n;
    return n;
}

void StudyItems::report(const Item& item, std::string expected, std::string hint)
{
    m_problems.push_back({item.value_place.file, item.value_place.line, item.value_place.column, item.key,
                          item.value.shown(), std::move(expected), std::move(hint)});
}

void StudyItems::report_missing(const std::string& key, std::string expected, std::string hint)
{
    const auto dot = key.rfind('.');
    const Item* table = dot == key.npos ? nullptr : find(key.substr(0, dot));
    const Place place = table ? table->value_place : Place{m_name, 0, 0};
    m_problems.push_back({m_name, place.line, place.column, key, "missing", std::move(expected), std::move(hint)});
}

std::optional<Setting> StudyItems::value(const std::string& key)
{
    const Row* row = find_study_row(key);
    const Item* item = find(key);
    Setting setting{.row = row, .key = key};
    if (item) return take(*item, *row, setting, m_problems) ? std::optional(setting) : std::nullopt;
    if (row->required) report_missing(key, row->expected(), "write e.g. " + row->shown_example());
    if (row->fallback.empty()) return std::nullopt;
    const auto items = read_override(key + "=" + row->fallback, m_problems);
    return take(items.front(), *row, setting, m_problems) ? std::optional(setting) : std::nullopt;
}

double StudyItems::number(const std::string& key)
{
    const auto setting = value(key);
    return setting ? setting->numbers.front() : 0;
}

std::string StudyItems::text(const std::string& key)
{
    const auto setting = value(key);
    return setting ? setting->texts.front() : std::string();
}

std::vector<std::string> StudyItems::sets_under(const std::string& table)
{
    std::vector<std::string> sets;
    for (const std::string& key : m_order) {
        const Item& item = *find(key);
        if (!key.starts_with(table + '.') || item.value.kind == Value::Kind::table) continue;
        sets.push_back(key.substr(table.size() + 1) + '=' + toml_of(item.value));
        m_set_places.insert_or_assign(sets.back(), item);
    }
    return sets;
}

std::vector<Item> StudyItems::table_choices() const
{
    std::vector<Item> items;
    for (const auto& [key, item] : m_items)
        if (key.starts_with("design.columns.") || key == "design.decimal_mark") items.push_back(item);
    return items;
}

const Item* StudyItems::place_of_set(const std::string& scene_key) const
{
    const auto at = std::ranges::find_if(m_set_places,
                                         [&](const auto& entry) { return entry.first.starts_with(scene_key + '='); });
    return at == m_set_places.end() ? nullptr : &at->second;
}

namespace {

/// Everything under [set], [variant.set] and design.columns is a scene's key and settled there.
bool is_of_scene(const std::string& key)
{
    return key == "set" || key.starts_with("set.") || key.find("].set") != key.npos || key == "design.columns" ||
           key.starts_with("design.columns.");
}

}  // namespace

void StudyItems::refuse_unknown()
{
    std::string last;
    for (const std::string& key : m_order) {
        const Item& item = *find(key);
        if (is_of_scene(key) || (!last.empty() && key.starts_with(last + '.'))) continue;
        const bool table = item.value.kind == Value::Kind::table;
        if (table ? is_study_table(key) : find_study_row(key) != nullptr) continue;
        if (m_problems.size() > core::most_problems) return;
        last = key;
        std::vector<std::string> names;
        for (const Row& row : study_rows()) names.push_back(row.key.substr(row.key.rfind('.') + 1));
        const std::string near = nearest_name(key.substr(key.rfind('.') + 1), names);
        m_problems.push_back(
            {m_name, item.key_place.line, item.key_place.column, key, table ? "unknown table" : "unknown key",
             "one of a study file",
             near.empty() ? "dermavox schema study lists them" : fmt::format("did you mean '{}'?", near)});
    }
}

}  // namespace dermavox::scene
