// NIfTI-1 and NIfTI-2, one file, plain or in gzip: nifti.nimh.nih.gov/pub/dist/src/niftilib/nifti1.h and
// nifti.nimh.nih.gov/pub/dist/doc/nifti2.h. Read here and not by libnifti, which allocates what a header states
// before it has seen a byte of it, and follows the name of a second file.
#include "engine/scene/volumes/inflated_bytes.hpp"
#include "engine/scene/volumes/volume_file.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <memory>

namespace dermavox::scene {
namespace {

/// What both versions state, in one form.
struct NiftiHeader {
    const char* version = "";
    bool swapped = false;
    std::array<std::int64_t, 8> dim{};  ///< count of axes, then their sizes
    std::array<double, 8> pixdim{};     ///< handedness, then the widths
    std::int16_t type = 0;
    double offset = 0;  ///< of the numbers
    double slope = 0, intercept = 0;
    int units = 0, qform = 0, sform = 0;
    std::array<double, 6> quatern{};  ///< b, c, d, then the origin
    std::array<std::array<double, 4>, 3> srow{};
};

/// Fields one after another.
class NiftiFields
{
public:
    NiftiFields(std::string_view bytes, const std::filesystem::path& file, bool swapped)
        : m_in(bytes, file),
          m_swapped(swapped)
    {
    }

