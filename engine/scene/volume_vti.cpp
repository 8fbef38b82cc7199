// VTK ImageData: vtk.org/wp-content/uploads/2015/04/file-formats.pdf. One piece; ascii, binary or appended data,
// plain or in zlib blocks. What VTK and ParaView write by default, and what a run writes.
#include "engine/scene/vtk_data.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

namespace dermavox::scene {
namespace {

/// The XML and, where there is one, the bytes of the appended section after its underscore.
struct VtkFile {
    std::string bytes;
    pugi::xml_document xml;
    std::string_view appended;
};

void parse(VtkFile& vtk, const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    vtk.bytes.assign(std::istreambuf_iterator<char>(in), {});
    std::size_t end = vtk.bytes.size();
    const std::size_t section = vtk.bytes.find("<AppendedData");
    std::string head = vtk.bytes;
    if (section != std::string::npos) {  // raw bytes are no XML: they are cut out before it is parsed
        const std::size_t start = vtk.bytes.find('_', vtk.bytes.find('>', section));
        if (start == std::string::npos) refuse_volume(file, "appended data without a beginning", "a whole .vti file");
        end = vtk.bytes.rfind("</AppendedData>");
        if (end == std::string::npos || end < start) end = vtk.bytes.size();
        vtk.appended = std::string_view(vtk.bytes).substr(start + 1, end - start - 1);
        head = vtk.bytes.substr(0, vtk.bytes.find('>', section)) + "/></VTKFile>";
    }
    const pugi::xml_parse_result result = vtk.xml.load_string(head.c_str());
    if (!result) refuse_volume(file, result.description(), "XML of VTK");
    const pugi::xml_node root = vtk.xml.child("VTKFile");
    if (std::string_view(root.attribute("type").value()) != "ImageData")
        refuse_volume(file, fmt::format("a VTK file of type \"{}\"", root.attribute("type").value()), "ImageData");
}

std::array<long long, 6> extent_of(const pugi::xml_node& piece, const std::filesystem::path& file)
{
    std::istringstream text(piece.attribute("Extent").value());
    std::array<long long, 6> extent{};
    for (long long& end : extent)
        if (!(text >> end) || std::abs(end) > std::numeric_limits<int>::max())
            refuse_volume(file, fmt::format("the extent \"{}\"", piece.attribute("Extent").value()), "six integers");
    return extent;
}

/// Cell arrays come before point arrays.
pugi::xml_node array_of(const pugi::xml_node& piece, const std::string& wanted, const std::filesystem::path& file)
{
    std::vector<std::string> names;
    for (const char* section : {"CellData", "PointData"})
        for (const auto& array : piece.child(section).children("DataArray"))
            names.emplace_back(array.attribute("Name").value());
    const std::string name = default_name(wanted, names);
    for (const char* section : {"CellData", "PointData"})
        if (const auto array = piece.child(section).find_child_by_attribute("DataArray", "Name", name.c_str()))
            return array;
    std::string list;
    for (const std::string& other : names) list += (list.empty() ? "" : ", ") + other;
    refuse_volume(file, "no array " + name, "one of its arrays: " + list, "name it with --grid");
}

NumberType vti_type(const pugi::xml_node& array, bool swapped, const std::filesystem::path& file)
{
    static const std::map<std::string_view, NumberType> types{
        {"Int8", {'i', 1}},    {"UInt8", {'u', 1}},  {"Int16", {'i', 2}}, {"UInt16", {'u', 2}},
        {"Int32", {'i', 4}},   {"UInt32", {'u', 4}}, {"Int64", {'i', 8}}, {"UInt64", {'u', 8}},
        {"Float32", {'f', 4}}, {"Float64", {'f', 8}}};
    const auto at = types.find(array.attribute("type").value());
    if (at == types.end() || array.attribute("NumberOfComponents").as_int(1) != 1)
        refuse_volume(file, fmt::format("an array of {}", array.attribute("type").value()), "one number a cell");
    NumberType type = at->second;
    type.swapped = swapped;
    return type;
}

}  // namespace

LabelVolume read_vti(const std::filesystem::path& file, const VolumeChoice& choice)
{
    VtkFile vtk;
    parse(vtk, file);
    const pugi::xml_node root = vtk.xml.child("VTKFile"), image = root.child("ImageData"),
                         piece = image.child("Piece");
    if (piece.next_sibling("Piece")) refuse_volume(file, "several pieces", "one piece");
    const pugi::xml_node array = array_of(piece, choice.name, file);
    const bool points = std::string_view(array.parent().name()) == "PointData";
    const auto extent = extent_of(piece, file);
    std::array<long long, 3> size{};
    for (std::size_t a = 0; a < 3; ++a) size[a] = extent[2 * a + 1] - extent[2 * a] + (points ? 1 : 0);

    const bool big = std::string_view(root.attribute("byte_order").value()) == "BigEndian";
    const NumberType type = vti_type(array, big != (std::endian::native == std::endian::big), file);
    const std::size_t cells = checked_cells(file, size, type.bytes, choice);
    const VtkEncoding encoding{
        .header_bytes = root.attribute("header_type").as_string("UInt32") == std::string("UInt64") ? std::size_t(8)
                                                                                                   : std::size_t(4),
        .compressor = root.attribute("compressor").value(),
        .swapped = type.swapped};
    const pugi::xml_node section = root.child("AppendedData");
    const std::string_view format = array.attribute("format").value();
    std::string_view text = array.child_value();
    if (format == "appended") {
        const auto offset = array.attribute("offset").as_ullong();
        if (offset >= vtk.appended.size()) refuse_volume(file, "an offset past the end", "a whole .vti file");
        text = vtk.appended.substr(offset);
    }
    const bool raw = format == "appended" && std::string_view(section.attribute("encoding").value()) == "raw";
    LabelVolume volume;
    volume.size = {int(size[0]), int(size[1]), int(size[2])};
    volume.labels = format == "ascii"
                        ? vtk_text(text, cells, file)
                        : labels_from(vtk_bytes(text, raw, cells * type.bytes, encoding, file), cells, type, file);
    std::array<double, 3> spacing{};
    std::istringstream widths(image.attribute("Spacing").value());
    if (widths >> spacing[0] >> spacing[1] >> spacing[2]) volume.spacing = spacing;
    return volume;
}

}  // namespace dermavox::scene
