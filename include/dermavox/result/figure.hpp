/// The figure table: one row for each figure of a run, in the order of result.json.
///
/// Everything that lists figures is a loop over it: result.json, its JSON Schema, scenes/RESULT.md, limits and
/// verdicts, labels and groups of comparisons and studies, figures over people, columns of studies. A new figure is
/// one row in engine/result/figures_*.cpp; engine/README.md shows how.
///
/// Keys are dotted: "depth.set_um". "[]" stands for the items of a list, "{}" for an object whose keys are data. A
/// row that counts items (`items`) comes first of its list. Where items have a name, the row after it gives it, and
/// one item's key is "coverage.at_depth[100].open_fraction".
#pragma once

#include "dermavox/core/note.hpp"
#include "dermavox/result/unit.hpp"
#include "dermavox/result/verdict.hpp"
#include "dermavox/simulation/outcome.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dermavox::result {

/// spread: an object of mean, sd, p5, p50, p95. window: low, mean, high. quantiles: p10, p50, p90.
enum class Kind { number, integer, text, flag, spread, window, quantiles };
/// Names within such an object, in order; none for a plain value.
std::span<const std::string_view> members_of(Kind kind);

/// Nothing where a run does not have the figure: null in the file. Numbers in SI; members in order.
using Value = std::variant<std::monostate, double, bool, std::string, std::vector<double>>;

/// A row of the table that a run is outside what the model was checked for.
struct MarkedFigure {
    std::string key;
    simulation::Severity severity;  ///< of its worst mark
    std::string codes;              ///< of all, apart by spaces
};

/// A run with what its reports say of it besides.
struct Source {
    const simulation::Outcome& outcome;
    std::vector<Verdict> verdicts{};
    std::vector<core::Warning> warnings{};
    std::vector<core::Assumption> assumed{};
    std::vector<MarkedFigure> marked{};
};
/// All of it. The outcome must outlive the source.
Source source_of(const simulation::Outcome& outcome);

/// Group headings of comparisons.
namespace group {
inline constexpr std::string_view pattern = "Pattern", coverage = "Coverage", evenness = "Evenness", depth = "Depth",
                                  layers = "Layers", slit = "Slit and glide", motion = "Motion",
                                  force = "Force and power", water = "Water loss", depth_class = "Depth class",
                                  course = "Course of sessions";
}

/// The name of a figure under [limits], before _min or _max, and with --fail-on and --target.
struct LimitName {
    std::string_view name{};
    std::string_view of{};  ///< the item of a list, or the member, that it means: "0", "p95"
};

/// How comparisons, studies and pages show a figure.
struct Naming {
    std::string_view label{};  ///< "Open {}", {} standing for the item
    std::string_view group{};  ///< empty: not compared
    Unit shown = Unit::none;   ///< unit of pages; none: that of the file
    LimitName limit{};
    int digits = 3;      ///< significant ones worth showing
    bool exact = false;  ///< no chance enters: the same for every seed
};

struct Figure {
    std::string_view key;
    Kind kind = Kind::number;
    Unit unit = Unit::none;  ///< of the file
    std::function<Value(const Source&, std::size_t item)> value{};
    std::string_view meaning{};
    Naming naming{};
    bool (*when)(const simulation::Outcome&) = nullptr;  ///< else the key does not exist
    unsigned parts = 0;  ///< of the model that it rests on, bits of simulation::ModelPart

    // of lists:
    std::function<std::optional<std::size_t>(const Source&)> items{};  ///< nothing: null in the file
    bool named = false;  ///< items go by the member after this row; items of other lists are no figures of a study

    bool numeric() const { return !items && kind != Kind::text && kind != Kind::flag; }
    Unit shown() const { return naming.shown == Unit::none ? unit : naming.shown; }
};

const std::vector<Figure>& figures();

/// A figure of one run: the row, and what its key says of item and member.
struct FigureRef {
    const Figure* figure;
    std::string item;    ///< "100" of coverage.at_depth[100].open_fraction
    std::size_t member;  ///< place in members_of(figure->kind); 0 for a plain value
};
/// Of a key that names one number: "depth.inserted_um.p50". Nothing when no run has such a figure.
std::optional<FigureRef> find_figure(std::string_view key);

/// "coverage" -> "coverage.at_depth[0].open_fraction"; a key stays what it is.
std::string key_of_figure(const std::string& name);
/// Every limit name with its key.
std::vector<std::pair<std::string, std::string>> limit_names();

/// Number of a figure in SI; nothing where the run does not have it.
std::optional<double> si_of(const Source& source, const FigureRef& figure);

/// Key and number of every figure of a run that has one, in the unit of the key and the order of the table. Lists
/// count where their items have names.
std::vector<std::pair<std::string, double>> numbers_of(const simulation::Outcome& outcome);

}  // namespace dermavox::result
