// NRRD, versions 1 to 5: teem.sourceforge.net/nrrd/format.html. Read here and not by teem, which allocates what a
// header states and whose last release is of 2012.
#include "engine/scene/volumes/header_text.hpp"
#include "engine/scene/volumes/inflated_bytes.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dermavox::scene {
namespace {

constexpr std::size_t most_nrrd_axes = 16;

/// Up to the blank line before the numbers, or to the end of a header without numbers.
HeaderFields nrrd_fields(ByteReader& in)
{
    const std::string magic = next_line(in).value_or("");
    if (magic.size() != 8 || !magic.starts_with("NRRD000") || magic[7] < '1' || magic[7] > '5')
        refuse_volume(in.file(), "another beginning", "NRRD0001 to NRRD0005");
    HeaderFields fields(in.file());
    while (const auto line = next_line(in)) {
        if (line->empty()) return fields;
        const auto colon = line->find(": ");
        if (line->front() == '#' || line->find(":=") < colon) continue;
        if (colon == line->npos) refuse_volume(in.file(), "the line \"" + *line + "\"", "FIELD: VALUE");
        fields.add(line->substr(0, colon), line->substr(colon + 2));
    }
    return fields;
}

NumberType nrrd_type(const HeaderFields& fields, bool text)
{
    static const std::map<std::string, NumberType> types = [] {
        std::map<std::string, NumberType> all{
            {"signed char", {'i', 1}}, {"int8", {'i', 1}},          {"int8_t", {'i', 1}},
            {"uchar", {'u', 1}},       {"unsigned char", {'u', 1}}, {"uint8", {'u', 1}},
            {"uint8_t", {'u', 1}},     {"float", {'f', 4}},         {"double", {'f', 8}}};
        const std::tuple<const char*, const char*, std::size_t> words[] = {
            {"short", "int16", 2}, {"int", "int32", 4}, {"longlong", "int64", 8}, {"long long", "int64", 8}};
        for (const auto& [word, alias, bytes] : words) {
            const std::string w = word, a = alias;
            const std::string tail = w == "int" ? "" : w == "longlong" ? "" : " int";
            for (const std::string& name : {w, w + tail, "signed " + w, "signed " + w + tail, a, a + "_t"})
                all[name] = {'i', bytes};
            for (const std::string& name :
                 {"u" + w, "unsigned " + w, "unsigned " + w + tail, "u" + a, "u" + a + "_t"})
                all[name] = {'u', bytes};
        }
        return all;
    }();
    const auto at = types.find(lower(fields.value("type")));
    if (at == types.end())
        refuse_volume(fields.file(), fmt::format("type \"{}\"", fields.value("type")),
                      "integers of 8 to 64 bits, float or double");
    NumberType type = at->second;
    const std::string endian = lower(fields.value("endian"));
    if (type.bytes > 1 && !text && endian != "little" && endian != "big")
        refuse_volume(fields.file(), fmt::format("endian \"{}\"", endian), "little or big");
    type.swapped = type.bytes > 1 && (endian == "big") != big_endian_machine;
    return type;
}

/// Which three axes of the file are those of space.
std::vector<std::size_t> nrrd_axes(const HeaderFields& fields, const std::vector<long long>& sizes)
{
    const auto dimension = fields.counts("dimension", 1, 1);
    if (dimension.size() != 1 || std::size_t(dimension[0]) != sizes.size())
        refuse_volume(fields.file(), fmt::format("{} sizes of {} axes", sizes.size(), fields.value("dimension")),
                      "a size for each axis");
    std::vector<std::size_t> axes;
    for (std::size_t i = 0; i < sizes.size(); ++i)
        if (sizes.size() <= 3 || sizes[i] != 1) axes.push_back(i);
    if (axes.size() != 3)
        refuse_volume(fields.file(),
                      fmt::format("{} axes, sizes {}{}", sizes.size(), fields.value("sizes"),
                                  fields.value("kinds").empty() ? "" : ", kinds " + fields.value("kinds")),
                      "three axes of space", "save one channel and one time frame");
    return axes;
}

/// "(0.01,0,0) (0,0.01,0) none": a vector of three for each axis that has one.
std::vector<std::optional<std::array<double, 3>>> nrrd_vectors(const HeaderFields& fields, const std::string& key)
{
    std::vector<std::optional<std::array<double, 3>>> vectors;
    std::string_view text = fields.value(key);
    const auto refuse = [&] {
        refuse_volume(fields.file(), fmt::format("{} {}", key, fields.value(key)), "(X,Y,Z) or none for each axis");
    };
    for (text = trimmed(text); !text.empty(); text = trimmed(text)) {
        if (vectors.size() == most_nrrd_axes) refuse();
        if (text.starts_with("none")) {
            vectors.emplace_back();
            text.remove_prefix(4);
            continue;
        }
        const auto end = text.find(')');
        if (text.front() != '(' || end == text.npos) refuse();
        HeaderFields inside(fields.file());
        std::string numbers(text.substr(1, end - 1));
        std::ranges::replace(numbers, ',', ' ');
        inside.add(key, numbers);
        const auto parts = inside.numbers(key, 3);
        if (parts.size() != 3) refuse();
        vectors.emplace_back(std::array{parts[0], parts[1], parts[2]});
        text.remove_prefix(end + 1);
    }
    return vectors;
}

/// The unit that all of "mm" "mm" "mm" name, by number of the axis.
std::string nrrd_unit(const HeaderFields& fields, const std::string& key)
{
    std::string_view text = fields.value(key);
    std::string unit;
    for (auto open = text.find('"'); open != text.npos; open = text.find('"')) {
        text.remove_prefix(open + 1);
        const std::string name(text.substr(0, text.find('"')));
        text.remove_prefix(std::min(text.size(), name.size() + 1));
        if (!unit.empty() && !name.empty() && name != unit)
            refuse_volume(fields.file(), fmt::format("{} {}", key, fields.value(key)), "one unit for all axes");
        if (!name.empty()) unit = name;
    }
    return length_unit(unit, key, fields.file());
}

void take_nrrd_geometry(const HeaderFields& fields, const std::vector<std::size_t>& axes, FileVolume& volume)
{
    volume.directions_name = "space directions";
    const auto vectors = nrrd_vectors(fields, "space directions");
    const auto spacings = fields.numbers("spacings", most_nrrd_axes);
    volume.unit = nrrd_unit(fields, vectors.empty() ? "units" : "space units");
    for (std::size_t k = 0; k < 3; ++k) {
        const std::size_t axis = axes[k];
        if (axis < vectors.size() && vectors[axis]) {
            const auto& v = *vectors[axis];
            volume.directions[k] = v;
            volume.spacing[k] = std::hypot(v[0], v[1], v[2]);
        } else if (axis < spacings.size()) {
            volume.spacing[k] = spacings[axis];
        }
    }
    const auto origin = nrrd_vectors(fields, "space origin");
    if (!origin.empty()) volume.origin = origin.front();
    if (vectors.empty() && spacings.empty() && !fields.value({"axis mins", "axismins"}).empty())
        refuse_volume(fields.file(), "axis mins without spacings", "spacings or space directions",
                      "save it with the width of its cells");
}

/// To the first number: lines and bytes that the header says to pass over.
void skip_ahead(ByteReader& in, const HeaderFields& fields, std::uint64_t raw_bytes)
{
    const auto lines = fields.counts(fields.value("line skip").empty() ? "lineskip" : "line skip", 0, 1);
    const auto bytes = fields.counts(fields.value("byte skip").empty() ? "byteskip" : "byte skip", -1, 1);
    for (long long k = lines.empty() ? 0 : lines[0]; k > 0 && in.left() > 0; --k) next_line(in);
    if (bytes.empty() || bytes[0] == 0) return;
    if (bytes[0] > 0) return in.skip(std::uint64_t(bytes[0]));
    if (raw_bytes == 0 || raw_bytes > in.left())
        refuse_volume(in.file(), fmt::format("{} bytes, with byte skip -1", in.left()),
                      "at least as many bytes as the numbers take", cut_off);
    in.go(in.size() - raw_bytes);
}

LabelVolume::Labels nrrd_labels(ByteReader& in, const HeaderFields& fields, std::size_t cells, NumberType type)
{
    const std::string encoding = lower(fields.value("encoding"));
    skip_ahead(in, fields, encoding == "raw" ? type.bytes_for(cells) : 0);
    if (encoding == "raw") return read_labels(in, cells, type);
    if (encoding == "gzip" || encoding == "gz") {
        InflatedBytes bytes(in, in.left(), Packing::gzip_or_zlib);
        return read_labels(bytes, cells, type);
    }
    constexpr std::uint64_t widest_number = 32;
    if (in.left() / widest_number > cells)
        refuse_volume(in.file(), fmt::format("{} bytes of text", in.left()), fmt::format("{} numbers", cells));
    return labels_of_text(in.text(in.left(), in.left()), cells, in.file());
}

FileVolume read_nrrd(ByteReader& in, const VolumeChoice& choice)
{
    const HeaderFields fields = nrrd_fields(in);
    const std::string encoding = lower(fields.value("encoding"));
    const bool text = encoding == "text" || encoding == "txt" || encoding == "ascii";
    if (!text && encoding != "raw" && encoding != "gzip" && encoding != "gz")
        refuse_volume(in.file(), fmt::format("encoding \"{}\"", encoding), "raw, gzip or text");
    const NumberType type = nrrd_type(fields, text);
    const auto sizes = fields.counts("sizes", 1, most_nrrd_axes);
    const auto axes = nrrd_axes(fields, sizes);
    const std::size_t width = text ? sizeof(std::int32_t) : LabelFiller::bytes_of(type);
    const std::size_t cells = checked_cells(in.file(), {sizes[axes[0]], sizes[axes[1]], sizes[axes[2]]}, width,
                                            text ? in.left() : 0, choice);
    FileVolume volume{.form = "NRRD, " + encoding + ", " + type.name(),
                      .size = {int(sizes[axes[0]]), int(sizes[axes[1]]), int(sizes[axes[2]])}};
    take_nrrd_geometry(fields, axes, volume);
    const std::string& beside = fields.value({"data file", "datafile"});
    if (beside.empty()) {
        volume.labels = nrrd_labels(in, fields, cells, type);
    } else {
        ByteReader numbers(numbers_beside(in.file(), beside, "data file", choice));
        volume.labels = nrrd_labels(numbers, fields, cells, type);
    }
    return volume;
}

}  // namespace

const VolumeFormat nrrd_format{{".nrrd", ".nhdr"}, "zlib", read_nrrd};

}  // namespace dermavox::scene
