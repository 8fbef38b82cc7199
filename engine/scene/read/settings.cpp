#include "engine/scene/read/settings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace dermavox::scene {

// ---- Settings

void Settings::add(Setting setting)
{
    m_index.emplace(setting.key, m_all.size());
    m_all.push_back(std::move(setting));
}

void Settings::follow(const std::string& key, std::vector<double> numbers, const std::string& origin)
{
    Setting& setting = m_all[m_index.at(key)];
    setting.numbers = std::move(numbers), setting.origin = origin, setting.basis = skin::Basis::derived;
    setting.rank = Rank::fallback, setting.source.clear(), setting.spread = 0;
}

const Setting* Settings::find(const std::string& key) const
{
    const auto at = m_index.find(key);
    return at == m_index.end() ? nullptr : &m_all[at->second];
}

namespace {

[[noreturn]] void not_set(const std::string& key)
{
    throw core::Failure(core::exit_code::internal, "internal error: " + key + " is read, but has no value");
}

}  // namespace

const Setting& Settings::at(const std::string& key) const
{
    const Setting* setting = find(key);
    if (!setting) not_set(key);
    return *setting;
}

const std::vector<double>& Settings::numbers(const std::string& key) const
{
    const Setting& setting = at(key);
    if (setting.numbers.empty()) not_set(key);
    return setting.numbers;
}

double Settings::number(const std::string& key) const { return numbers(key).front(); }

double Settings::number_or(const std::string& key, double other) const { return has(key) ? number(key) : other; }

const std::string& Settings::text(const std::string& key) const
{
    const Setting& setting = at(key);
    if (setting.texts.empty()) not_set(key);
    return setting.texts.front();
}

bool Settings::is(const std::string& key, std::string_view text) const
{
    const Setting* setting = find(key);
    return setting && !setting->texts.empty() && setting->texts.front() == text;
}

// ---- one value against its row

namespace {

void report(const Item& item, std::string found, const Row& row, std::string hint,
            std::vector<core::Problem>& problems)
{
    problems.push_back({item.value_place.file, item.value_place.line, item.value_place.column, item.key,
                        std::move(found), row.expected(), std::move(hint)});
}

std::string example_hint(const Row& row)
{
    const std::string example = row.shown_example();
    return example.empty() ? "" : "write e.g. " + example;
}

/// Within what skin, a device or a motion can have by a wide margin: no sum or product of such numbers overflows or
/// underflows.
bool is_plausible(double number, core::Dimension dimension)
{
    constexpr double least = 1e-40, most_number = 9e15, most_quantity = 1e15;
    const double size = std::abs(number);
    return number == 0 ||
           (size >= least && size <= (dimension == core::Dimension::none ? most_number : most_quantity));
}

bool take_number(const Value& value, const Item& item, const Row& row, Setting& setting,
                 std::vector<core::Problem>& problems)
{
    const bool has_unit = row.dimension != core::Dimension::none;
    double number = value.number;
    std::string why;
    if (has_unit && value.kind == Value::Kind::text) {
        const auto si = core::parse_quantity(value.text, row.dimension, why);
        if (!si) return report(item, value.shown(), row, why + "; " + example_hint(row), problems), false;
        number = *si;
    } else if (value.kind == Value::Kind::text && row.kind != Kind::integer && value.text.ends_with('%')) {
        const auto share = core::parse_quantity(value.text, core::Dimension::none, why);
        if (!share) return report(item, value.shown(), row, why + "; " + example_hint(row), problems), false;
        number = *share;
    } else if (has_unit && value.kind != Value::Kind::table && value.kind != Value::Kind::list) {
        return report(item, value.shown(), row, "a quantity needs its unit, in quotes; " + example_hint(row),
                      problems),
               false;
    } else if (has_unit || (value.kind != Value::Kind::integer && value.kind != Value::Kind::number)) {
        return report(item, value.shown(), row, example_hint(row), problems), false;
    }
    const bool whole = row.kind != Kind::integer || number == std::floor(number);
    if (!std::isfinite(number) || !whole || !row.range.holds(number))
        return report(item, value.shown(), row, example_hint(row), problems), false;
    if (!is_plausible(number, row.dimension))
        return report(item, value.shown(), row, "that can be meant; " + example_hint(row), problems), false;
    setting.numbers.push_back(number);
    return true;
}

bool take_text(const Value& value, const Item& item, const Row& row, Setting& setting,
               std::vector<core::Problem>& problems)
{
    if (value.kind != Value::Kind::text) return report(item, value.shown(), row, example_hint(row), problems), false;
    const auto among = [&value](const std::vector<std::string>& names) {
        return std::ranges::find(names, value.text) != names.end();
    };
    if (!row.choices.empty() && !among(row.choices)) {
        const std::string nearest = nearest_name(value.text, row.choices);
        return report(item, value.shown(), row, nearest.empty() ? "" : fmt::format("did you mean \"{}\"?", nearest),
                      problems),
               false;
    }
    setting.texts.push_back(value.text);
    return true;
}

/// "1-40" or "-3--1": all labels from one to the other.
bool take_range(const Value& value, const Item& item, const Row& row, Setting& setting,
                std::vector<core::Problem>& problems)
{
    constexpr long long most_labels = 100'000;
    const std::string& text = value.text;
    long long first = 0, last = 0;
    const char *const begin = text.data(), *const end = begin + text.size();
    const auto [dash, error] = std::from_chars(begin, end, first);
    const bool open = error == std::errc() && dash != end && *dash == '-';
    const auto [stop, wrong] = std::from_chars(open ? dash + 1 : end, end, last);
    const bool in_order = open && wrong == std::errc() && stop == end && std::abs(double(first)) < 9e15 &&
                          first <= last && last - first < most_labels;
    if (!in_order) return report(item, value.shown(), row, "write a range as \"1-40\"", problems), false;
    for (long long label = first; label <= last; ++label) setting.numbers.push_back(double(label));
    return true;
}

bool take_element(const Value& value, const Item& item, const Row& row, Setting& setting,
                  std::vector<core::Problem>& problems)
{
    if (row.kind == Kind::texts) return take_text(value, item, row, setting, problems);
    if (row.ranges && value.kind == Value::Kind::text) return take_range(value, item, row, setting, problems);
    return take_number(value, item, row, setting, problems);
}

bool take_list(const Item& item, const Row& row, Setting& setting, std::vector<core::Problem>& problems)
{
    if (row.alone && item.value.kind != Value::Kind::list && item.value.kind != Value::Kind::table) {
        Item listed = item;
        listed.value = {.kind = Value::Kind::list, .list = {item.value}};
        return take_list(listed, row, setting, problems);
    }
    if (item.value.kind == Value::Kind::column && row.count == 0) {  // its range is checked where its lines are known
        setting.numbers = item.value.column;
        return true;
    }
    const auto& list = item.value.list;
    const bool fits = item.value.kind == Value::Kind::list && !list.empty() &&
                      (row.count == 0 || list.size() == std::size_t(row.count));
    if (!fits) return report(item, item.value.shown(), row, example_hint(row), problems), false;
    for (const Value& element : list)
        if (!take_element(element, item, row, setting, problems)) return false;
    return true;
}

}  // namespace