    template <class Number>
    Number at(std::uint64_t place)
    {
        m_in.go(place);
        return m_in.number<Number>(m_swapped);
    }
    template <class Number, class Array>
    void fill(std::uint64_t place, Array& numbers)
    {
        m_in.go(place);
        for (auto& number : numbers) number = m_in.number<Number>(m_swapped);
    }

private:
    ByteReader m_in;
    bool m_swapped;
};

constexpr std::int32_t header_1 = 348, header_2 = 540;

NiftiHeader header_of_1(NiftiFields in, bool swapped)
{
    NiftiHeader h{.version = "NIfTI-1", .swapped = swapped};
    in.fill<std::int16_t>(40, h.dim);
    in.fill<float>(76, h.pixdim);
    h.type = in.at<std::int16_t>(70);
    h.offset = double(in.at<float>(108));
    h.slope = double(in.at<float>(112)), h.intercept = double(in.at<float>(116));
    h.units = in.at<std::uint8_t>(123);
    h.qform = in.at<std::int16_t>(252), h.sform = in.at<std::int16_t>(254);
    in.fill<float>(256, h.quatern);
    for (std::size_t r = 0; r < 3; ++r) in.fill<float>(280 + 16 * r, h.srow[r]);
    return h;
}

NiftiHeader header_of_2(NiftiFields in, bool swapped)
{
    NiftiHeader h{.version = "NIfTI-2", .swapped = swapped};
    in.fill<std::int64_t>(16, h.dim);
    in.fill<double>(104, h.pixdim);
    h.type = in.at<std::int16_t>(12);
    h.offset = double(in.at<std::int64_t>(168));
    h.slope = in.at<double>(176), h.intercept = in.at<double>(184);
    h.units = in.at<std::int32_t>(500);
    h.qform = in.at<std::int32_t>(344), h.sform = in.at<std::int32_t>(348);
    in.fill<double>(352, h.quatern);
    for (std::size_t r = 0; r < 3; ++r) in.fill<double>(400 + 32 * r, h.srow[r]);
    return h;
}

NiftiHeader read_header(ByteStream& in)
{
    const auto refuse = [&](const std::string& found, const std::string& hint) {
        refuse_volume(in.file(), found, "a NIfTI-1 or NIfTI-2 file", hint);
    };
    if (in.left() < header_1) refuse("another beginning", cut_off);
    std::string bytes(header_1, '\0');
    in.read(bytes.data(), bytes.size());
    std::int32_t stated = 0;
    std::memcpy(&stated, bytes.data(), sizeof stated);
    const bool swapped = stated != header_1 && stated != header_2;
    if (swapped) stated = ByteReader(bytes, in.file()).number<std::int32_t>(true);
    if (stated == header_1) {
        const std::string_view magic = std::string_view(bytes).substr(344, 3);
        if (magic == "ni1") refuse("the header of a pair of files", "save it as one file, .nii");
        if (magic != "n+1") refuse("a header of Analyze 7.5 or of another form", "save it as .nii");
        return header_of_1({bytes, in.file(), swapped}, swapped);
    }
    if (stated != header_2) refuse("another beginning", "");
    bytes.resize(header_2);
    in.read(bytes.data() + header_1, header_2 - header_1);
    if (std::string_view(bytes).substr(4, 3) != "n+2")
        refuse("a header of another form", "save it as one file, .nii");
    return header_of_2({bytes, in.file(), swapped}, swapped);
}

NumberType nifti_type(const NiftiHeader& h, const std::filesystem::path& file)
{
    static const std::map<int, NumberType> numbers{
        {2, {'u', 1}},   {4, {'i', 2}},   {8, {'i', 4}},   {16, {'f', 4}},   {64, {'f', 8}},
        {256, {'i', 1}}, {512, {'u', 2}}, {768, {'u', 4}}, {1024, {'i', 8}}, {1280, {'u', 8}}};
    static const std::map<int, const char*> others{{1, "bits"},
                                                   {32, "complex numbers"},
                                                   {128, "RGB colours"},
                                                   {1792, "complex numbers"},
                                                   {2304, "RGBA colours"}};
    const auto at = numbers.find(h.type);
    if (at == numbers.end()) {
        const auto other = others.find(h.type);
        refuse_volume(file,
                      other == others.end() ? fmt::format("datatype {}", h.type)
                                            : fmt::format("{} (datatype {})", other->second, h.type),
                      "integers of 8 to 64 bits, or floats of 32 or 64", "save the segmentation, not the picture");
    }
    NumberType type = at->second;
    type.swapped = h.swapped;
    return type;
}

std::array<long long, 3> nifti_size(const NiftiHeader& h, const std::filesystem::path& file)
{
    constexpr const char* names[] = {
        "", "", "", "", "time frames", "channels", "values of a sixth axis", "values of a seventh axis"};
    if (h.dim[0] < 1 || h.dim[0] > 7)
        refuse_volume(file, fmt::format("{} axes (dim[0])", h.dim[0]), "1 to 7", cut_off);
    for (std::size_t i = 4; i <= std::size_t(h.dim[0]); ++i)
        if (h.dim[i] > 1)
            refuse_volume(file, fmt::format("{} {} (dim[{}])", h.dim[i], names[i], i), "one volume of labels",
                          "save the one that is meant");
    std::array<long long, 3> size{1, 1, 1};
    for (std::size_t i = 0; i < std::min<std::size_t>(3, std::size_t(h.dim[0])); ++i) size[i] = h.dim[i + 1];
    return size;
}

void refuse_scaling(const NiftiHeader& h, const std::filesystem::path& file)
{
    const bool none = h.slope == 0 || !std::isfinite(h.slope) || (h.slope == 1 && h.intercept == 0);
    if (!none)
        refuse_volume(file,
                      fmt::format("values scaled by {:.6g} x + {:.6g} (scl_slope, scl_inter)", h.slope, h.intercept),
                      "labels as they are", "save them unscaled: scl_slope 1, scl_inter 0");
}

/// Columns of the rotation that the quaternion states, the third turned round by pixdim[0] = -1.
Vectors quaternion_columns(const NiftiHeader& h)
{
    const auto [b, c, d, x, y, z] = h.quatern;
    const double a = std::sqrt(std::max(0.0, 1 - b * b - c * c - d * d)), turn = h.pixdim[0] < 0 ? -1 : 1;
    return {{{a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c)},
             {2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b)},
             {turn * 2 * (b * d + a * c), turn * 2 * (c * d - a * b), turn * (a * a + d * d - b * b - c * c)}}};
}

