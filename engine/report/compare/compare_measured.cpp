// Reads what was measured, for a comparison: figures or spots.
#include "dermavox/core/problem.hpp"
#include "dermavox/core/student.hpp"
#include "dermavox/core/table.hpp"
#include "dermavox/core/text_file.hpp"
#include "dermavox/metrics/pattern.hpp"
#include "dermavox/result/figure.hpp"
#include "engine/report/compare/compare_run.hpp"

#include <array>
#include <cmath>
#include <numeric>
#include <sstream>

namespace dermavox::report {
namespace {

namespace fs = std::filesystem;

/// "10 x 10" [mm] of the remark patch_mm.
void read_patch(const core::Table& table, ReadRun& run)
{
    const std::string text = table.remark("patch_mm").value_or("");
    std::istringstream in(text);
    char times = 0;
    double width = 0, height = 0;
    if (!(in >> width >> times >> height) || times != 'x' || !(width > 0) || !(height > 0) || width > 1e4 ||
        height > 1e4)
        throw core::InputError({core::Problem{
            run.path.string(), 0, 0, "patch_mm", text.empty() ? "missing" : '"' + text + '"',
            "the size of the patch that was measured", "write \"# patch_mm: 10 x 10\" before the header"}});
    run.width = width * 1e-3;
    run.height = height * 1e-3;
}

core::TableKind figure_kind()
{
    using Cells = core::TableColumn::Cells;
    const auto number = [](const char* name, bool required = false) {
        return core::TableColumn{
            .name = name, .dimension = core::Dimension::none, .required = required, .may_be_empty = true};
    };
    return {.noun = "figure",
            .columns = {{.name = "key", .cells = Cells::texts, .other_names = {{"figure", ""}}, .required = true},
                        number("value", true),
                        number("sd"),
                        number("n"),
                        number("low"),
                        number("high"),
                        {.name = "source", .cells = Cells::texts}},
            .example = "key,value,sd,n"};
}

[[noreturn]] void refuse_measured(const core::Table& table, std::size_t row, std::string_view column,
                                  std::string found, std::string expected)
{
    throw core::InputError({table.problem(row, column, std::move(found), std::move(expected))});
}

/// 95 % interval of one row: as stated, else from its standard deviation and number of samples.
void read_interval(const core::Table& table, std::size_t row, ReadFigure& figure)
{
    const auto cell = [&](std::string_view name) -> std::optional<double> {
        if (!table.has(name) || std::isnan(table.numbers(name)[row])) return std::nullopt;
        return table.numbers(name)[row];
    };
    const std::optional<double> sd = cell("sd"), n = cell("n"), low = cell("low"), high = cell("high");
    if (low.has_value() != high.has_value())
        refuse_measured(table, row, "low", "one of low and high", "both or neither");
    if (low && !(*low <= *figure.value && *figure.value <= *high))
        refuse_measured(table, row, "low", "an interval without the value", "low <= value <= high");
    if (sd && *sd < 0) refuse_measured(table, row, "sd", "negative", "a standard deviation");
    if (n && (*n < 1 || *n != std::floor(*n)))
        refuse_measured(table, row, "n", "no count", "a number of samples, 1 or more");
    if (low) {
        figure.low = low;
        figure.high = high;
    } else if (sd && n && *n >= 2) {
        const double half = core::student_975(*n - 1) * *sd / std::sqrt(*n);
        figure.low = *figure.value - half;
        figure.high = *figure.value + half;
    }
}

void read_measured_figures(const core::Table& table, ReadRun& run)
{
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string& key = table.texts("key")[row];
        ReadFigure figure{result::key_of_figure(key), {}, {}, {}};
        if (table.has("value") && !std::isnan(table.numbers("value")[row]))
            figure.value = table.numbers("value")[row];
        if (run.find(figure.key)) refuse_measured(table, row, "key", key, "each figure once");
        if (figure.value) read_interval(table, row, figure);
        run.figures.push_back(figure);
    }
}

/// Figures that spots give by themselves. Distances as if the patch had an edge, which a measured one has.
void add_figures_of_spots(ReadRun& run)
{
    const double area = run.width * run.height, count = double(run.spots.size());
    const auto& areas = run.spots.column("area");
    const double open = std::accumulate(areas.begin(), areas.end(), 0.0);
    run.figures.push_back({"density.channels_per_cm2", count / area * 1e-4, {}, {}});
    run.figures.push_back({"coverage.at_depth[0].open_fraction", open / area, {}, {}});
    metrics::Pattern pattern{.points = {}, .width = run.width, .height = run.height, .periodic = false};
    for (std::size_t i = 0; i < run.spots.size(); ++i) pattern.points.push_back({run.spots.x[i], run.spots.y[i]});
    const double ratio = metrics::clark_evans(pattern), vmr = metrics::quadrat_vmr(pattern);
    if (std::isfinite(ratio)) run.figures.push_back({"evenness.clark_evans", ratio, {}, {}});
    if (std::isfinite(vmr)) run.figures.push_back({"evenness.quadrat_vmr", vmr, {}, {}});
}

void check_spots(const core::Table& table, const ReadRun& run)
{
    for (std::size_t i = 0; i < run.spots.size(); ++i) {
        if (run.spots.x[i] < 0 || run.spots.x[i] > run.width || run.spots.y[i] < 0 || run.spots.y[i] > run.height)
            refuse_measured(table, i, "x", "a place outside the patch", "0 up to patch_mm, from one corner");
        if (run.spots.column("area")[i] < 0) refuse_measured(table, i, "area", "negative", "an area");
    }
}

}  // namespace

ReadRun read_measured(const fs::path& file, const core::TableChoices& choices)
{
    const std::array kinds{figure_kind(), spot_kind()};
    const core::Table table =
        core::read_table(core::read_text_file(file, core::most_table_bytes), file.string(), kinds, choices);
    ReadRun run;
    run.path = file;
    run.measured = true;
    run.assumed = table.assumed();
    run.title = table.remark("title").value_or("measured");
    if (table.kind() == 0) {
        read_measured_figures(table, run);
        return run;
    }
    read_patch(table, run);
    run.spots = spots_of(table);
    check_spots(table, run);
    add_figures_of_spots(run);
    return run;
}

}  // namespace dermavox::report