bool take(const Item& item, const Row& row, Setting& setting, std::vector<core::Problem>& problems)
{
    switch (row.kind) {
    case Kind::text:
    case Kind::choice:
        return take_text(item.value, item, row, setting, problems);
    case Kind::quantities:
    case Kind::numbers:
    case Kind::texts:
        return take_list(item, row, setting, problems);
    case Kind::flag:
        if (item.value.kind != Value::Kind::flag)
            return report(item, item.value.shown(), row, "write true or false", problems), false;
        setting.numbers = {item.value.number};
        return true;
    default:
        return take_number(item.value, item, row, setting, problems);
    }
}

Default default_from(const Row& row, const std::string& text)
{
    if (text.empty()) return {};
    std::vector<core::Problem> problems;
    Item item = read_override("x=" + text, problems).front();
    item.key = row.key;
    Setting setting{.row = &row};
    if (!take(item, row, setting, problems)) throw std::logic_error("the default of " + row.key + " does not fit");
    return {setting.numbers, setting.texts};
}

// ---- all rows

namespace {

/// Reads the rows in order, so that a condition finds the value it names.
class Settler
{
public:
    Settler(const Claims& claims, const std::string& file, std::vector<core::Problem>& problems)
        : m_claims(claims),
          m_file(file),
          m_problems(problems)
    {
    }

    void row(const Row& row, const std::string& key)
    {
        const auto at = m_claims.find(key);
        const Claim* claim = at == m_claims.end() ? nullptr : &at->second;
        const bool own = claim && claim->rank >= Rank::scene;
        if (!applies(row.when, key)) {
            if (own && undecided(row.when, key))
                claimed(row, *claim);
            else if (own)
                refuse(claim->item, not_applying(row));
        } else if (outranked(row, claim ? claim->rank : Rank::fallback)) {
            return;
        } else if (claim) {
            claimed(row, *claim);
        } else if (const Default* value = fallback_of(row, key)) {
            fallback(row, key, *value);
        } else if (row.required) {
            missing(row, key);
        }
    }

    Settings settings;

private:
    /// The key that a condition of this key asks for.
    static std::string condition_key(const std::string& when, const std::string& key)
    {
        std::string other = when.substr(0, when.find('='));
        if (!mark_in(other).empty())  // of the same layer
            other = key.substr(0, key.rfind('.')) + other.substr(other.rfind('.'));
        return other;
    }

