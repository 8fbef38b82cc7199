#include "engine/scene/needle_table.hpp"

#include "engine/scene/number_table.hpp"

#include <cmath>

namespace dermavox::scene {
namespace {

Item list_at(const Item& named, const std::string& key)
{
    Item item = named;
    item.key = key;
    item.value = {.kind = Value::Kind::list};
    return item;
}

Value length_value(double si)
{
    return {.kind = Value::Kind::text,
            .text = core::format_quantity(std::isnan(si) ? 0 : si, core::Dimension::length)};
}

}  // namespace

std::vector<Item> read_needle_table(std::string_view text, const std::string& file, const Item& named,
                                    std::vector<core::Problem>& problems)
{
    static const TableKind kind{
        .key = "device.cartridge.table",
        .noun = "needle",
        .expected = "x, y or length_offset with _mm or _um, or needle_type",
        .required = "columns x and y",
        .example = "write e.g. x_mm,y_mm,length_offset_mm",
        .columns = {{.name = "x", .headers = in_mm_or_um("x"), .required = true},
                    {.name = "y", .headers = in_mm_or_um("y"), .required = true},
                    {.name = "length_offset", .headers = in_mm_or_um("length_offset")},
                    {.name = "needle_type", .headers = {{"needle_type", ""}}, .names = true}}};
    std::vector<std::string> names;
    const auto rows = read_number_table(text, file, kind, problems, &names);
    Item seats = list_at(named, "device.cartridge.seats"), types = list_at(named, "device.cartridge.needle_types");
    for (const auto& row : rows) {
        for (const double si : {row[0], row[1], row[2]}) seats.value.list.push_back(length_value(si));
        if (!std::isnan(row[3]))
            types.value.list.push_back({.kind = Value::Kind::text, .text = names[std::size_t(row[3])]});
    }
    std::vector<Item> items;
    for (Item& item : std::vector{seats, types})
        if (!item.value.list.empty()) items.push_back(item);
    return items;
}

std::vector<Item> read_profile_table(std::string_view text, const std::string& file, const Item& named,
                                     std::vector<core::Problem>& problems)
{
    const TableKind kind{.key = named.key,
                         .noun = "place",
                         .expected = "distance or radius with _mm or _um",
                         .required = "columns distance and radius",
                         .example = "write e.g. distance_um,radius_um",
                         .columns = {{.name = "distance", .headers = in_mm_or_um("distance"), .required = true},
                                     {.name = "radius", .headers = in_mm_or_um("radius"), .required = true}}};
    Item profile = list_at(named, named.key.substr(0, named.key.size() - std::string_view("_table").size()));
    for (const auto& row : read_number_table(text, file, kind, problems))
        for (const double si : row) profile.value.list.push_back(length_value(si));
    if (profile.value.list.empty()) return {};
    return {profile};
}

}  // namespace dermavox::scene
