#include "engine/scene/keys/schema.hpp"

#include "engine/scene/keys/schema_sections.hpp"
#include "engine/scene/read/settings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

namespace dermavox::scene {

bool Range::holds(double value) const
{
    return (above ? value > least : value >= least) && (below ? value < most : value <= most);
}

std::string Range::text(core::Dimension dimension) const
{
    const auto shown = [dimension](double value) {
        return dimension == core::Dimension::none ? core::format_number(value)
                                                  : core::format_quantity(value, dimension);
    };
    const bool low = least > -std::numeric_limits<double>::infinity();
    const bool high = most < std::numeric_limits<double>::infinity();
    if (least == most) return "equal to " + shown(least);
    std::string out;
    if (low)
        out = above ? "above " + shown(least) : high ? "from " + shown(least) : "of " + shown(least) + " or more";
    if (low && high) out += above ? " and " : below ? " and " : " ";
    if (high) out += below ? "below " + shown(most) : low && !above ? "to " + shown(most) : "at most " + shown(most);
    return out;
}

std::string Row::expected() const
{
    std::string noun;
    switch (kind) {
    case Kind::quantity:
        noun = core::info_of(dimension).noun;
        break;
    case Kind::number:
        noun = "a number";
        break;
    case Kind::integer:
        noun = "a whole number";
        break;
    case Kind::flag:
        return "true or false";
    case Kind::text:
        return "a text";
    case Kind::choice:
        return fmt::format("one of {}", fmt::join(choices, ", "));
    case Kind::quantities:
        noun = fmt::format("{}a list, each {}", alone ? "one or " : "", core::info_of(dimension).noun);
        break;
    case Kind::numbers:
        noun = alone ? "a number or a list of numbers" : "a list of numbers";
        if (ranges) noun += ", or ranges such as \"1-40\"";
        break;
    case Kind::texts:
        return choices.empty() ? "a list of texts" : fmt::format("a list of any of {}", fmt::join(choices, ", "));
    }
    if (count > 0)
        noun = fmt::format("{} values, each {}", count,
                           kind == Kind::numbers ? "a number" : core::info_of(dimension).noun);
    const std::string limits = range.text(dimension);
    return limits.empty() ? noun : noun + ' ' + limits;
}

std::string Row::shown_example() const
{
    const std::string& text = example.empty() ? fallback : example;
    if (!text.empty() && (kind == Kind::quantity || kind == Kind::text || kind == Kind::choice))
        return '"' + text + '"';
    return text;
}

std::string Row::condition() const { return readable_condition(when); }

std::string readable_condition(const std::string& when)
{
    std::string text;
    for (const char c : when) {
        if (c == '=')
            text += " = ";
        else if (c == '|')
            text += " or ";
        else
            text += c;
    }
    return text;
}

namespace {

/// What a bound member says of its row.
void adopt_member(Row& row)
{
    if (!row.to.fill || row.dimension != core::Dimension::none) return;  // an angle in a double, a volume
    row.kind = row.to.kind;
    row.dimension = row.to.dimension;
    if (row.choices.empty()) row.choices = row.to.choices;
}

}  // namespace

const std::vector<Row>& schema()
{
    static const std::vector<Row> rows = [] {
        std::vector<Row> all;
        for (const auto section : {skin_section, device_section, motion_section, run_section, practice_section}) {
            auto part = section();
            std::move(part.begin(), part.end(), std::back_inserter(all));
        }
        for (Row& row : all) {
            adopt_member(row);
            row.value = default_from(row, row.fallback);
            for (OtherDefault& other : row.variants) other.value = default_from(row, other.fallback);
        }
        return all;
    }();
    return rows;
}

std::string with_layer(const std::string& key, const std::string& layer)
{
    const std::string_view mark = mark_in(key);
    const auto at = key.find(mark);
    return mark.empty() ? key : key.substr(0, at) + layer + key.substr(at + mark.size());
}

std::string_view mark_in(std::string_view key)
{
    for (const std::string_view mark : {layer_mark, type_mark})
        if (key.find(mark) != key.npos) return mark;
    return {};
}

namespace {

constexpr std::string_view type_start = "device.needle_type[";

/// skin.stratum_corneum.thickness -> skin.<layer>.thickness for a known layer, device.needle_type[2].length ->
/// device.<needle_type>.length; any other key as it is.
std::string general_key(std::string_view key, const std::vector<std::string>& layers)
{
    if (const auto end = key.find(']'); key.starts_with(type_start) && end != key.npos)
        return fmt::format("device.{}{}", type_mark, key.substr(end + 1));
    constexpr std::string_view start = "skin.";
    if (!key.starts_with(start)) return std::string(key);
    const auto layer = key.substr(start.size(), key.find('.', start.size()) - start.size());
    if (std::ranges::find(layers, layer) == layers.end()) return std::string(key);
    return fmt::format("{}{}{}", start, layer_mark, key.substr(start.size() + layer.size()));
}

}  // namespace

const Row* find_row(std::string_view key, const std::vector<std::string>& layers)
{
    static const std::map<std::string, const Row*> by_key = [] {
        std::map<std::string, const Row*> rows;
        for (const Row& row : schema()) rows.emplace(row.key, &row);
        return rows;
    }();
    const auto at = by_key.find(general_key(key, layers));
    return at == by_key.end() ? nullptr : at->second;
}

std::string table_of(const std::string& key) { return key.substr(0, key.find('.') == key.npos ? 0 : key.rfind('.')); }

bool is_table(std::string_view key, const std::vector<std::string>& layers)
{
    static const std::set<std::string> tables = [] {
        std::set<std::string> names;
        for (const Row& row : schema())
            for (auto dot = row.key.find('.'); dot != row.key.npos; dot = row.key.find('.', dot + 1))
                names.insert(row.key.substr(0, dot));
        return names;
    }();
    return tables.contains(general_key(key, layers));
}

namespace {

std::string_view leaf_of(std::string_view key) { return key.substr(key.rfind('.') + 1); }

}  // namespace

std::string_view instead_of(std::string_view key)
{
    constexpr std::string_view no_speed = "leave it out: no effect of speed on forces is modelled any more",
                               thickness =
                                   "leave it out: the puncture force follows from the needle's section at the "
                                   "barrier's thickness";
    constexpr std::string_view sideways = "a gliding needle carries the skin along; write mechanics.barrier_modulus, "
                                          "barrier_work or barrier_zone for how "
                                          "the barrier is cut, edge_toughness for tissue below";
    static constexpr std::pair<std::string_view, std::string_view> gone[] = {
        {"mechanics.puncture_line", "write mechanics.puncture_pressure, the pressure on the needle's section"},
        {"mechanics.thickness_exponent", thickness},
        {"mechanics.lateral_cut", sideways},
        {"mechanics.lateral_reach", sideways},
        {"mechanics.speed_reference", no_speed},
        {"mechanics.speed_exponent", no_speed},
        {"mechanics.speed_floor", no_speed},
        {"skin.<layer>.toughness", "write skin.<layer>.cutting_factor, or mechanics.dermis_toughness"},
        {"skin.<layer>.friction", "write device.needle.friction"},
    };
    const auto at = std::ranges::find(gone, key, &std::pair<std::string_view, std::string_view>::first);
    return at == std::end(gone) ? std::string_view{} : at->second;
}

std::string nearest_key(std::string_view key, const std::vector<std::string>& layers)
{
    std::vector<std::string> keys;
    for (const Row& row : schema()) {
        const std::string_view mark = mark_in(row.key);
        if (mark.empty())
            keys.push_back(row.key);
        else if (mark == type_mark && key.starts_with(type_start))
            keys.push_back(with_layer(row.key, std::string(key.substr(7, key.find(']') - 6))));
        else if (mark == layer_mark)
            for (const std::string& layer : layers) keys.push_back(with_layer(row.key, layer));
        if (const auto dot = keys.empty() ? row.key.npos : keys.back().rfind('.'); dot != row.key.npos)
            keys.push_back(keys.back().substr(0, dot));
    }
    // the right name in the wrong table is nearer than any other spelling, in the shallowest best: voxel ->
    // grid.voxel
    std::string same_leaf;
    for (const std::string& known : keys)
        if (leaf_of(known) == leaf_of(key) && leaf_of(key).size() > 3 &&
            (same_leaf.empty() || std::ranges::count(known, '.') < std::ranges::count(same_leaf, '.')))
            same_leaf = known;
    return same_leaf.empty() ? nearest_name(key, keys) : same_leaf;
}

}  // namespace dermavox::scene