    /// The user's value for the condition is faulty, which is told: nobody knows whether the key applies.
    bool undecided(const std::string& when, const std::string& key) const
    {
        const auto other = m_claims.find(condition_key(when, key));
        return other != m_claims.end() && other->second.rank >= Rank::scene && !settings.has(other->first);
    }

    bool applies(const std::string& when, const std::string& key) const
    {
        if (when.empty()) return true;
        const auto sign = when.find('=');
        const Setting* setting = settings.find(condition_key(when, key));
        const std::string choices = '|' + when.substr(sign + 1) + '|';
        return setting && (sign == when.npos || choices.find('|' + setting->texts.front() + '|') != choices.npos);
    }

    /// The default that counts here; null without one.
    const Default* fallback_of(const Row& row, const std::string& key) const
    {
        for (const OtherDefault& variant : row.variants)
            if (applies(variant.when, key)) return variant.fallback.empty() ? nullptr : &variant.value;
        return row.fallback.empty() ? nullptr : &row.value;
    }

    bool outranked(const Row& row, Rank rank) const
    {
        const Setting* other = row.unless.empty() ? nullptr : settings.find(row.unless);
        return other && other->rank > rank;
    }

    static std::string not_applying(const Row& row)
    {
        const std::string_view instead = instead_of(row.key);
        return fmt::format("does not apply: needs {}{}{}", row.condition(), instead.empty() ? "" : "; ", instead);
    }

    void refuse(const Item& item, const std::string& hint)
    {
        m_problems.push_back({item.key_place.file, item.key_place.line, item.key_place.column, item.key,
                              item.value.shown(), "no such key here", hint});
    }

    void claimed(const Row& row, const Claim& claim)
    {
        const Item& item = claim.item;
        const bool catalogue = claim.rank == Rank::catalogue;
        Setting setting{
            .row = &row, .key = item.key, .rank = claim.rank, .origin = claim.origin, .place = item.value_place};
        if (!item.statement.origin.empty()) setting.origin = item.statement.origin;
        setting.basis = item.statement.basis.value_or(catalogue ? skin::Basis::assumed : skin::Basis::given);
        setting.source = item.statement.source;
        setting.spread = item.statement.spread.value_or(0);
        if (item.statement.spread && !row.key.starts_with("skin.") && !row.key.starts_with("mechanics."))
            return refuse(item, "a spread is kept for properties of skin and constants of the model only");
        if (take(item, row, setting, m_problems)) settings.add(std::move(setting));
    }

    void fallback(const Row& row, const std::string& key, const Default& value)
    {
        settings.add({.row = &row,
                      .key = key,
                      .numbers = value.numbers,
                      .texts = value.texts,
                      .origin = "default",
                      .basis = row.why.empty() ? skin::Basis::given : row.basis,
                      .spread = row.spread,
                      .source = row.why});
    }

    void missing(const Row& row, const std::string& key)
    {
        Place place{m_file, 0, 0};
        const auto table = m_claims.find(key.substr(0, key.rfind('.')));
        if (table != m_claims.end()) place = table->second.item.key_place;
        m_problems.push_back(
            {place.file, place.line, place.column, key, "missing", row.expected(), example_hint(row)});
    }

    const Claims& m_claims;
    const std::string& m_file;
    std::vector<core::Problem>& m_problems;
};

/// needle_type[1] and so on, as many as are claimed without a gap.
std::vector<std::string> types_in(const Claims& claims)
{
    std::vector<std::string> types;
    const auto claimed = [&claims](const std::string& table) {
        const auto at = claims.lower_bound(table);
        return at != claims.end() && at->first.starts_with(table);
    };
    for (std::string next = "needle_type[1]"; claimed("device." + next);
         next = fmt::format("needle_type[{}]", types.size() + 1))
        types.push_back(next);
    return types;
}

}  // namespace

Settings settle(const Claims& claims, const std::vector<std::string>& layers, const std::string& file,
                std::vector<core::Problem>& problems)
{
    Settler settler(claims, file, problems);
    const auto& rows = schema();
    const std::vector<std::string> types = types_in(claims);
    for (std::size_t first = 0, last = 0; first < rows.size(); first = last) {
        const std::string_view mark = mark_in(rows[first].key);
        for (last = first + 1; last < rows.size() && mark_in(rows[last].key) == mark;) ++last;
        for (const std::string& name : mark.empty()         ? std::vector<std::string>{""}
                                       : mark == layer_mark ? layers
                                                            : types)
            for (std::size_t i = first; i < last; ++i) settler.row(rows[i], with_layer(rows[i].key, name));
    }
    return std::move(settler.settings);
}

}  // namespace dermavox::scene