void take_nifti_geometry(const NiftiHeader& h, FileVolume& volume)
{
    constexpr const char* units[] = {"", "m", "mm", "um", "", "", "", ""};
    volume.unit = units[h.units & 7];
    for (std::size_t i = 0; i < 3; ++i) volume.spacing[i] = std::abs(h.pixdim[i + 1]);
    if (h.sform > 0) {
        volume.directions_name = "the sform's directions";
        volume.origin = {h.srow[0][3], h.srow[1][3], h.srow[2][3]};
        for (std::size_t i = 0; i < 3; ++i) volume.directions[i] = {h.srow[0][i], h.srow[1][i], h.srow[2][i]};
    } else if (h.qform > 0) {
        volume.directions_name = "the qform's directions";
        volume.origin = {h.quatern[3], h.quatern[4], h.quatern[5]};
        volume.directions = quaternion_columns(h);
    }
}

/// The widths of the sform must be those of pixdim, which a program that resamples may have left as they were.
void refuse_contradiction(const NiftiHeader& h, const FileVolume& volume, const std::filesystem::path& file)
{
    constexpr double rounding = 1e-3;
    for (std::size_t i = 0; h.sform > 0 && i < 3; ++i) {
        const auto& d = volume.directions[i];
        const double length = std::hypot(d[0], d[1], d[2]);
        if (volume.size[i] > 1 && !(std::abs(length - volume.spacing[i]) <= rounding * length))
            refuse_volume(file,
                          fmt::format("cells {:.6g} wide along axis {} by the sform, {:.6g} by pixdim", length, i + 1,
                                      volume.spacing[i]),
                          "one width", "write the file again from the program that made it");
    }
}

FileVolume read_volume(ByteStream& in, const std::string& packing, const VolumeChoice& choice)
{
    const NiftiHeader h = read_header(in);
    const NumberType type = nifti_type(h, in.file());
    const auto size = nifti_size(h, in.file());
    refuse_scaling(h, in.file());
    const std::size_t cells = checked_cells(in.file(), size, LabelFiller::bytes_of(type), 0, choice);
    const std::string_view version = h.version;
    const int header = version == "NIfTI-1" ? header_1 : header_2;
    constexpr double most_offset = 1e9;
    if (!(h.offset >= header && h.offset <= most_offset) || h.offset != std::floor(h.offset))
        refuse_volume(in.file(), fmt::format("numbers from byte {} on (vox_offset)", h.offset),
                      fmt::format("a place behind the header of {} bytes", header), cut_off);
    for (auto skip = std::uint64_t(h.offset) - std::uint64_t(header); skip > 0;) {  // extensions
        char ignored[4096];
        const auto part = std::min<std::uint64_t>(skip, sizeof ignored);
        in.read(ignored, part);
        skip -= part;
    }
    FileVolume volume{.form = std::string(version) + packing + ", " + type.name(),
                      .size = {int(size[0]), int(size[1]), int(size[2])}};
    take_nifti_geometry(h, volume);
    if (!choice.axes) refuse_contradiction(h, volume, in.file());
    volume.labels = read_labels(in, cells, type);
    return volume;
}

FileVolume read_nifti(ByteReader& in, const VolumeChoice& choice)
{
    const bool packed = in.left() >= 2 && in.number<std::uint16_t>(big_endian_machine) == 0x8b1f;
    in.go(0);
    if (!packed) return read_volume(in, "", choice);
    InflatedBytes bytes(in, in.left(), Packing::gzip_or_zlib);
    return read_volume(bytes, ", gzip", choice);
}

}  // namespace

const VolumeFormat nifti_format{{".nii", ".nii.gz"}, "zlib", read_nifti};

}  // namespace dermavox::scene
