#include "dermavox/scene/measured.hpp"

#include "dermavox/core/table.hpp"
#include "dermavox/core/text_file.hpp"

#include <array>

namespace dermavox::scene {
namespace {

using D = core::Dimension;
using Cells = core::TableColumn::Cells;

/// Names of machines' columns, in English, German and French.
core::TableKind curve_kind()
{
    return {
        .noun = "reading",
        .columns = {{.name = "set",
                     .other_names = {{"depth", ""},
                                     {"displacement", ""},
                                     {"extension", ""},
                                     {"travel", ""},
                                     {"position", ""},
                                     {"crosshead", ""},
                                     {"stroke", ""},
                                     {"deformation", ""},
                                     {"weg", ""},
                                     {"standardweg", ""},
                                     {"traversenweg", ""},
                                     {"eindringtiefe", ""},
                                     {"tiefe", ""},
                                     {"d\u00e9placement", ""},
                                     {"course", ""},
                                     {"profondeur", ""}},
                     .required = true,
                     .by_unit = true},
                    {.name = "force",
                     .dimension = D::force,
                     .other_names = {{"total", ""},
                                     {"load", ""},
                                     {"f", ""},
                                     {"kraft", ""},
                                     {"standardkraft", ""},
                                     {"pr\u00fcfkraft", ""},
                                     {"last", ""},
                                     {"charge", ""}},
                     .required = true,
                     .by_unit = true},
                    {.name = "time",
                     .dimension = D::time,
                     .other_names = {{"t", ""}, {"zeit", ""}, {"pr\u00fcfzeit", ""}, {"temps", ""}, {"seconds", "s"}},
                     .by_unit = true},
                    {.name = "way", .cells = Cells::texts}},
        .example = "set_um,force_mN"};
}

core::TableKind readings_kind()
{
    return {.noun = "reading",
            .columns =
                {{.name = "time",
                  .dimension = D::time,
                  .other_names =
                      {{"hours", "h"}, {"minutes", "min"}, {"days", "d"}, {"seconds", "s"}, {"t", ""}, {"zeit", ""}},
                  .required = true},
                 {.name = "tewl", .dimension = D::flux_density, .required = true, .by_unit = true}},
            .example = "hours,tewl_g_m2_h"};
}

RawCurve curve_of(const core::Table& table)
{
    RawCurve curve;
    const auto& set = table.numbers("set");
    const auto& force = table.numbers("force");
    const auto& time = table.numbers("time");
    const auto& way = table.texts("way");
    for (std::size_t row = 0; row < table.rows(); ++row)
        if (way.empty() || way[row] == "in")
            curve.readings.push_back({set[row], force[row], time.empty() ? double(row) : time[row]});
    curve.timed = !time.empty();
    return curve;
}

std::vector<recovery::Reading> readings_of(const core::Table& table)
{
    std::vector<recovery::Reading> readings;
    for (std::size_t row = 0; row < table.rows(); ++row)
        readings.push_back({table.numbers("time")[row] / 3600, table.numbers("tewl")[row]});
    return readings;
}

}  // namespace

Measured read_measured(const std::filesystem::path& file, const core::TableChoices& choices)
{
    const std::array kinds{readings_kind(), curve_kind()};
    const core::Table table =
        core::read_table(core::read_text_file(file, core::most_table_bytes), file.string(), kinds, choices);
    Measured measured{.assumed = table.assumed(), .data = {}};
    if (table.kind() == 0)
        measured.data = readings_of(table);
    else
        measured.data = curve_of(table);
    return measured;
}

}  // namespace dermavox::scene
