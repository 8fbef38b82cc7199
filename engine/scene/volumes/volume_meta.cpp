// MetaImage, .mha and .mhd: itk.org/Wiki/ITK/MetaIO/Documentation.
#include "engine/scene/volumes/header_text.hpp"
#include "engine/scene/volumes/inflated_bytes.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dermavox::scene {
namespace {

/// Up to ElementDataFile, behind which local numbers begin.
HeaderFields meta_fields(ByteReader& in)
{
    HeaderFields fields(in.file());
    while (const auto line = next_line(in)) {
        const auto equal = line->find('=');
        if (equal == line->npos) break;
        const std::string key(trimmed(std::string_view(*line).substr(0, equal)));
        fields.add(key, std::string_view(*line).substr(equal + 1));
        if (key == "ElementDataFile") return fields;
    }
    refuse_volume(in.file(), "a header without ElementDataFile", "a MetaImage of KEY = VALUE lines");
}

bool flag(const HeaderFields& fields, std::initializer_list<const char*> keys, bool otherwise)
{
    const std::string& value = fields.value(keys);
    if (value.empty()) return otherwise;
    if (value == "True" || value == "true" || value == "1" || value == "T") return true;
    if (value == "False" || value == "false" || value == "0" || value == "F") return false;
    refuse_volume(fields.file(), fmt::format("{} = {}", *keys.begin(), value), "True or False");
}

NumberType meta_type(const HeaderFields& fields)
{
    static const std::map<std::string, NumberType> types{
        {"MET_CHAR", {'i', 1}},  {"MET_UCHAR", {'u', 1}},  {"MET_SHORT", {'i', 2}},     {"MET_USHORT", {'u', 2}},
        {"MET_INT", {'i', 4}},   {"MET_UINT", {'u', 4}},   {"MET_LONG", {'i', 4}},      {"MET_ULONG", {'u', 4}},
        {"MET_FLOAT", {'f', 4}}, {"MET_DOUBLE", {'f', 8}}, {"MET_LONG_LONG", {'i', 8}}, {"MET_ULONG_LONG", {'u', 8}}};
    const auto at = types.find(fields.value("ElementType"));
    if (at == types.end())
        refuse_volume(fields.file(), fmt::format("ElementType = {}", fields.value("ElementType")),
                      "integers of 8 to 64 bits, MET_FLOAT or MET_DOUBLE");
    const std::string& channels = fields.value("ElementNumberOfChannels");
    if (!channels.empty() && channels != "1")
        refuse_volume(fields.file(), channels + " channels (ElementNumberOfChannels)", "one: the label of the cell",
                      "save the segmentation, not a colour picture");
    NumberType type = at->second;
    const bool big = flag(fields, {"BinaryDataByteOrderMSB", "ElementByteOrderMSB"}, false);
    type.swapped = type.bytes > 1 && big != big_endian_machine;
    return type;
}

std::array<long long, 3> meta_size(const HeaderFields& fields)
{
    constexpr std::size_t most = 10;
    auto sizes = fields.counts("DimSize", 1, most);
    const auto axes = fields.counts("NDims", 1, 1);
    const bool fits = axes.size() == 1 && std::size_t(axes[0]) == sizes.size();
    while (sizes.size() > 3 && sizes.back() == 1) sizes.pop_back();
    if (!fits || sizes.size() != 3)
        refuse_volume(fields.file(),
                      fmt::format("NDims = {} with DimSize = {}", fields.value("NDims"), fields.value("DimSize")),
                      "three axes", "save one volume, without time frames");
    return {sizes[0], sizes[1], sizes[2]};
}

/// Letters for the side that each axis comes from: x runs to the left, y to the back, z up.
Vectors anatomical(const std::string& letters, const std::filesystem::path& file)
{
    constexpr std::string_view from = "RLAPIS";
    Vectors directions{};
    for (std::size_t i = 0; i < 3; ++i) {
        const auto at = i < letters.size() ? from.find(letters[i]) : from.npos;
        if (letters.size() != 3 || at == from.npos)
            refuse_volume(file, "AnatomicalOrientation = " + letters, "three letters, RAI e.g.");
        directions[i][at / 2] = at % 2 ? -1 : 1;
    }
    return directions;
}

void take_meta_geometry(const HeaderFields& fields, FileVolume& volume)
{
    volume.directions_name = "directions of TransformMatrix";
    volume.unit = length_unit(fields.value("DistanceUnits"), "DistanceUnits", fields.file());
    const char* width = fields.value("ElementSpacing").empty() ? "ElementSize" : "ElementSpacing";
    const auto spacing = fields.numbers(width, 10);
    if (spacing.size() >= 3) std::copy_n(spacing.begin(), 3, volume.spacing.begin());
    for (const char* key : {"Offset", "Position", "Origin"})
        if (const auto origin = fields.numbers(key, 10); origin.size() >= 3)
            volume.origin = {origin[0], origin[1], origin[2]};
    const std::string& letters = fields.value("AnatomicalOrientation");
    std::vector<double> matrix;
    for (const char* key : {"Orientation", "Rotation", "TransformMatrix"})
        if (!fields.value(key).empty()) matrix = fields.numbers(key, 100);
    const std::size_t n = matrix.size() == 16 ? 4 : 3;  // of four axes, the last of length 1
    if (!matrix.empty() && matrix.size() != 9 && matrix.size() != 16)
        refuse_volume(fields.file(), fmt::format("a TransformMatrix of {} numbers", matrix.size()), "nine");
    for (std::size_t i = 0; i < 3 && !matrix.empty(); ++i)
        volume.directions[i] = {matrix[n * i], matrix[n * i + 1], matrix[n * i + 2]};
    if (matrix.empty() && !letters.empty() && letters.find('?') == letters.npos)
        volume.directions = anatomical(letters, fields.file());
}

LabelVolume::Labels meta_labels(ByteReader& in, const HeaderFields& fields, std::size_t cells, NumberType type)
{
    if (flag(fields, {"CompressedData"}, false)) {
        const auto stated = fields.counts("CompressedDataSize", 0, 1);
        const std::uint64_t packed = stated.empty() || stated[0] == 0 ? in.left() : std::uint64_t(stated[0]);
        InflatedBytes bytes(in, packed, Packing::gzip_or_zlib);
        return read_labels(bytes, cells, type);
    }
    const std::uint64_t need = type.bytes_for(cells);
    const auto header = fields.counts("HeaderSize", -1, 1);
    if (!header.empty() && header[0] >= 0) in.skip(std::uint64_t(header[0]));
    if (!header.empty() && header[0] < 0 && in.left() >= need) in.go(in.size() - need);
    if (in.left() != need)
        refuse_volume(in.file(), fmt::format("{} bytes of numbers", in.left()),
                      fmt::format("{} numbers of {}, as the header says", cells, type.name()), cut_off);
    return read_labels(in, cells, type);
}

FileVolume read_meta(ByteReader& in, const VolumeChoice& choice)
{
    const HeaderFields fields = meta_fields(in);
    const NumberType type = meta_type(fields);
    if (!flag(fields, {"BinaryData"}, true))
        refuse_volume(in.file(), "BinaryData = False", "binary numbers", "save it as binary");
    const auto size = meta_size(fields);
    const std::size_t cells = checked_cells(in.file(), size, LabelFiller::bytes_of(type), 0, choice);
    const bool packed = flag(fields, {"CompressedData"}, false);
    FileVolume volume{.form = std::string("MetaImage") + (packed ? ", zlib, " : ", ") + type.name(),
                      .size = {int(size[0]), int(size[1]), int(size[2])}};
    take_meta_geometry(fields, volume);
    const std::string& beside = fields.value("ElementDataFile");
    if (beside == "LOCAL" || beside == "Local" || beside == "local") {
        volume.labels = meta_labels(in, fields, cells, type);
    } else {
        ByteReader numbers(numbers_beside(in.file(), beside, "ElementDataFile", choice));
        volume.labels = meta_labels(numbers, fields, cells, type);
    }
    return volume;
}

}  // namespace

const VolumeFormat meta_format{{".mha", ".mhd"}, "zlib", read_meta};

}  // namespace dermavox::scene
