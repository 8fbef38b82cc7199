#include "engine/study/report/findings.hpp"

#include "dermavox/core/statistics.hpp"
#include "dermavox/study/one_case.hpp"
#include "dermavox/study/sampling.hpp"
#include "dermavox/study/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace dermavox::study {
namespace {

using report::figure_label;
using report::figure_value;

std::vector<std::string> names_of(const Sight& sight)
{
    std::vector<std::string> names = sight.space.columns();
    return names;
}

/// Points 1 .. count of one figure, in order.
std::vector<double> figures_along(const Sight& sight, std::size_t count, const std::string& key)
{
    std::vector<double> values(count, std::nan(""));
    const auto k = sight.table.result(key);
    for (const Design& design : sight.designs)
        if (k && std::size_t(design.point) <= count) values[std::size_t(design.point - 1)] = design.mean[*k];
    return values;
}

std::string percent(double share) { return fmt::format("{:.3g}\u202F%", 100 * share); }

/// "cap.force 0.6 – 1.4 N": what the ends of its bar are.
std::string tolerance_name(const scene::Parameter& p)
{
    return fmt::format("{} {:.3g}\u2009\u2013\u2009{:.3g}{}{}", p.key.substr(p.key.find('.') + 1), p.from, p.to,
                       p.unit.empty() ? "" : "\u202F", p.unit);
}

bool keeps_limits(const Sight& sight, const Design& design)
{
    const Merit merit = merit_of(design, sight.table, sight.study);
    return merit.known && merit.excess == 0;
}

}  // namespace

double Sight::at(std::int64_t point, const std::string& key) const
{
    const auto k = table.result(key);
    const auto design = std::ranges::lower_bound(designs, point, {}, &Design::point);
    return k && design != designs.end() && design->point == point ? design->mean[*k] : std::nan("");
}

void add_tolerance(const Sight& sight, report::StudyPage& page)
{
    if (!sight.study.where.empty()) return;  // points may be missing, and their numbers say nothing
    const auto first_drawn = std::int64_t(2 * sight.study.parameters.size() + 2);
    report::StudyBars tornado;
    tornado.heading = "Which tolerance matters most?";
    tornado.lead = "Each bar is what one parameter does alone, from the low to the high end of its tolerance.";
    tornado.aside = "Ends: 5 % and 95 % of a normal tolerance, both limits of a uniform one. Mark: everything in the "
                    "middle; pale: towards the low end, dark: towards the high end.";
    tornado.from_zero = false;
    report::StudyTable drawn{"How far do all tolerances together spread?",
                             "All parameters drawn at once.",
                             "Over the drawn cases",
                             {"Figure", "#Nominal", "#Mean", "#SD", "#5 %", "#Median", "#95 %"},
                             {}};
    for (const std::string& key : sight.figures) {
        std::vector<report::StudyBar> bars;
        for (std::size_t i = 0; i < sight.study.parameters.size(); ++i)
            bars.push_back({tolerance_name(sight.study.parameters[i]), sight.at(1, key),
                            sight.at(std::int64_t(2 * i + 2), key), sight.at(std::int64_t(2 * i + 3), key)});
        std::erase_if(bars, [](const auto& b) { return !std::isfinite(b.low) || !std::isfinite(b.high); });
        std::ranges::stable_sort(bars, std::greater(), [](const auto& b) { return std::abs(b.high - b.low); });
        if (!bars.empty()) tornado.groups.emplace_back(key, std::move(bars));
        std::vector<double> values;
        const auto k = sight.table.result(key);
        for (const Design& design : sight.designs)
            if (k && design.point >= first_drawn && std::isfinite(design.mean[*k])) values.push_back(design.mean[*k]);
        if (values.empty()) continue;
        const core::Spread s = core::spread_of(values);
        drawn.rows.push_back({figure_label(key), figure_value(key, sight.at(1, key)), figure_value(key, s.mean),
                              figure_value(key, s.sd), figure_value(key, s.p5), figure_value(key, s.p50),
                              figure_value(key, s.p95)});
    }
    if (!sight.study.limits.empty()) {
        double within = 0, all = 0;
        for (const Design& design : sight.designs)
            if (design.point >= first_drawn) within += keeps_limits(sight, design), ++all;
        if (all > 0) drawn.lead += fmt::format(" {} of them keep every limit.", percent(within / all));
    }
    page.bars.push_back(std::move(tornado));
    page.tables.push_back(std::move(drawn));
}

