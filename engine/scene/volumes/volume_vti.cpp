// VTK ImageData: vtk.org/wp-content/uploads/2015/04/file-formats.pdf. One piece; ascii, binary or appended data,
// plain or in blocks of zlib, LZ4 or LZMA. What VTK and ParaView write, and what a run writes.
#include "engine/scene/volumes/vtk_data.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <map>
#include <pugixml.hpp>

namespace dermavox::scene {
namespace {

/// The XML, and where the bytes of the appended section begin, after its underscore.
struct VtkFile {
    std::string text;  ///< parsed in place
    pugi::xml_document xml;
    std::uint64_t xml_bytes = 0;  ///< of memory, with its nodes
    std::optional<std::uint64_t> appended;
};

/// Length of the XML. Raw bytes are no XML: the appended section is cut out before it is parsed.
std::uint64_t find_appended(ByteReader& in, VtkFile& vtk)
{
    const auto section = in.find("<AppendedData");
    if (!section) return in.size();
    in.go(*section);
    const auto end = in.find(">");
    if (end) in.go(*end);
    vtk.appended = in.find("_");
    if (!end || !vtk.appended) refuse_volume(in.file(), "appended data without a beginning", "a whole .vti file");
    ++*vtk.appended;
    return *end;
}

void parse(ByteReader& in, VtkFile& vtk, const VolumeChoice& choice)
{
    constexpr std::uint64_t node_bytes = 128, attribute_bytes = 64, most_tags = 20000;
    const std::uint64_t length = find_appended(in, vtk);
    in.go(0);
    require_memory(in.file(), "its text takes", 2 * double(length), choice);
    vtk.text = in.text(length, length);
    if (vtk.appended) vtk.text += "/></VTKFile>";
    const auto tags = std::uint64_t(std::ranges::count(vtk.text, '<'));
    const auto quotes = std::uint64_t(std::ranges::count_if(vtk.text, [](char c) { return c == '"' || c == '\''; }));
    if (tags > most_tags || quotes > 8 * most_tags)
        refuse_volume(in.file(), fmt::format("{} tags and {} quotes", tags, quotes),
                      fmt::format("at most {} tags", most_tags));
    vtk.xml_bytes = vtk.text.size() + node_bytes * tags + attribute_bytes * quotes;
    const pugi::xml_parse_result result = vtk.xml.load_buffer_inplace(vtk.text.data(), vtk.text.size());
    if (!result) refuse_volume(in.file(), result.description(), "XML of VTK");
    const std::string type = vtk.xml.child("VTKFile").attribute("type").value();
    if (type != "ImageData") refuse_volume(in.file(), fmt::format("a VTK file of type \"{}\"", type), "ImageData");
}

/// The numbers that an attribute lists, as many as fit into `numbers`; false when there are fewer.
template <class Number, std::size_t count>
bool list_of(const pugi::xml_attribute& attribute, std::array<Number, count>& numbers)
{
    std::string_view text = attribute.value();
    for (Number& number : numbers) {
        text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc()) return false;
        text.remove_prefix(std::size_t(end - text.data()));
    }
    return true;
}

std::array<long long, 6> extent_of(const pugi::xml_node& piece, const std::filesystem::path& file)
{
    std::array<long long, 6> extent{};
    constexpr long long most = std::numeric_limits<int>::max();
    const auto fits = [](long long end) { return end >= -most && end <= most; };
    if (!list_of(piece.attribute("Extent"), extent) || !std::ranges::all_of(extent, fits))
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
        {"Int8", {'i', 1}},    {"UInt8", {'u', 1}},   {"Int16", {'i', 2}}, {"UInt16", {'u', 2}},
        {"Int32", {'i', 4}},   {"UInt32", {'u', 4}},  {"Int64", {'i', 8}}, {"UInt64", {'u', 8}},
        {"Float32", {'f', 4}}, {"Float64", {'f', 8}}, {"Bit", {'b', 1}}};
    const auto at = types.find(array.attribute("type").value());
    const int components = array.attribute("NumberOfComponents").as_int(1);
    if (at == types.end() || components != 1)
        refuse_volume(file, fmt::format("{} components of {} a cell", components, array.attribute("type").value()),
                      "one number a cell: its label");
    NumberType type = at->second;
    type.swapped = swapped;
    return type;
}

