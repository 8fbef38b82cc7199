#include "engine/scene/path_table.hpp"

#include "engine/scene/number_table.hpp"

#include <cmath>

namespace dermavox::scene {
namespace {

std::vector<std::pair<std::string, std::string>> in_any_length(const std::string& name)
{
    auto headers = in_mm_or_um(name);
    headers.emplace_back(name + "_m", "m");
    return headers;
}

const TableKind& opening_kind()
{
    using D = core::Dimension;
    static const TableKind all{
        .key = "wound.channels",
        .noun = "opening",
        .expected = "x, y, long, short, angle or depth with its unit",
        .required = "columns x_mm, y_mm, long_um and depth_um",
        .example = "write e.g. x_mm,y_mm,long_um,depth_um",
        .columns = {{.name = "x", .headers = in_any_length("x"), .required = true},
                    {.name = "y", .headers = in_any_length("y"), .required = true},
                    {.name = "long", .headers = in_any_length("long"), .required = true},
                    {.name = "short", .headers = in_any_length("short")},
                    {.name = "angle", .dimension = D::angle, .headers = {{"angle_deg", "deg"}, {"angle_rad", "rad"}}},
                    {.name = "depth", .headers = in_any_length("depth"), .required = true}},
        .others = true};
    return all;
}

const TableKind& path_kind()
{
    using D = core::Dimension;
    static const TableKind all{
        .key = "motion.path",
        .noun = "point",
        .expected = "x, y, t, speed or heading with its unit",
        .required = "columns x and y",
        .example = "write e.g. t_s,x_mm,y_mm,heading_deg or x_mm,y_mm,speed_mm_s",
        .columns = {
            {.name = "x", .headers = in_any_length("x"), .required = true},
            {.name = "y", .headers = in_any_length("y"), .required = true},
            {.name = "time", .dimension = D::time, .headers = {{"t_s", "s"}, {"t_ms", "ms"}}},
            {.name = "speed", .dimension = D::speed, .headers = {{"speed_mm_s", "mm/s"}, {"speed_m_s", "m/s"}}},
            {.name = "heading", .dimension = D::angle, .headers = {{"heading_deg", "deg"}, {"heading_rad", "rad"}}}}};
    return all;
}

std::vector<Item> columns_as_items(std::string_view text, const std::string& file, const TableKind& kind,
                                   const std::string& table, const Item& named, std::vector<core::Problem>& problems)
{
    const auto rows = read_number_table(text, file, kind, problems);
    std::vector<Item> items;
    for (std::size_t k = 0; k < kind.columns.size(); ++k) {
        const TableColumn& column = kind.columns[k];
        Item item = named;
        item.key = table + column.name;
        item.value = {.kind = Value::Kind::list};
        for (const auto& row : rows)
            if (!std::isnan(row[k]))
                item.value.list.push_back(
                    {.kind = Value::Kind::text, .text = core::format_quantity(row[k], column.dimension)});
        if (!item.value.list.empty()) items.push_back(std::move(item));
    }
    return items;
}

}  // namespace

std::vector<Item> read_path_table(std::string_view text, const std::string& file, const Item& named,
                                  std::vector<core::Problem>& problems)
{
    return columns_as_items(text, file, path_kind(), "motion.points.", named, problems);
}

std::vector<Item> read_opening_table(std::string_view text, const std::string& file, const Item& named,
                                     std::vector<core::Problem>& problems)
{
    return columns_as_items(text, file, opening_kind(), "wound.openings.", named, problems);
}

}  // namespace dermavox::scene
