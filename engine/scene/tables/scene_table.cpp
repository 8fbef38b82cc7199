#include "engine/scene/tables/scene_table.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::scene {
namespace {

using D = core::Dimension;
using Cells = core::TableColumn::Cells;

/// Values out of range that are reported, of each column.
constexpr int k_most_problems = 20;

Item list_at(const Item& named, const std::string& key, Value value)
{
    Item item = named;
    item.key = key;
    item.value = std::move(value);
    return item;
}

Value column_of(std::vector<double> numbers)
{
    return {.kind = Value::Kind::column, .text = {}, .number = 0, .list = {}, .column = std::move(numbers)};
}

/// Rows one after the other; 0 in columns that the file does not have.
std::vector<double> rows_of(const core::Table& table, const SceneTable& wanted)
{
    std::vector<double> rows;
    for (std::size_t row = 0; row < table.rows(); ++row)
        for (const core::TableColumn& column : wanted.kind.columns)
            if (column.cells == Cells::numbers)
                rows.push_back(table.has(column.name) ? table.numbers(column.name)[row] : 0);
    return rows;
}

Value texts_of(const std::vector<std::string>& texts)
{
    Value list{.kind = Value::Kind::list};
    for (const std::string& text : texts) list.list.push_back({.kind = Value::Kind::text, .text = text});
    return list;
}

/// The row of the schema for a column of a table.
const Row& row_of(const SceneTable& table, const std::string& column)
{
    return *find_row(table.by_column() ? table.lists + column : table.lists, {});
}

/// Under the key that names the file: what rests on it then needs no report of its own.
core::Problem under(const SceneTable& table, core::Problem problem)
{
    problem.key = table.key + (problem.key.empty() ? "" : "." + problem.key);
    return problem;
}

void check_range(const core::Table& table, const SceneTable& wanted, const std::string& column,
                 std::vector<core::Problem>& problems)
{
    const Row& row = row_of(wanted, column);
    const auto& numbers = table.numbers(column);
    int found = 0;
    for (std::size_t i = 0; i < numbers.size() && found < k_most_problems; ++i) {
        if (row.range.holds(numbers[i])) continue;
        ++found;
        const std::string number = core::format_quantity(numbers[i], row.dimension);
        problems.push_back(under(wanted, table.problem(i, column, number, row.range.text(row.dimension))));
    }
}

/// A header as a machine may write it: "Col 3 [mm]".
std::string example_of(const core::TableColumn& column)
{
    if (column.cells == Cells::texts) return "Type";
    const std::string example = core::info_of(column.dimension).example;
    return fmt::format("Col 3 [{}]", example.substr(example.find(' ') + 1));
}

}  // namespace

SceneTable needle_table()
{
    return {
        .key = "device.cartridge.table",
        .lists = "device.cartridge.seats",
        .kind = {.noun = "needle",
                 .columns = {{.name = "x", .other_names = {{"x_position", ""}, {"pos_x", ""}}, .required = true},
                             {.name = "y", .other_names = {{"y_position", ""}, {"pos_y", ""}}, .required = true},
                             {.name = "length_offset", .other_names = {{"dz", ""}, {"offset", ""}, {"height", ""}}},
                             {.name = "needle_type", .cells = Cells::texts, .other_names = {{"type", ""}}}},
                 .example = "x_mm,y_mm,length_offset_mm"}};
}

SceneTable profile_table(const std::string& needle)
{
    return {.key = needle + ".profile_table",
            .lists = needle + ".profile",
            .kind = {.noun = "place",
                     .columns = {{.name = "distance", .other_names = {{"z", ""}, {"depth", ""}}, .required = true},
                                 {.name = "radius", .other_names = {{"r", ""}}, .required = true}},
                     .example = "distance_um,radius_um"}};
}

