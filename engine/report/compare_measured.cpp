// Reads what was measured, for a comparison: figures or spots.
#include "dermavox/core/csv_table.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/student.hpp"
#include "dermavox/metrics/pattern.hpp"
#include "engine/report/compare_names.hpp"
#include "engine/report/compare_run.hpp"

#include <cmath>
#include <numeric>
#include <sstream>

namespace dermavox::report {
namespace {

namespace fs = std::filesystem;

/// "10 x 10" [mm] of the remark patch_mm.
void read_patch(const core::CsvTable& table, ReadRun& run)
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

/// 95 % interval of one row: as stated, else from its standard deviation and number of samples.
void read_interval(const core::CsvTable& table, std::size_t row, ReadFigure& figure)
{
    const auto cell = [&](std::string_view name) -> std::optional<double> {
        const auto column = table.column(name);
        return column ? table.number(row, *column) : std::nullopt;
    };
    const std::optional<double> sd = cell("sd"), n = cell("n"), low = cell("low"), high = cell("high");
    if (low.has_value() != high.has_value()) table.refuse(row, "low, high", "one of them", "both or neither");
    if (low && !(*low <= *figure.value && *figure.value <= *high))
        table.refuse(row, "low, high", "an interval without the value", "low <= value <= high");
    if (sd && *sd < 0) table.refuse(row, "sd", "negative", "a standard deviation");
    if (n && (*n < 1 || *n != std::floor(*n))) table.refuse(row, "n", "no count", "a number of samples, 1 or more");
    if (low) {
        figure.low = low;
        figure.high = high;
    } else if (sd && n && *n >= 2) {
        const double half = core::student_975(*n - 1) * *sd / std::sqrt(*n);
        figure.low = *figure.value - half;
        figure.high = *figure.value + half;
    }
}

void read_measured_figures(const core::CsvTable& table, ReadRun& run)
{
    const std::size_t key = *table.column("key"), value = *table.column("value");
    for (const std::string& name : table.names())
        if (name != "key" && name != "value" && name != "sd" && name != "n" && name != "low" && name != "high" &&
            name != "source")
            throw core::InputError({core::Problem{run.path.string(), 0, 0, "header", '"' + name + '"',
                                                  "key, value, sd, n, low, high, source", ""}});
    for (std::size_t row = 0; row < table.rows(); ++row) {
        ReadFigure figure{key_of_figure(table.text(row, key)), table.number(row, value), {}, {}};
        if (run.find(figure.key)) table.refuse(row, "key", table.text(row, key), "each figure once");
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

void check_spots(const core::CsvTable& table, const ReadRun& run)
{
    for (std::size_t i = 0; i < run.spots.size(); ++i) {
        if (run.spots.x[i] < 0 || run.spots.x[i] > run.width || run.spots.y[i] < 0 || run.spots.y[i] > run.height)
            table.refuse(i, "x_mm, y_mm", "a place outside the patch", "0 up to patch_mm, from one corner");
        if (run.spots.column("area")[i] < 0) table.refuse(i, "area_um2", "negative", "an area");
    }
}

}  // namespace

ReadRun read_measured(const fs::path& file)
{
    const core::CsvTable table(file);
    ReadRun run;
    run.path = file;
    run.measured = true;
    run.title = table.remark("title").value_or("measured");
    if (table.column("key") && table.column("value")) {
        read_measured_figures(table, run);
    } else if (table.column("x_mm") && table.column("y_mm") && table.column("area_um2")) {
        read_patch(table, run);
        run.spots = spots_of(table);
        check_spots(table, run);
        add_figures_of_spots(run);
    } else {
        throw core::InputError({core::Problem{file.string(), 0, 0, "header", "other columns",
                                              "key and value, or x_mm, y_mm and area_um2",
                                              "figures: key,value,sd,n; spots: x_mm,y_mm,area_um2,depth_um"}});
    }
    return run;
}

}  // namespace dermavox::report
