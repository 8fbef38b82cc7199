#include "dermavox/result/figure.hpp"

#include "engine/result/rows.hpp"
#include "engine/result/validity.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dermavox::result {
namespace {

constexpr std::string_view spread_members[] = {"mean", "sd", "p5", "p50", "p95"},
                           window_members[] = {"low", "mean", "high"}, quantile_members[] = {"p10", "p50", "p90"};

/// "coverage.at_depth[100].open_fraction" -> "coverage.at_depth[].open_fraction" and "100".
std::pair<std::string, std::string> without_item(std::string_view key)
{
    const std::size_t open = key.find('['), close = key.find(']');
    if (open == key.npos || close == key.npos || close < open) return {std::string(key), ""};
    return {fmt::format("{}{}", key.substr(0, open + 1), key.substr(close)),
            std::string(key.substr(open + 1, close - open - 1))};
}

/// The data in the key of a row with "{}": "tewl.intact" of intervals.people.figures.tewl.intact.p10.
std::string_view name_within(std::string_view key, const Figure& figure)
{
    const std::size_t mark = figure.key.find("{}");
    if (mark == figure.key.npos || !key.starts_with(figure.key.substr(0, mark))) return {};
    const std::string_view end = figure.key.substr(mark + 2);
    if (!key.ends_with(end) || key.size() < mark + 2 + end.size() || key[mark] != '.') return {};
    return key.substr(mark + 1, key.size() - mark - 1 - end.size());
}

std::string with_item(std::string_view key, std::string_view item)
{
    const std::size_t at = key.find("[]");
    return at == key.npos ? std::string(key) : fmt::format("{}{}{}", key.substr(0, at + 1), item, key.substr(at + 1));
}

/// Key of the figure that a limit means.
std::string key_of_limit(const Figure& figure)
{
    const std::string key = with_item(figure.key, figure.naming.limit.of);
    return members_of(figure.kind).empty() ? key : fmt::format("{}.{}", key, figure.naming.limit.of);
}

/// What an item goes by: text, or number in the unit of its row.
std::string name_of_item(const Source& source, const Figure& naming, std::size_t item)
{
    const Value value = naming.value(source, item);
    if (const auto* number = std::get_if<double>(&value)) return core::format_number(in_unit(*number, naming.unit));
    return std::get<std::string>(value);
}

/// The rows of a list: that which counts, that which names, the others.
std::span<const Figure> rows_of_list(const Figure& list)
{
    const Figure* const end = figures().data() + figures().size();
    const Figure* last = &list;
    while (last != end && last->key.starts_with(list.key)) ++last;
    return {&list, last};
}

/// The list that a row belongs to; null for other rows.
const Figure* list_of(const Figure& figure)
{
    const auto list = std::ranges::find_if(
        figures(), [&](const Figure& row) { return row.items && figure.key.starts_with(row.key); });
    return list == figures().end() ? nullptr : &*list;
}

std::optional<std::size_t> place_of_item(const Source& source, const Figure& list, const std::string& name)
{
    const Figure& naming = rows_of_list(list)[1];
    for (std::size_t i = 0; i < list.items(source).value_or(0); ++i)
        if (name_of_item(source, naming, i) == name) return i;
    return {};
}

using Numbers = std::vector<std::pair<std::string, double>>;

void append_numbers(const Figure& figure, const Value& value, const std::string& key, Numbers& numbers)
{
    const auto append = [&](std::string name, double si) {
        const double number = in_unit(si, figure.unit);
        numbers.emplace_back(std::move(name), number == 0 ? 0.0 : number);
    };
    if (const auto* number = std::get_if<double>(&value)) append(key, *number);
    if (const auto* all = std::get_if<std::vector<double>>(&value))
        for (std::size_t k = 0; k < all->size(); ++k)
            append(fmt::format("{}.{}", key, members_of(figure.kind)[k]), (*all)[k]);
}

void append_list(const Source& source, std::span<const Figure> rows, Numbers& numbers)
{
    const std::size_t items = rows.front().items(source).value_or(0);
    for (std::size_t i = 0; rows.front().named && i < items; ++i) {
        const std::string name = name_of_item(source, rows[1], i);
        for (const Figure& figure : rows.subspan(2))
            append_numbers(figure, figure.value(source, i), with_item(figure.key, name), numbers);
    }
}

}  // namespace

std::span<const std::string_view> members_of(Kind kind)
{
    switch (kind) {
    case Kind::spread:
        return spread_members;
    case Kind::window:
        return window_members;
    case Kind::quantiles:
        return quantile_members;
    case Kind::number:
    case Kind::integer:
    case Kind::text:
    case Kind::flag:
        break;
    }
    return {};
}

const std::vector<Figure>& figures()
{
    static const std::vector<Figure> table = [] {
        std::vector<Figure> all;
        for (const auto part :
             {pattern_figures, evenness_figures, depth_figures, motion_figures, force_figures, water_figures,
              discretisation_figures, practice_figures, validity_figures, note_figures})
            std::ranges::move(part(), std::back_inserter(all));
        for (Figure& figure : all) figure.parts = parts_of(figure.key);
        return all;
    }();
    return table;
}

std::optional<FigureRef> find_figure(std::string_view key)
{
    const auto [plain, item] = without_item(key);
    for (const Figure& figure : figures()) {
        if (const auto name = name_within(key, figure); figure.numeric() && !name.empty())
            return FigureRef{&figure, std::string(name), 0};
        if (!figure.numeric() || !plain.starts_with(figure.key)) continue;
        const std::string_view rest = std::string_view(plain).substr(figure.key.size());
        const auto members = members_of(figure.kind);
        if (members.empty() && rest.empty()) return FigureRef{&figure, item, 0};
        const auto member = rest.empty() ? members.end() : std::ranges::find(members, rest.substr(1));
        if (member != members.end()) return FigureRef{&figure, item, std::size_t(member - members.begin())};
    }
    return {};
}

std::vector<std::pair<std::string, std::string>> limit_names()
{
    std::vector<std::pair<std::string, std::string>> names;
    for (const Figure& figure : figures())
        if (!figure.naming.limit.name.empty()) names.emplace_back(figure.naming.limit.name, key_of_limit(figure));
    return names;
}

std::string key_of_figure(const std::string& name)
{
    for (const auto& [limit, key] : limit_names())
        if (limit == name) return key;
    return name;
}

std::optional<double> si_of(const Source& source, const FigureRef& ref)
{
    const Figure* list = list_of(*ref.figure);
    const auto item = list ? place_of_item(source, *list, ref.item) : std::optional<std::size_t>(0);
    if (!item) return {};
    const Value value = ref.figure->value(source, *item);
    if (const auto* number = std::get_if<double>(&value)) return *number;
    if (const auto* members = std::get_if<std::vector<double>>(&value)) return (*members)[ref.member];
    return {};
}

std::vector<std::pair<std::string, double>> numbers_of(const simulation::Outcome& outcome)
{
    const Source source{outcome};
    Numbers numbers;
    for (std::size_t i = 0; i < figures().size();) {
        const Figure& figure = figures()[i];
        const auto rows = figure.items ? rows_of_list(figure) : std::span(&figure, 1);
        i += rows.size();
        if (figure.when && !figure.when(outcome)) continue;
        if (figure.items)
            append_list(source, rows, numbers);
        else
            append_numbers(figure, figure.value(source, 0), std::string(figure.key), numbers);
    }
    std::erase_if(numbers, [](const auto& entry) { return entry.first == "schema"; });
    return numbers;
}

}  // namespace dermavox::result