SceneTable path_table()
{
    return {.key = "motion.path",
            .lists = "motion.points.",
            .kind = {.noun = "point",
                     .columns = {{.name = "x", .other_names = {{"x_position", ""}, {"pos_x", ""}}, .required = true},
                                 {.name = "y", .other_names = {{"y_position", ""}, {"pos_y", ""}}, .required = true},
                                 {.name = "time", .dimension = D::time, .other_names = {{"t", ""}, {"zeit", ""}}},
                                 {.name = "speed",
                                  .dimension = D::speed,
                                  .other_names = {{"v", ""}, {"velocity", ""}, {"geschwindigkeit", ""}}},
                                 {.name = "heading", .dimension = D::angle, .other_names = {{"angle", ""}}}},
                     .example = "t_s,x_mm,y_mm,heading_deg or x_mm,y_mm,speed_mm_s"}};
}

SceneTable opening_table()
{
    return {.key = "wound.channels",
            .lists = "wound.openings.",
            .kind = {.noun = "opening",
                     .columns = {{.name = "x", .other_names = {{"x_position", ""}, {"pos_x", ""}}, .required = true},
                                 {.name = "y", .other_names = {{"y_position", ""}, {"pos_y", ""}}, .required = true},
                                 {.name = "long", .other_names = {{"major", ""}, {"length", ""}}, .required = true},
                                 {.name = "short", .other_names = {{"minor", ""}, {"width", ""}}},
                                 {.name = "angle", .dimension = D::angle},
                                 {.name = "depth", .other_names = {{"tiefe", ""}}, .required = true}},
                     .example = "x_mm,y_mm,long_um,depth_um"}};
}

std::vector<Row> choice_rows(const SceneTable& table)
{
    const auto name = table.key.substr(table.key.rfind('.') + 1);
    std::vector<Row> rows;
    for (const core::TableColumn& column : table.kind.columns)
        rows.push_back(
            {.key = table.section() + ".columns." + column.name,
             .kind = Kind::text,
             .doc = fmt::format("Header of the column in the file of `{}`, where it has another name or the "
                                "file leaves it open; a unit in brackets behind it at will.",
                                name),
             .example = example_of(column),
             .when = table.key});
    rows.push_back(
        {.key = table.section() + ".decimal_mark",
         .kind = Kind::choice,
         .choices = {",", "."},
         .doc = fmt::format("Decimal mark in the file of `{}`, where its numbers leave it open (\"1,234\").", name),
         .example = ",",
         .when = table.key});
    return rows;
}

std::vector<Item> read_scene_table(std::string bytes, const std::string& file, const SceneTable& wanted,
                                   const core::TableChoices& choices, const Item& named, std::string& assumed,
                                   std::vector<core::Problem>& problems)
try {
    const core::Table table = core::read_table(std::move(bytes), file, {&wanted.kind, 1}, choices);
    assumed = table.assumed();
    std::vector<Item> items;
    for (const core::TableColumn& column : wanted.kind.columns) {
        if (!table.has(column.name)) continue;
        if (column.cells == Cells::texts) {
            items.push_back(list_at(named, "device.cartridge.needle_types", texts_of(table.texts(column.name))));
            continue;
        }
        check_range(table, wanted, column.name, problems);
        if (wanted.by_column())
            items.push_back(list_at(named, wanted.lists + column.name, column_of(table.numbers(column.name))));
    }
    if (!wanted.by_column()) items.push_back(list_at(named, wanted.lists, column_of(rows_of(table, wanted))));
    return items;
} catch (const core::InputError& error) {
    for (const core::Problem& problem : error.problems()) problems.push_back(under(wanted, problem));
    return {};
}

core::TableChoices choices_of(const std::string& section, const std::vector<Item>& items,
                              std::vector<core::Problem>& problems)
{
    core::TableChoices choices;
    const std::string columns = section + ".columns.", mark = section + ".decimal_mark";
    for (const Item& item : items) {
        if (item.value.kind == Value::Kind::table) continue;
        const bool is_mark = item.key == mark;
        const std::string& text = item.value.text;
        if (item.value.kind != Value::Kind::text || text.empty() || (is_mark && text != "," && text != "."))
            problems.push_back({item.value_place.file, item.value_place.line, item.value_place.column, item.key,
                                item.value.shown(), is_mark ? "\",\" or \".\"" : "the header of a column in quotes",
                                ""});
        else if (is_mark)
            choices.decimal_mark = text.front();
        else
            choices.columns[item.key.substr(columns.size())] = text;
    }
    return choices;
}

}  // namespace dermavox::scene
