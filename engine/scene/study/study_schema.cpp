#include "engine/scene/study/study_schema.hpp"

#include "dermavox/scene/study_file.hpp"

#include <algorithm>
#include <array>

namespace dermavox::scene {
namespace {

constexpr std::array k_design_names{"grid",   "lhs",           "sobol",    "list",  "tolerance",
                                    "morris", "sobol-indices", "optimise", "local", "compare"};

std::vector<Row> head()
{
    return {
        {.key = "schema",
         .kind = Kind::integer,
         .range = {.least = 1, .most = 1},
         .doc = "Version of this format.",
         .example = "1",
         .required = true},
        {.key = "title", .kind = Kind::text, .doc = "What the report is called.", .example = "Depth and speed"},
        {.key = "scene",
         .kind = Kind::text,
         .doc = "The scene that is varied, a file beside the study.",
         .example = "pen.toml",
         .required = true},
        {.key = "figures",
         .kind = Kind::texts,
         .doc = "Result keys that the report shows beside the objectives.",
         .example = "[\"coverage.at_depth[0].open_fraction\"]"},
        {.key = "where",
         .kind = Kind::texts,
         .doc = "Conditions between parameters; points that break one are not run.",
         .example = "[\"device.cartridge.radius <= 2.5 mm\"]"},
    };
}

std::vector<Row> lists()
{
    return {
        {.key = "parameter.<n>.key",
         .kind = Kind::text,
         .doc = "Scene key that varies.",
         .example = "device.depth",
         .required = true},
        {.key = "parameter.<n>.from",
         .doc = "Lower end of its range, in the units of the key.",
         .example = "\"0.5 mm\""},
        {.key = "parameter.<n>.to", .doc = "Upper end, in the same unit.", .example = "\"1.5 mm\""},
        {.key = "parameter.<n>.steps",
         .kind = Kind::integer,
         .fallback = "5",
         .range = {.least = 2, .most = 1000},
         .doc = "Values of a range in a grid, ends included."},
        {.key = "parameter.<n>.scale",
         .kind = Kind::choice,
         .fallback = "linear",
         .choices = {"linear", "log"},
         .doc = "How a range is divided."},
        {.key = "parameter.<n>.values",
         .kind = Kind::texts,
         .doc = "A list in place of a range.",
         .example = "[\"pen-12-ring\", \"pen-16-grid\"]"},
        {.key = "parameter.<n>.centre", .doc = "Mean of a tolerance.", .example = "\"2.5 mm\""},
        {.key = "parameter.<n>.sd", .doc = "Standard deviation of a normal tolerance.", .example = "\"0.02 mm\""},
        {.key = "parameter.<n>.half_width", .doc = "Half width of a uniform tolerance.", .example = "\"0.05 mm\""},
        {.key = "variant.<n>.name",
         .kind = Kind::text,
         .doc = "Name of a set of keys to compare or to cross.",
         .example = "ring",
         .required = true},
        {.key = "objective.<n>.key",
         .kind = Kind::text,
         .doc = "Result key to make small or large.",
         .example = "force.stroke_peak_N",
         .required = true},
        {.key = "objective.<n>.goal",
         .kind = Kind::choice,
         .fallback = "min",
         .choices = {"min", "max"},
         .doc = "Which is better."},
        {.key = "limit.<n>.key",
         .kind = Kind::text,
         .doc = "Result key to keep in a band.",
         .example = "depth.inserted_um.p50",
         .required = true},
        {.key = "limit.<n>.min",
         .kind = Kind::number,
         .doc = "Least value, in the unit of the result key.",
         .example = "600"},
        {.key = "limit.<n>.max", .kind = Kind::number, .doc = "Largest value.", .example = "900"},
    };
}

std::vector<Row> study_settings()
{
    const Range counts{.least = 1, .most = 1e7};
    return {
        {.key = "design.kind",
         .kind = Kind::choice,
         .fallback = "grid",
         .choices = {k_design_names.begin(), k_design_names.end()},
         .doc = "How the cases are chosen."},
        {.key = "design.cases",
         .kind = Kind::integer,
         .fallback = "64",
         .range = counts,
         .doc = "Points of any design but grid and list, at most; each runs once per seed."},
        {.key = "design.seed",
         .kind = Kind::integer,
         .fallback = "1",
         .range = {.least = 0, .most = 9e15},
         .doc = "Seed of the design itself."},
        {.key = "design.seeds",
         .kind = Kind::numbers,
         .range = {.least = 0, .most = 9e15},
         .doc = "Seeds of the scene; every point runs with each. Without it, the scene's own.",
         .example = "[1, 2, 3]"},
        {.key = "design.repeats",
         .kind = Kind::integer,
         .range = {.least = 1, .most = 100000},
         .doc = "In place of seeds: this many, counting up from the scene's.",
         .example = "5"},
        {.key = "design.table",
         .kind = Kind::text,
         .doc =
             "Table beside the study, a scene key per column, with its unit at will (\"device.depth [mm]\"), a point "
             "per line (kind list); `columns` maps keys to other headers: columns = { device.depth = \"Tiefe [mm]\" "
             "}.",
         .example = "points.csv"},
        {.key = "design.decimal_mark",
         .kind = Kind::choice,
         .choices = {",", "."},
         .doc = "Decimal mark in that table, where its numbers leave it open (\"1,234\").",
         .example = ","},
        {.key = "design.population",
         .kind = Kind::integer,
         .fallback = "16",
         .range = {.least = 4, .most = 10000},
         .doc = "Designs per generation (kind optimise)."},
        {.key = "design.validity",
         .kind = Kind::choice,
         .fallback = "inside",
         .choices = {"inside", "any"},
         .doc = "Designs that count as good: those inside what the model was checked for (validity.severe_marks of a "
                "result is 0), or any."},
        {.key = "design.slopes",
         .kind = Kind::texts,
         .doc = "Parameters by which each design of the front is varied by 10 % to both sides (kind optimise).",
         .example = "[\"motion.speed\"]"},
        {.key = "design.confidence",
         .kind = Kind::number,
         .fallback = "0.95",
         .range = {.least = 0.5, .most = 0.9999},
         .doc = "Of every interval."},
        {.key = "run.on_failure",
         .kind = Kind::choice,
         .fallback = "record",
         .choices = {"record", "retry", "abort"},
         .doc = "What a failed case does: be recorded and skipped, be tried again, end the study."},
        {.key = "run.retries",
         .kind = Kind::integer,
         .fallback = "1",
         .range = {.least = 1, .most = 100},
         .doc = "How often a failed case is tried again (on_failure retry)."},
        {.key = "run.keep",
         .kind = Kind::integer,
         .fallback = "8",
         .range = {.least = 0, .most = 1000},
         .doc = "Reports of single cases to write at the end, best first."},
    };
}

}  // namespace

std::string name_of(DesignKind kind) { return k_design_names[std::size_t(kind)]; }

const std::vector<Row>& study_rows()
{
    static const std::vector<Row> rows = [] {
        std::vector<Row> all = head();
        for (auto part : {lists(), study_settings()}) all.insert(all.end(), part.begin(), part.end());
        return all;
    }();
    return rows;
}

std::string study_key(const std::string& key)
{
    const auto open = key.find('['), close = key.find(']');
    if (open == key.npos || close == key.npos) return key;
    return key.substr(0, open) + ".<n>" + key.substr(close + 1);
}

const Row* find_study_row(const std::string& key)
{
    const auto& rows = study_rows();
    const auto at = std::ranges::find(rows, study_key(key), &Row::key);
    return at == rows.end() ? nullptr : &*at;
}

bool is_study_table(const std::string& key)
{
    const std::string start = study_key(key) + '.';
    return std::ranges::any_of(study_rows(), [&](const Row& row) { return row.key.starts_with(start); });
}

}  // namespace dermavox::scene
