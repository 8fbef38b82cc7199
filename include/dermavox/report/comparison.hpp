/// Results side by side: every figure with its difference, how much of it may be chance, and a verdict.
///
/// The first design is the reference. Each argument is a result folder of `dermavox run`, or a CSV file of measured
/// figures or of measured spots (below). Runs of one design that differ in their seed alone are taken together when
/// more than one design is given: paired by seed where both have the same seeds.
///
/// The 95 % interval of a difference comes from, in this order,
///   seeds     t sd/sqrt(n) of the differences run by run (Student, n - 1), where seeds are shared by two or more;
///             of both means (Welch) where not;
///   windows   the patch in 4 x 4 windows and the figure without each of them (delete-one-group jackknife,
///             Quenouille-Tukey: var = (g - 1)/g sum (x_i - mean)^2, t for 15; doi:10.1214/aos/1176345462), for
///             figures that the tables of the folder hold; both patches lose the same window when seed and size
///             agree;
///   measured  the standard deviation and number of the samples, or the interval, that measured.csv states.
/// A figure with neither has no interval: its difference is given, and whether chance made it is not known.
///
/// measured.csv holds figures, one a row, with the columns
///     key      as result.json names it (coverage.at_depth[0].open_fraction), or short: coverage, density, gap, ...
///     value    in the unit of the key
///     sd, n    standard deviation between samples and their number, may be empty or left out
///     low, high   a 95 % interval of the value instead, may be empty or left out
///     source   free text, may be left out
/// or spots, one a row, e.g. of a dye image, with the columns x, y, area and, where known, depth, each with its unit
/// (x_mm,y_mm,area_um2), and the line "# patch_mm: 10 x 10" before the header. Any table that core::read_table takes.
#pragma once

#include "dermavox/core/table.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dermavox::report {

enum class Judgement {
    same,          ///< equal to 1e-9 of the value
    within_noise,  ///< the interval of the difference holds zero
    moved,         ///< it does not, or no chance enters the figure
    differs,       ///< not equal, and how much is chance is not known
    not_computed   ///< null on one side or both
};
const char* name_of(Judgement judgement);

struct ComparedFigure {
    std::string key;    ///< dotted; items of a list by their first value: coverage.at_depth[100].open_fraction
    std::string label;  ///< in words
    std::string group;  ///< heading that it stands under
    std::string unit;   ///< of the numbers as shown: value x scale
    double scale = 1;
    std::optional<double> reference, value;  ///< in the unit of the key
    std::optional<double> low, high;         ///< 95 % interval of value - reference
    std::string noise;                       ///< seeds, windows, measured, exact, or empty
    Judgement judgement = Judgement::not_computed;

    std::optional<double> difference() const;  ///< value - reference
    std::optional<double> relative() const;    ///< over the reference; nothing when that is zero
};

struct ComparedDesign {
    std::string name;               ///< as the first of its runs was named
    std::string title;              ///< of its scene
    std::vector<std::string> runs;  ///< folders or files
    std::vector<std::uint64_t> seeds;
    std::vector<ComparedFigure> figures;  ///< against the reference, in the order of result.json
};

struct ReadDesigns;  // what was read, for the plots; of the engine's own

struct Comparison {
    ComparedDesign reference;            ///< its figures are empty
    std::vector<ComparedDesign> others;  ///< at least one
    std::shared_ptr<const ReadDesigns> read;
    std::vector<std::string> assumed;  ///< a line for each table of measurements: what it was taken for
};

/// Reads, groups and judges. Throws core::Failure (66) for a folder or file that is not there, core::InputError for
/// one that cannot be read, with its place, or that differs from its manifest. Requires two paths or more.
Comparison compare(const std::vector<std::filesystem::path>& paths, const core::TableChoices& choices = {});

/// A rule such as "coverage > 5%".
///     FIGURE > 5%      changes by more than 5 % of the reference, either way;  > +5%, < -5%: one way only
///     FIGURE > 20      changes by more than 20 in the unit of its key; > +20, < -20 likewise
///     FIGURE moved     its verdict is `moved`, or `differs`: then chance cannot be shown to explain it
///     any moved        any figure's verdict is `moved`
/// FIGURE: a key, or a short name: coverage, density, punctures, overlap, gap, slit, reached, punctured, bleeding,
/// tewl, needle_force, stroke_force, power.
struct FailRule {
    std::string text, figure;
    double bound = 0;
    bool relative = false, only_moved = false;
    int sign = 0;  ///< 0 either way, 1 rises, -1 falls
};
/// Throws std::invalid_argument that says what was expected.
FailRule fail_rule(const std::string& text);

struct RuleFinding {
    std::string rule, design, key;
    std::string found;  ///< the change, in words
    bool failed = false;
};
/// Each rule on each design. A figure that is null on either side fails its rule: it cannot be shown to hold.
/// Throws std::invalid_argument for a figure that no design has, with the nearest names.
std::vector<RuleFinding> findings_of(const Comparison& comparison, const std::vector<FailRule>& rules);

/// Table for a terminal; unchanged figures are counted, not listed, unless `all`.
std::string comparison_text(const Comparison& comparison, bool all);
std::string comparison_json(const Comparison& comparison, const std::vector<RuleFinding>& findings);
/// One offline page: the table, overlaid plots, difference map.
std::string comparison_html(const Comparison& comparison, const std::vector<RuleFinding>& findings,
                            const std::vector<std::string>& command);

/// compare.html and compare.json at `folder`, as write_folder.
void write_comparison(const std::filesystem::path& folder, bool force, const std::string& html,
                      const std::string& json);

}  // namespace dermavox::report