void add_indices(const Sight& sight, report::StudyPage& page)
{
    const scene::Design& d = sight.study.design;
    const std::size_t k = sight.space.size(), rows = std::size_t(d.cases) / (k + 2);
    report::StudyTable table{
        "Which parameter moves a figure?",
        "Share of a figure's variance: by the parameter alone, and with all that it does together "
        "with others.",
        fmt::format("Sobol indices from {} blocks, {} bootstrap interval", rows, percent(d.confidence)),
        {"Figure", "Parameter", "#Alone", "#from", "#to", "#In all", "#from", "#to"},
        {}};
    report::StudyBars bars;
    bars.heading = "Who has the largest share?";
    bars.lead = "Total Sobol index: the variance that would be left if all other parameters were known.";
    bars.axis = "total index";
    for (const std::string& key : sight.figures) {
        const auto indices = sobol_indices(figures_along(sight, rows * (k + 2), key), k, d.confidence, d.seed);
        std::vector<report::StudyBar> group;
        for (std::size_t i = 0; i < k; ++i) {
            const auto& [s, t] = indices[i];
            if (!std::isfinite(t.value)) continue;
            group.push_back({names_of(sight)[i], t.value, t.low, t.high});
            std::vector<std::string> cells{figure_label(key), names_of(sight)[i]};
            for (const double v : {s.value, s.low, s.high, t.value, t.low, t.high})
                cells.push_back(fmt::format("{:.3f}", v));
            table.rows.push_back(cells);
        }
        if (!group.empty()) bars.groups.emplace_back(key, std::move(group));
    }
    page.bars.push_back(std::move(bars));
    page.tables.push_back(std::move(table));
}

void add_morris(const Sight& sight, report::StudyPage& page)
{
    const scene::Design& d = sight.study.design;
    const std::size_t k = sight.space.size(), trajectories = std::size_t(d.cases) / (k + 1);
    const auto unit = morris_trajectories(trajectories, k, d.seed);
    report::StudyTable table{"Is it a slope, a curve or an interaction?",
                             "A spread as large as the mean effect says that the effect depends on where one is.",
                             fmt::format("Elementary effects over the whole range, {} trajectories", trajectories),
                             {"Figure", "Parameter", "#Mean |effect|", "#from", "#to", "#Mean effect", "#Spread"},
                             {}};
    report::StudyBars bars;
    bars.heading = "Which parameter matters?";
    bars.lead = "Mean absolute effect of a parameter, scaled to its whole range, wherever the others stand.";
    bars.aside = fmt::format("Morris screening; whiskers: {} bootstrap interval.", percent(d.confidence));
    for (const std::string& key : sight.figures) {
        const auto effects = morris_effects(unit, figures_along(sight, unit.size(), key), d.confidence, d.seed);
        std::vector<report::StudyBar> group;
        for (std::size_t i = 0; i < k; ++i) {
            const MorrisEffect& e = effects[i];
            if (!std::isfinite(e.mean_absolute.value)) continue;
            group.push_back({names_of(sight)[i], e.mean_absolute.value, e.mean_absolute.low, e.mean_absolute.high});
            std::vector<std::string> cells{figure_label(key), names_of(sight)[i]};
            for (const double v : {e.mean_absolute.value, e.mean_absolute.low, e.mean_absolute.high, e.mean, e.sd})
                cells.push_back(figure_value(key, v));
            table.rows.push_back(cells);
        }
        std::ranges::stable_sort(group, std::greater(), &report::StudyBar::value);
        if (!group.empty()) bars.groups.emplace_back(key, std::move(group));
    }
    page.bars.push_back(std::move(bars));
    page.tables.push_back(std::move(table));
}

