// Reads a result folder for a comparison.
#include "engine/report/compare/compare_run.hpp"

#include "dermavox/core/json_depth.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/table.hpp"
#include "dermavox/core/text_file.hpp"
#include "dermavox/report/result_folder.hpp"
#include "dermavox/result/figure.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sstream>

namespace dermavox::report {
namespace {

namespace fs = std::filesystem;
using JsonValue = nlohmann::ordered_json;

[[noreturn]] void unreadable(const fs::path& file, const std::string& found, const std::string& expected)
{
    throw core::InputError({core::Problem{file.string(), 0, 0, "file", found, expected, ""}});
}

std::string text_of(const fs::path& file) { return core::read_text_file(file, core::most_json_bytes); }

JsonValue json_of(const fs::path& file)
try {
    return JsonValue::parse(text_of(file), core::shallow_json);
} catch (const JsonValue::exception& error) {
    unreadable(file, error.what(), "JSON");
} catch (const std::length_error& error) {
    unreadable(file, error.what(), "a file as dermavox writes it");
}

/// Whether a number is compared: not those of the table without a group, which say nothing of the treatment: notes,
/// how the solver went, intervals, curves that have no single value. A number that another version wrote is.
bool is_compared(const std::string& key, bool null)
{
    const auto known = result::find_figure(key);
    return known ? !known->figure->naming.group.empty() : !null;
}

std::string index_of(const JsonValue& first)
{
    return first.is_string() ? first.get<std::string>() : fmt::format("{:.6g}", first.get<double>());
}

void flatten(const JsonValue& node, const std::string& key, std::vector<ReadFigure>& figures);

/// An item of a list goes by its first value: a depth, a number of hits, a layer's name.
void flatten_list(const JsonValue& list, const std::string& key, std::vector<ReadFigure>& figures)
{
    for (const JsonValue& item : list) {
        if (!item.is_object() || item.empty() || item.front().is_structured() || item.front().is_null()) continue;
        const std::string place = key + '[' + index_of(item.front()) + ']';
        for (auto field = std::next(item.begin()); field != item.end(); ++field)
            flatten(field.value(), place + '.' + field.key(), figures);
    }
}

void flatten(const JsonValue& node, const std::string& key, std::vector<ReadFigure>& figures)
{
    if (node.is_object())
        for (const auto& [name, value] : node.items()) flatten(value, key.empty() ? name : key + '.' + name, figures);
    else if (node.is_array())
        flatten_list(node, key, figures);
    else if ((node.is_number() || node.is_null()) && is_compared(key, node.is_null()))
        figures.push_back({key, node.is_null() ? std::nullopt : std::optional(node.get<double>()), {}, {}});
}

/// What a resolved scene says apart from its seed and title, and the title.
void read_resolved(const fs::path& file, ReadRun& run)
{
    std::istringstream lines(text_of(file));
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("title = ")) {
            const std::size_t first = line.find('"'), last = line.rfind('"');
            if (first < last) run.title = line.substr(first + 1, last - first - 1);
        } else if (!line.starts_with("seed = ") && !line.starts_with('#')) {
            run.design += line.substr(0, line.find('#')) + '\n';
        }
    }
}

/// The columns of a table of places but x and y.
Places places(const core::Table& table, const core::TableKind& kind)
{
    Places places{table.numbers("x"), table.numbers("y"), {}};
    for (const core::TableColumn& column : kind.columns)
        if (column.name != "x" && column.name != "y" && table.has(column.name))
            places.columns[column.name] = table.numbers(column.name);
    return places;
}

using D = core::Dimension;

core::TableKind visit_kind()
{
    return {.noun = "insertion",
            .columns = {{.name = "x", .required = true},
                        {.name = "y", .required = true},
                        {.name = "inserted"},
                        {.name = "tip"},
                        {.name = "residual"},
                        {.name = "slit"},
                        {.name = "peak", .dimension = D::force},
                        {.name = "lateral", .dimension = D::force},
                        {.name = "layers", .dimension = D::none, .other_names = {{"punctured_layers", ""}}}},
            .example = "x_mm,y_mm,inserted_um"};
}

/// A table of a result folder, which may have no rows.
Places read_places(const fs::path& file, const core::TableKind& kind)
{
    std::string text = core::read_text_file(file, core::most_table_bytes);
    if (text.find('\n') + 1 >= text.size()) return {};
    return places(core::read_table(std::move(text), file.string(), {&kind, 1}), kind);
}

void refuse_damage(const fs::path& folder)
{
    const std::vector<std::string> damage = damage_of(folder);
    for (const char* file : {"result.json", "provenance.json", "resolved.toml", "channels.csv", "insertions.csv"})
        for (const std::string& line : damage)
            if (line.starts_with(std::string(file) + ':'))
                unreadable(folder / file, "not as it was written", "the file that the manifest names (" + line + ')');
}

}  // namespace

const std::vector<double>& Places::column(const std::string& name) const
{
    static const std::vector<double> none;
    const auto found = columns.find(name);
    return found == columns.end() ? none : found->second;
}

const ReadFigure* ReadRun::find(const std::string& key) const
{
    const auto found =
        std::find_if(figures.begin(), figures.end(), [&](const ReadFigure& f) { return f.key == key; });
    return found == figures.end() ? nullptr : &*found;
}

std::vector<std::pair<double, double>> ReadRun::curve(const std::string& list, const std::string& item) const
{
    std::vector<std::pair<double, double>> points;
    for (const ReadFigure& figure : figures) {
        if (!figure.value || !figure.key.starts_with(list + '[') || !figure.key.ends_with("]." + item)) continue;
        const char* const end = figure.key.data() + figure.key.size();
        double place = 0;
        if (std::from_chars(figure.key.data() + list.size() + 1, end, place).ec == std::errc())
            points.emplace_back(place, *figure.value);
    }
    return points;
}

core::TableKind spot_kind()
{
    return {.noun = "opening",
            .columns = {{.name = "x", .required = true},
                        {.name = "y", .required = true},
                        {.name = "area", .dimension = D::area, .required = true},
                        {.name = "depth"},
                        {.name = "long", .other_names = {{"major", ""}}},
                        {.name = "short", .other_names = {{"minor", ""}}},
                        {.name = "angle", .dimension = D::angle},
                        {.name = "merged", .dimension = D::none, .other_names = {{"merged_insertions", ""}}}},
            .example = "x_mm,y_mm,area_um2"};
}

Places spots_of(const core::Table& table) { return places(table, spot_kind()); }

ReadRun read_result_folder(const fs::path& folder)
{
    refuse_damage(folder);
    ReadRun run;
    run.path = folder;
    const JsonValue result = json_of(folder / "result.json"), provenance = json_of(folder / "provenance.json");
    try {
        flatten(result, "", run.figures);
        run.seed = provenance.at("seed").get<std::uint64_t>();
        if (result.contains("patch")) {
            run.width = result["patch"].at("width_mm").get<double>() * 1e-3;
            run.height = result["patch"].at("height_mm").get<double>() * 1e-3;
        }
    } catch (const JsonValue::exception& error) {
        unreadable(folder / "result.json", error.what(), "a result of dermavox run");
    }
    read_resolved(folder / "resolved.toml", run);
    run.spots = read_places(folder / "channels.csv", spot_kind());
    run.visits = read_places(folder / "insertions.csv", visit_kind());
    return run;
}

}  // namespace dermavox::report
