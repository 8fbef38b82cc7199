// channels.vtp
#include "dermavox/report/volumes.hpp"
#include "engine/report/volumes/vtk_file.hpp"

#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace dermavox::report {
namespace {

using std::numbers::pi;

template <class Value>
std::vector<float> column(const std::vector<wound::Channel>& channels, Value value)
{
    std::vector<float> out;
    out.reserve(channels.size());
    for (const wound::Channel& channel : channels) out.push_back(float(value(channel)));
    return out;
}

}  // namespace

void write_channels_vtp(const std::vector<wound::Channel>& channels, std::ostream& out)
{
    std::vector<float> points, radius;
    std::vector<long> ends, stops;
    std::vector<unsigned> id, merged;
    for (const wound::Channel& at : channels) {
        const auto x = float(at.x * 1e3), y = float(at.y * 1e3);
        points.insert(points.end(), {x, y, 0, x, y, float(at.depth * 1e3)});
        radius.insert(radius.end(), {float(std::sqrt(at.area / pi) * 1e3), 0});
        ends.insert(ends.end(), {2 * long(id.size()), 2 * long(id.size()) + 1});
        stops.push_back(long(ends.size()));
        id.push_back(at.id);
        merged.push_back(at.merged_insertions);
    }
    VtkFile file("PolyData");
    std::string body = fmt::format("<PolyData><Piece NumberOfPoints=\"{}\" NumberOfVerts=\"0\" NumberOfLines=\"{}\" "
                                   "NumberOfStrips=\"0\" NumberOfPolys=\"0\">\n<Points>",
                                   2 * channels.size(), channels.size());
    body += file.array("Points", points, 3) + "</Points>\n<Lines>" + file.array("connectivity", ends) +
            file.array("offsets", stops) + "</Lines>\n<PointData>" + file.array("radius_mm", radius) +
            "</PointData>\n<CellData>" + file.array("id", id) + file.array("merged_insertions", merged);
    body += file.array("depth_um", column(channels, [](auto& c) { return c.depth * 1e6; }));
    body += file.array("long_um", column(channels, [](auto& c) { return c.long_axis * 1e6; }));
    body += file.array("short_um", column(channels, [](auto& c) { return c.short_axis * 1e6; }));
    body += file.array("angle_deg", column(channels, [](auto& c) { return c.angle * 180 / pi; }));
    body += file.array("area_um2", column(channels, [](auto& c) { return c.area * 1e12; }));
    file.write(body + "</CellData>\n</Piece></PolyData>", out);
}

}  // namespace dermavox::report