LabelVolume::Labels vti_labels(ByteReader& in, const VtkFile& vtk, const pugi::xml_node& array, std::size_t cells,
                               NumberType type)
{
    const pugi::xml_node root = vtk.xml.child("VTKFile");
    const std::string_view format = array.attribute("format").value();
    const std::string_view inside = array.child_value();
    if (format == "ascii") return labels_of_text(inside, cells, in.file());
    const bool appended = format == "appended";
    const VtkEncoding encoding{
        .header_bytes = std::string_view(root.attribute("header_type").value()) == "UInt64" ? 8u : 4u,
        .compressor = root.attribute("compressor").value(),
        .swapped = type.swapped,
        .raw = appended && std::string_view(root.child("AppendedData").attribute("encoding").value()) == "raw"};
    LabelFiller labels(cells, type, in.file());
    ByteReader text(inside, in.file());
    if (appended) {
        if (!vtk.appended) refuse_volume(in.file(), "no appended data", "a whole .vti file");
        in.go(*vtk.appended);
        in.skip(array.attribute("offset").as_ullong());
    }
    read_vtk_bytes(appended ? in : text, type.bytes_for(cells), type.bytes, encoding, labels);
    return labels.take();
}

void take_vti_geometry(const pugi::xml_node& image, FileVolume& volume, const std::filesystem::path& file)
{
    volume.directions_name = "Direction";
    if (const auto spacing = image.attribute("Spacing"); spacing && !list_of(spacing, volume.spacing))
        refuse_volume(file, fmt::format("the Spacing \"{}\"", spacing.value()), "three numbers");
    if (std::array<double, 3> origin{}; list_of(image.attribute("Origin"), origin)) volume.origin = origin;
    std::array<double, 9> rows{};  // of the matrix whose columns are the axes
    const auto direction = image.attribute("Direction");
    if (!direction) return;
    if (!list_of(direction, rows))
        refuse_volume(file, fmt::format("the Direction \"{}\"", direction.value()), "nine numbers");
    for (std::size_t axis = 0; axis < 3; ++axis)
        volume.directions[axis] = {rows[axis], rows[3 + axis], rows[6 + axis]};
}

FileVolume read_vti(ByteReader& in, const VolumeChoice& choice)
{
    VtkFile vtk;
    parse(in, vtk, choice);
    const pugi::xml_node root = vtk.xml.child("VTKFile"), image = root.child("ImageData"),
                         piece = image.child("Piece");
    if (piece.next_sibling("Piece")) refuse_volume(in.file(), "several pieces", "one piece");
    const pugi::xml_node array = array_of(piece, choice.name, in.file());
    const bool points = std::string_view(array.parent().name()) == "PointData";
    const auto extent = extent_of(piece, in.file());
    std::array<long long, 3> size{};
    for (std::size_t a = 0; a < 3; ++a) size[a] = extent[2 * a + 1] - extent[2 * a] + (points ? 1 : 0);

    const bool big = std::string_view(root.attribute("byte_order").value()) == "BigEndian";
    const NumberType type = vti_type(array, big != big_endian_machine, in.file());
    const std::size_t width = std::string_view(array.attribute("format").value()) == "ascii"
                                  ? sizeof(std::int32_t)
                                  : LabelFiller::bytes_of(type);
    const std::size_t cells = checked_cells(in.file(), size, width, vtk.xml_bytes, choice);
    FileVolume volume{.form = fmt::format("VTK ImageData, {} data, {}", points ? "point" : "cell", type.name()),
                      .size = {int(size[0]), int(size[1]), int(size[2])}};
    take_vti_geometry(image, volume, in.file());
    volume.labels = vti_labels(in, vtk, array, cells, type);
    return volume;
}

}  // namespace

const VolumeFormat vti_format{{".vti"}, "pugixml, zlib, LZ4 or LZMA", read_vti};

}  // namespace dermavox::scene
