#include "engine/scene/shapes/shape_claims.hpp"

#include "dermavox/core/unit_names.hpp"
#include "engine/scene/read/file_beside.hpp"
#include "engine/scene/shapes/needle_shape.hpp"

#include <fmt/format.h>

namespace dermavox::scene {
namespace {

/// In metres, by a claim that leaves; nothing for what is no unit of a drawing.
std::optional<double> unit_of(const Item& item)
{
    for (const std::string_view known : {"um", "mm", "cm", "m", "in"})
        if (item.value.kind == Value::Kind::text && item.value.text == known)
            return core::si_of("1", core::find_unit(known, core::Dimension::length));
    return std::nullopt;
}

std::string found_line(const std::string& file, const NeedleShape& shape)
{
    const auto length = [](double metres) { return core::format_quantity(metres, core::Dimension::length); };
    const double diameter = 2 * shape.rows.back().radius;
    return fmt::format(
        "{}: {}; {} long along {}, apex first; {} wide at {} from the apex; sections {}", file, shape.source,
        length(shape.length), shape.axis, length(diameter), length(shape.rows.back().distance),
        shape.ratio < 1.01 ? "round"
                           : fmt::format("up to {:.3g} times as wide as thick, taken as circles of the "
                                         "same area",
                                         shape.ratio));
}

}  // namespace

void claim_shape(const std::string& table, const std::string& scene, const Claim& drawing, Claims& claims,
                 std::vector<std::string>& assumed, std::vector<core::Problem>& problems)
{
    const auto report = [&](const Item& item, const std::string& found, const std::string& expected,
                            const std::string& hint) {
        const Place& place = item.value_place;
        problems.push_back({place.file, place.line, place.column, item.key, found, expected, hint});
    };
    constexpr const char* units = "the unit of the drawing: um, mm, cm, m or in";
    const auto stated = claims.find(table + ".shape_unit");
    if (stated == claims.end())
        return report(drawing.item, drawing.item.value.shown(), std::string("beside it shape_unit, ") + units,
                      "write e.g. shape_unit = \"mm\"");
    const Item named = stated->second.item;
    claims.erase(stated);
    const auto unit = unit_of(named);
    if (!unit) return report(named, named.value.shown(), units, "write e.g. shape_unit = \"mm\"");
    const auto file = path_beside(std::filesystem::path(scene).parent_path(), drawing.item, problems);
    if (!file) return;
    try {
        const NeedleShape shape = read_needle_shape(*file, *unit);
        Claim claim = drawing;
        claim.item.key = table + ".profile";
        claim.item.value = {.kind = Value::Kind::column};
        for (const device::ProfileRow& row : shape.rows)
            claim.item.value.column.insert(claim.item.value.column.end(), {row.distance, row.radius});
        assumed.push_back(found_line(file->filename().string(), shape));
        claims.insert_or_assign(claim.item.key, std::move(claim));
    } catch (const core::InputError& error) {
        for (const core::Problem& problem : error.problems())
            report(drawing.item, problem.found, problem.expected, problem.hint);
    }
}

}  // namespace dermavox::scene