void add_comparison(const Sight& sight, report::StudyPage& page)
{
    const auto& variants = sight.study.variants;
    report::StudyTable table{"Is one better than the other?",
                             "Both ran with the same seeds, and differences are taken seed by seed.",
                             fmt::format("{} minus {}, with a {} interval of the mean difference", variants[1].name,
                                         variants[0].name, percent(sight.study.design.confidence)),
                             {"Figure", fmt::format("#{}", variants[0].name), fmt::format("#{}", variants[1].name),
                              "#Difference", "#from", "#to", "#Pairs", "Verdict"},
                             {}};
    report::StudyBars bars;
    bars.heading = "By how much?";
    bars.lead = fmt::format("Mean difference in percent of {}, with its interval.", variants[0].name);
    bars.axis = fmt::format("{} over {} [%]", variants[1].name, variants[0].name);
    std::vector<report::StudyBar> relative;
    for (const std::string& key : sight.figures) {
        const auto k = sight.table.result(key);
        if (!k) continue;
        std::map<std::vector<std::string>, std::pair<double, double>> pairs;  // by the other inputs and the seed
        for (const Table::Row& row : sight.table.rows) {
            std::vector<std::string> rest(row.cells.begin() + 1, row.cells.end());
            rest.push_back(std::to_string(row.seed));
            auto& pair = pairs.try_emplace(rest, std::nan(""), std::nan("")).first->second;
            (row.cells[0] == variants[0].name ? pair.first : pair.second) = row.results[*k];
        }
        std::vector<double> a, b;
        for (const auto& [rest, pair] : pairs) a.push_back(pair.first), b.push_back(pair.second);
        const PairedDifference d = paired_difference(a, b, sight.study.design.confidence);
        if (d.pairs == 0) continue;
        if (const double whole = std::abs(d.mean_a) / 100; whole > 0)
            relative.push_back({figure_label(key), d.difference / whole, d.low / whole, d.high / whole});
        using enum PairedDifference::Verdict;
        table.rows.push_back({figure_label(key), figure_value(key, d.mean_a), figure_value(key, d.mean_b),
                              figure_value(key, d.difference), figure_value(key, d.low), figure_value(key, d.high),
                              std::to_string(d.pairs),
                              d.verdict == none      ? "no difference seen"
                              : d.verdict == a_lower ? variants[0].name + " has less"
                                                     : variants[1].name + " has less"});
    }
    if (!relative.empty()) bars.groups.emplace_back("", std::move(relative));
    page.bars.push_back(std::move(bars));
    page.tables.insert(page.tables.begin(), std::move(table));
}

void add_slopes(const Sight& sight, const std::vector<std::size_t>& front, report::StudyPage& page)
{
    if (sight.study.design.slopes.empty()) return;
    report::StudyTable table{"How sensitive is each design of the front?",
                             "Change of a figure, in percent of itself, for one percent more of the parameter.",
                             "From runs 10 % to both sides",
                             {"Case", "Parameter"},
                             {}};
    for (const std::string& key : sight.figures) table.columns.push_back(fmt::format("#{}", figure_label(key)));
    std::int64_t point = sight.study.design.cases + 1;
    for (const std::size_t i : front)
        for (const std::string& parameter : sight.study.design.slopes) {
            const Design& design = sight.designs[i];
            const auto around = neighbours(point_of(design, sight.study, sight.space), sight.study, sight.space);
            const std::size_t axis = sight.space.index_of(parameter);
            const auto at = std::size_t(&parameter - sight.study.design.slopes.data());
            const double step = (around[2 * at + 1][axis] - around[2 * at][axis]) / design.inputs[axis];
            std::vector<std::string> cells{std::to_string(design.first_case), parameter};
            for (const std::string& key : sight.figures) {
                const auto k = sight.table.result(key);
                const double here = k ? design.mean[*k] : std::nan("");
                const double slope = (sight.at(point + 1, key) - sight.at(point, key)) / here / step;
                cells.push_back(std::isfinite(slope) ? fmt::format("{:+.2f}", slope) : "n/a");
            }
            table.rows.push_back(cells);
            point += 2;
        }
    if (!table.rows.empty()) page.tables.push_back(std::move(table));
}

void add_failures(const Sight& sight, report::StudyPage& page)
{
    report::StudyTable table{"What failed?",
                             "These cases are left out of everything above.",
                             "At most 50 are listed; dermavox study status lists all",
                             {"Case", "Inputs", "#Exit code", "Reason"},
                             {}};
    for (const Table::Row& row : sight.table.rows) {
        if (row.state != State::failed || table.rows.size() >= 50) continue;
        std::string inputs;
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            inputs += fmt::format("{}{} {}", i > 0 ? ", " : "", sight.table.inputs[i], row.cells[i]);
        table.rows.push_back({std::to_string(row.id), inputs, std::to_string(row.exit_code), row.reason});
    }
    if (!table.rows.empty()) page.tables.push_back(std::move(table));
}

}  // namespace dermavox::study
