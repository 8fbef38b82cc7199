/// A study file: which keys of a scene vary, how the cases are chosen, what counts as good.
///
///     schema = 1
///     title = "Depth and speed of a 12-needle pen"
///     scene = "pen.toml"                   # beside the study
///     figures = ["coverage.at_depth[0].open_fraction"]
///     where = ["motion.speed <= 60 mm/s"]  # points that do not hold are left out
///     [set]                                # for every case
///     run.stages = ["motion", "wound", "metrics"]
///     [[parameter]]
///     key = "device.depth"
///     from = "0.5 mm"
///     to = "1.5 mm"
///     [design]
///     kind = "lhs"
///     cases = 100
#pragma once

#include "dermavox/core/expression.hpp"
#include "dermavox/scene/catalogue.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace dermavox::scene {

/// A key that varies. A range has from < to; a list has levels (numbers) or values (anything else as TOML); a
/// tolerance has centre and width and, as from and to, the ends that a tornado chart steps to.
struct Parameter {
    enum class Spread { none, normal, uniform };

    std::string key;   ///< device.depth
    std::string unit;  ///< of every number here, as the file writes it; empty for a pure number
    bool whole = false;
    bool logarithmic = false;
    double from = 0, to = 0;
    int steps = 5;                      ///< of a range in a grid
    std::vector<double> levels{};       ///< of a list of numbers
    std::vector<std::string> values{};  ///< of a list of texts: what --set takes after the sign
    Spread spread = Spread::none;
    double centre = 0, width = 0;  ///< mean and standard deviation, or middle and half width

    bool listed() const { return !levels.empty() || !values.empty(); }
    bool numeric() const { return values.empty(); }
};

/// A named set of keys: one of the things that are compared or crossed with the parameters.
struct Variant {
    std::string name;
    std::vector<std::string> sets;  ///< "key=value", as --set takes them
};

struct Objective {
    std::string key;  ///< of the result: force.stroke_peak_N
    bool maximise = false;
};

/// A band that a result must keep to; SI or the unit in the key's suffix, as result.json has it.
struct ResultLimit {
    std::string key;
    std::optional<double> least, most;
};

enum class DesignKind { grid, lhs, sobol, list, tolerance, morris, indices, optimise, local, compare };
std::string name_of(DesignKind kind);

struct Design {
    DesignKind kind = DesignKind::grid;
    int cases = 64;  ///< points, at most; each runs once per seed
    std::uint64_t seed = 1;
    std::vector<std::uint64_t> seeds;         ///< of the scene; empty: the scene's own
    std::vector<std::vector<double>> points;  ///< of a list: a row per case, a coordinate per parameter
    int population = 16;                      ///< of optimise
    bool outside_validity = false;            ///< designs with a severe mark of validity count too
    std::vector<std::string> slopes;          ///< keys; each design of the front is run again 10 % to both sides
    double confidence = 0.95;                 ///< of every interval
};

enum class OnFailure { record, retry, abort };

struct Study {
    std::string title;
    std::string source_name, source_text;  ///< the study file
    std::string scene_name, scene_text;    ///< the scene it is about
    std::string assumed_of_table;          ///< what the reader of the table of points took it for; empty without one
    std::vector<std::string> sets;         ///< for every case
    std::vector<Parameter> parameters;
    std::vector<Variant> variants;
    Design design;
    std::vector<core::Expression> where;
    std::vector<Objective> objectives;
    std::vector<ResultLimit> limits;
    std::vector<std::string> figures;  ///< result keys that the report shows beside the objectives
    OnFailure on_failure = OnFailure::record;
    int retries = 1;
    int keep = 8;  ///< reports of single cases that are written, best first
};

/// Reads a study and the scene that it names. Throws core::InputError with every problem of both (65): unknown keys
/// of study or scene, empty ranges, values outside the range of their key, units that do not fit, conditions that
/// cannot be read; core::Failure (66) when the file cannot be read.
Study read_study(const std::filesystem::path& file, const Catalogue& catalogue);

/// The same from text; the scene is looked for beside `name`.
Study read_study_text(const std::string& text, const std::string& name, const Catalogue& catalogue);

/// All keys as a JSON Schema (draft 2020-12) of a study as JSON.
std::string study_json_schema();

}  // namespace dermavox::scene
