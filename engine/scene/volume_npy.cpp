// .npy, versions 1 to 3: numpy.org/doc/stable/reference/generated/numpy.lib.format.html
#include "engine/scene/volume_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <regex>
#include <sstream>

namespace dermavox::scene {
namespace {

constexpr std::size_t longest_header = 1 << 16;

struct Header {
    NumberType type;
    bool fortran = false;
    std::array<long long, 3> size{};
};

std::string header_text(std::istream& in, const std::filesystem::path& file)
{
    std::array<unsigned char, 12> start{};
    in.read(reinterpret_cast<char*>(start.data()), 10);
    if (!in || std::memcmp(start.data(), "\x93NUMPY", 6) != 0 || start[6] < 1 || start[6] > 3)
        refuse_volume(file, "another beginning", "a NumPy file", "write it with numpy.save");
    std::size_t length = start[8] + 256u * start[9];
    if (start[6] > 1) {
        in.read(reinterpret_cast<char*>(start.data()) + 10, 2);
        length += 65536u * start[10] + 16777216u * start[11];
    }
    if (!in || length > longest_header) refuse_volume(file, "a damaged header", "a NumPy file");
    std::string text(length, ' ');
    in.read(text.data(), std::streamsize(length));
    if (!in) refuse_volume(file, "the end of the file in its header", "a whole NumPy file");
    return text;
}

std::string first_match(const std::string& text, const char* pattern, const std::filesystem::path& file)
{
    std::smatch match;
    if (!std::regex_search(text, match, std::regex(pattern)))
        refuse_volume(file, "a header without descr, fortran_order or shape", "an array of plain numbers",
                      "records and object arrays are not labels");
    return match[1];
}

NumberType npy_type(const std::string& descr, const std::filesystem::path& file)
{
    const bool plain = descr.size() == 3 && std::string_view("<>|=").find(descr[0]) != std::string_view::npos &&
                       std::string_view("iufb").find(descr[1]) != std::string_view::npos;
    if (!plain || descr[2] < '1' || descr[2] > '8')
        refuse_volume(file, "numbers of type " + descr, "integers, whole floats or booleans",
                      "labels.astype(numpy.uint8)");
    const bool big = descr[0] == '>';
    return {.kind = descr[1] == 'b' ? 'u' : descr[1],
            .bytes = std::size_t(descr[2] - '0'),
            .swapped = descr[0] != '|' && descr[0] != '=' && big != (std::endian::native == std::endian::big)};
}

Header read_header(std::istream& in, const std::filesystem::path& file)
{
    const std::string text = header_text(in, file);
    Header header{.type = npy_type(first_match(text, "'descr':\\s*'([^']*)'", file), file)};
    header.fortran = first_match(text, "'fortran_order':\\s*(True|False)", file) == "True";
    const std::string shape = first_match(text, "'shape':\\s*\\(([0-9, ]*)\\)", file);
    std::istringstream numbers(shape);
    std::vector<long long> axes;
    for (long long n = 0; numbers >> n; numbers.ignore(1)) axes.push_back(n);
    if (axes.size() != 3)
        refuse_volume(file, fmt::format("an array of {} axes", axes.size()), "three axes, [x, y, z]",
                      "a slice [x, z] becomes a volume with array[:, None, :]");
    std::ranges::copy(axes, header.size.begin());
    return header;
}

}  // namespace

LabelVolume read_npy(const std::filesystem::path& file, const VolumeChoice& choice)
{
    std::ifstream in(file, std::ios::binary);
    const Header header = read_header(in, file);
    const std::size_t cells = checked_cells(file, header.size, header.type.bytes, choice);
    const auto start = std::size_t(in.tellg()), bytes = cells * header.type.bytes;
    if (std::filesystem::file_size(file) != start + bytes)
        refuse_volume(file, fmt::format("{} bytes of numbers", std::filesystem::file_size(file) - start),
                      fmt::format("{} bytes, as the header says", bytes), "the file is cut off or damaged");
    std::vector<char> data(bytes);
    in.read(data.data(), std::streamsize(bytes));
    return {.size = {int(header.size[0]), int(header.size[1]), int(header.size[2])},
            .order = header.fortran ? transport::Order::x_fastest : transport::Order::z_fastest,
            .labels = labels_from(data, cells, header.type, file),
            .spacing = {}};
}

}  // namespace dermavox::scene
