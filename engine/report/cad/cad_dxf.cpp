#include "dermavox/report/cad.hpp"
#include "dermavox/report/result_folder.hpp"
#include "engine/report/cad/cad_outline.hpp"

#include <array>
#include <fmt/format.h>
#include <fstream>

namespace dermavox::report {
namespace {

/// AutoCAD R12, which every program reads.
class DxfDrawing
{
public:
    void circle(const char* layer, double x, double y, double radius)
    {
        entity("CIRCLE", layer);
        point(x, y);
        group(40, millimetres(radius));
    }

    void closed_polyline(const char* layer, const std::vector<std::array<double, 2>>& corners)
    {
        entity("POLYLINE", layer);
        group(66, "1");
        point(0, 0);
        group(70, "1");
        for (const auto& [x, y] : corners) {
            entity("VERTEX", layer);
            point(x, y);
        }
        entity("SEQEND", layer);
    }

    std::string file() const
    {
        return "0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\nAC1009\n9\n$"
               "INSUNITS\n70\n4\n0\nENDSEC\n0\nSECTION\n2\nENTITIES\n" +
               m_text + "0\nENDSEC\n0\nEOF\n";
    }

private:
    static std::string millimetres(double metres) { return fmt::format("{:.9g}", metres * 1e3); }
    void group(int code, const std::string& value) { m_text += fmt::format("{}\n{}\n", code, value); }
    void entity(const char* type, const char* layer) { group(0, type), group(8, layer); }
    void point(double x, double y) { group(10, millimetres(x)), group(20, millimetres(y)), group(30, "0"); }

    std::string m_text;
};

}  // namespace

std::string needle_dxf(const device::Needle& needle)
{
    std::vector<std::array<double, 2>> corners;
    if (needle.point == device::Point::bevel) {
        const double radius = needle.diameter.si / 2;
        corners = {{radius, 0}, {radius, needle.length.si}, {-radius, needle.length.si}, {-radius, needle.taper.si}};
    } else {
        const auto rows = outline_of(needle);
        for (const device::ProfileRow& row : rows) corners.push_back({row.radius, row.distance});
        for (std::size_t k = rows.size(); k-- > (rows.front().radius > 0 ? 0u : 1u);)
            corners.push_back({-rows[k].radius, rows[k].distance});
    }
    DxfDrawing drawing;
    drawing.closed_polyline("NEEDLE", corners);
    return drawing.file();
}

std::string cartridge_dxf(const device::Device& device)
{
    DxfDrawing drawing;
    for (const device::Seat& seat : device.cartridge.seats)
        drawing.circle("NEEDLES", seat.x, seat.y, device::needle_in(device, seat).diameter.si / 2);
    if (device.kind == device::Kind::pen) {
        drawing.circle("APERTURE", 0, 0, device.cartridge.aperture.si / 2);
        drawing.circle("CAP", 0, 0, device.cap.radius.si);
    }
    if (device.kind != device::Kind::roller) drawing.circle("CAP", 0, 0, device.cap.rim().si);
    return drawing.file();
}

void write_cad(const device::Device& device, const std::filesystem::path& folder, bool force)
{
    write_folder(folder, force, [&](const std::filesystem::path& place) {
        const auto put = [&](const std::string& name, const std::string& bytes) {
            std::ofstream out;
            out.exceptions(std::ios::failbit | std::ios::badbit);
            out.open(place / name, std::ios::binary);
            out << bytes;
        };
        const auto types = device::needle_types(device);
        for (std::size_t k = 0; k < types.size(); ++k) {
            const std::string name = k == 0 ? "needle" : fmt::format("needle_type_{}", k);
            put(name + ".stl", needle_stl(types[k]));
            put(name + ".dxf", needle_dxf(types[k]));
        }
        put("cartridge.stl", cartridge_stl(device));
        put("cartridge.dxf", cartridge_dxf(device));
    });
}

}  // namespace dermavox::report
