#include "engine/scene/study/study_points.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace dermavox::scene {

NumberAndUnit number_and_unit(std::string_view text)
{
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    if (text.starts_with('+')) text.remove_prefix(1);
    double number = 0;
    const char* after = std::from_chars(text.data(), text.data() + text.size(), number).ptr;
    std::string unit(after, text.data() + text.size());
    unit.erase(0, unit.find_first_not_of(' '));
    unit.erase(unit.find_last_not_of(' ') + 1);
    return {number, unit};
}

Levels levels_of(const std::vector<Value>& values, const Row& row)
{
    const bool plain = row.kind == Kind::number || row.kind == Kind::integer ||
                       (row.kind == Kind::quantity && row.dimension == core::Dimension::none);
    if (!plain && row.kind != Kind::quantity) return {};
    Levels levels;
    for (const Value& value : values) {
        const bool text = value.kind == Value::Kind::text;
        if (text == plain) return {};
        const NumberAndUnit parts = text ? number_and_unit(value.text) : NumberAndUnit{value.number, ""};
        if (!levels.unit) levels.unit = parts.unit;
        if (*levels.unit != parts.unit) return {};
        levels.numbers.push_back(parts.number);
    }
    return levels;
}

double grid_points(const Study& study)
{
    double points = double(std::max<std::size_t>(1, study.variants.size()));
    for (const Parameter& p : study.parameters)
        points *= p.listed()                               ? double(std::max(p.levels.size(), p.values.size()))
                  : p.whole && p.to - p.from + 1 < p.steps ? p.to - p.from + 1
                                                           : double(p.steps);
    return points;
}

namespace {

/// Every key of the scene as a column that a table may have.
core::TableKind point_kind(const std::vector<std::string>& layers)
{
    constexpr int types = 9;
    core::TableKind kind{.noun = "point", .columns = {}, .example = "device.depth [mm],motion.passes"};
    const auto add = [&](const Row& row, const std::string& name) {
        kind.columns.push_back({.name = with_layer(row.key, name),
                                .dimension = row.dimension,
                                .cells = core::TableColumn::Cells::values});
    };
    for (const Row& row : schema()) {
        const std::string_view mark = mark_in(row.key);
        if (mark.empty()) add(row, "");
        if (mark == layer_mark)
            for (const std::string& layer : layers) add(row, layer);
        if (mark == type_mark)
            for (int n = 1; n <= types; ++n) add(row, fmt::format("needle_type[{}]", n));
    }
    return kind;
}

/// A header like a key that is none is a mistake; others are columns of the user's own.
void refuse_unknown_keys(const core::Table& table, const std::string& file, const std::vector<std::string>& layers,
                         std::vector<core::Problem>& problems)
{
    for (const core::TableHeader& header : table.passed_over()) {
        const bool like_a_key =
            header.text.find('.') != std::string::npos && header.text.find(' ') == std::string::npos;
        if (!like_a_key || header.text.ends_with('.')) continue;
        const std::string near = nearest_key(header.text, layers), instead(instead_of(header.text));
        problems.push_back({file, header.line, header.column, header.text, "unknown key", "a key of the scene",
                            near.empty() || !instead.empty() ? instead : fmt::format("did you mean '{}'?", near)});
    }
}

/// The values of a column, as --set takes them; problems with the places of its cells.
std::vector<Value> point_values(const core::Table& table, const std::string& key, const Row& row,
                                std::vector<core::Problem>& problems)
{
    std::vector<Value> values;
    const auto& texts = table.texts(key);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::vector<core::Problem> found;
        auto items = read_override(key + '=' + texts[i], found);
        Setting setting{.row = &row, .key = key};
        if (!items.empty() && take(items.front(), row, setting, found)) values.push_back(items.front().value);
        for (core::Problem& problem : found) {
            const core::Problem at = table.problem(i, key, "", "");
            problem.file = at.file, problem.line = at.line, problem.column = at.column;
            problems.push_back(std::move(problem));
        }
    }
    return values;
}

/// Distinct values of a column become a list; the points hold numbers, or places in the list.
void add_parameter(const std::string& key, const Row& row, const std::vector<Value>& values,
                   const std::vector<std::string>& texts, Study& study)
{
    Parameter p;
    p.key = key;
    p.whole = row.kind == Kind::integer;
    const Levels levels = levels_of(values, row);
    study.design.points.resize(values.size());
    if (levels.unit) p.unit = *levels.unit;
    for (std::size_t k = 0; k < values.size(); ++k) {
        if (levels.unit) {
            if (std::ranges::find(p.levels, levels.numbers[k]) == p.levels.end())
                p.levels.push_back(levels.numbers[k]);
            study.design.points[k].push_back(levels.numbers[k]);
        } else {
            auto at = std::ranges::find(p.values, texts[k]);
            if (at == p.values.end()) at = p.values.insert(at, texts[k]);
            study.design.points[k].push_back(double(at - p.values.begin()));
        }
    }
    study.parameters.push_back(std::move(p));
}

}  // namespace

void read_points(std::string bytes, const std::string& file, const core::TableChoices& choices,
                 const std::vector<std::string>& layers, Study& study, std::vector<core::Problem>& problems)
try {
    const core::TableKind kind = point_kind(layers);
    const core::Table table = core::read_table(std::move(bytes), file, {&kind, 1}, choices);
    study.assumed_of_table = table.assumed();
    refuse_unknown_keys(table, file, layers, problems);
    for (const core::TableColumn& column : kind.columns) {
        if (!table.has(column.name)) continue;
        const Row& row = *find_row(column.name, layers);
        const auto values = point_values(table, column.name, row, problems);
        if (values.size() == table.rows()) add_parameter(column.name, row, values, table.texts(column.name), study);
    }
} catch (const core::InputError& error) {
    problems.insert(problems.end(), error.problems().begin(), error.problems().end());
}

}  // namespace dermavox::scene
