#include "dermavox/scene/measured.hpp"

#include "dermavox/core/csv_table.hpp"
#include "dermavox/core/problem.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dermavox::scene {
namespace {

struct MeasuredColumn {
    const char* name;
    double si;  ///< of one of its unit
};
constexpr MeasuredColumn k_set[]{{"set_um", 1e-6}, {"set_mm", 1e-3}};
constexpr MeasuredColumn k_force[]{{"force_mN", 1e-3}, {"force_N", 1}, {"total_mN", 1e-3}};

template <std::size_t n>
const MeasuredColumn* first_of(const core::CsvTable& table, const MeasuredColumn (&columns)[n])
{
    for (const MeasuredColumn& column : columns)
        if (table.column(column.name)) return &column;
    return nullptr;
}

double number(const core::CsvTable& table, std::size_t row, const char* name)
{
    const auto value = table.number(row, *table.column(name));
    if (!value) table.refuse(row, name, "empty", "a number");
    return *value;
}

}  // namespace

Measured read_measured(const std::filesystem::path& file)
{
    const core::CsvTable table(file);
    const MeasuredColumn *set = first_of(table, k_set), *force = first_of(table, k_force);
    if (table.column("hours") && table.column("tewl_g_m2_h")) {
        std::vector<recovery::Reading> readings;
        for (std::size_t row = 0; row < table.rows(); ++row)
            readings.push_back({number(table, row, "hours"), number(table, row, "tewl_g_m2_h") / 3.6e6});
        return readings;
    }
    if (!set || !force)
        throw core::InputError({{file.string(), 1, 1, "header", fmt::format("{}", fmt::join(table.names(), ",")),
                                 "set_um or set_mm with force_mN, force_N or total_mN; or hours with tewl_g_m2_h",
                                 "write e.g. set_um,force_mN"}});
    std::vector<CurveReading> curve;
    const auto way = table.column("way");
    for (std::size_t row = 0; row < table.rows(); ++row)
        if (!way || table.text(row, *way) == "in")
            curve.push_back({set->si * number(table, row, set->name), force->si * number(table, row, force->name)});
    return curve;
}

}  // namespace dermavox::scene
