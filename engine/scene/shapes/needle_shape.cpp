#include "engine/scene/shapes/needle_shape.hpp"

#include "dermavox/core/unit_names.hpp"
#include "engine/scene/volumes/volume_file.hpp"

#include <algorithm>

namespace dermavox::scene {

std::vector<device::ProfileRow> profile_rows(const std::vector<device::ProfileRow>& widths,
                                             const std::filesystem::path& file)
{
    constexpr double undercut = 0.005, full = 0.998;  // of the largest radius
    const double largest = std::ranges::max(widths, {}, &device::ProfileRow::radius).radius;
    std::vector<device::ProfileRow> rows;
    double radius = 0;
    for (const device::ProfileRow& row : widths) {
        if (row.radius < radius - undercut * largest)
            refuse_volume(file,
                          "a needle that becomes thinner " +
                              core::format_quantity(row.distance, core::Dimension::length) + " from its apex",
                          "one that never does: barbs and grooves are not modelled");
        radius = std::max(radius, row.radius);
        if (rows.empty() || rows.back().radius < full * largest) rows.push_back({row.distance, radius});
    }
    return rows;
}

NeedleShape read_needle_shape(const std::filesystem::path& file, double unit)
{
    constexpr std::uint64_t most_bytes = 64 << 20;
    ByteReader in(file);
    if (in.size() > most_bytes) refuse_volume(file, std::to_string(in.size()) + " bytes", "at most 64 MiB");
    const std::string ending = lower(file.extension().string());
    if (ending == ".stl") return shape_of(read_stl(in), unit, file);
    if (ending == ".dxf") return shape_of(read_dxf(in, unit), unit, file);
    refuse_volume(file, "the ending " + ending, ".stl or .dxf");
}

}  // namespace dermavox::scene
