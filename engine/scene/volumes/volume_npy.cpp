// .npy, versions 1 to 3: numpy.org/doc/stable/reference/generated/numpy.lib.format.html
#include "engine/scene/volumes/npy_array.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace dermavox::scene {
namespace {

constexpr std::uint64_t longest_header = 1 << 16;

struct Header {
    std::string descr;
    std::optional<bool> fortran;
    std::optional<std::vector<long long>> shape;
};

/// The header is a literal of Python: a dictionary of a text, a flag and a tuple of integers. Read from front to
/// back, one character after the other.
class HeaderText
{
public:
    HeaderText(std::string_view text, const std::filesystem::path& file) : m_text(text), m_file(file) {}

    Header read()
    {
        Header header;
        expect('{');
        while (!accept('}')) {
            const std::string key = quoted();
            expect(':');
            if (key == "descr" && header.descr.empty())
                header.descr = quoted();
            else if (key == "fortran_order" && !header.fortran)
                header.fortran = flag();
            else if (key == "shape" && !header.shape)
                header.shape = tuple();
            else
                fail();
            if (!accept(',')) {
                expect('}');
                break;
            }
        }
        if (header.descr.empty() || !header.fortran || !header.shape) fail();
        return header;
    }

private:
    [[noreturn]] void fail() const
    {
        refuse_volume(m_file, "a header that is not one of descr, fortran_order and shape",
                      "an array of plain numbers", "records and object arrays are not labels");
    }

    bool accept(char c)
    {
        while (!m_text.empty() && (m_text.front() == ' ' || m_text.front() == '\n')) m_text.remove_prefix(1);
        if (!m_text.starts_with(c)) return false;
        m_text.remove_prefix(1);
        return true;
    }

    void expect(char c)
    {
        if (!accept(c)) fail();
    }

    std::string quoted()
    {
        expect('\'');
        const auto end = m_text.find('\'');
        if (end == m_text.npos) fail();
        std::string text(m_text.substr(0, end));
        m_text.remove_prefix(end + 1);
        return text;
    }

    bool flag()
    {
        accept(' ');
        for (const auto& [word, value] : {std::pair{std::string_view("True"), true}, {"False", false}})
            if (m_text.starts_with(word)) return m_text.remove_prefix(word.size()), value;
        fail();
    }

    /// Of at most as many numbers as matter to a message.
    std::vector<long long> tuple()
    {
        constexpr std::size_t most = 64;
        std::vector<long long> numbers;
        expect('(');
        while (!accept(')')) {
            const auto [end, error] =
                std::from_chars(m_text.data(), m_text.data() + m_text.size(), numbers.emplace_back());
            if (error != std::errc() || numbers.size() > most) fail();
            m_text.remove_prefix(std::size_t(end - m_text.data()));
            if (!accept(',')) {
                expect(')');
                break;
            }
        }
        return numbers;
    }

    std::string_view m_text;
    const std::filesystem::path& m_file;
};

std::string header_text(ByteStream& in)
{
    char start[8] = {};
    if (in.left() >= 10) in.read(start, sizeof start);
    const auto version = static_cast<unsigned char>(start[6]);
    if (!std::string_view(start, sizeof start).starts_with("\x93NUMPY") || version < 1 || version > 3)
        refuse_volume(in.file(), "another beginning", "a NumPy array", "write it with numpy.save");
    const std::uint64_t length =
        version == 1 ? in.number<std::uint16_t>(big_endian_machine) : in.number<std::uint32_t>(big_endian_machine);
    if (length > longest_header || length > in.left())
        refuse_volume(in.file(), fmt::format("a header of {} bytes", length),
                      fmt::format("at most {}, within the file", longest_header), cut_off);
    std::string text(length, '\0');
    in.read(text.data(), length);
    return text;
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

/// "2 x 3 x 4 x 5"
std::string shape_text(const std::vector<long long>& shape)
{
    std::string text;
    for (std::size_t i = 0; i < std::min<std::size_t>(shape.size(), 8); ++i)
        text += (i ? " x " : "") + std::to_string(shape[i]);
    return text.empty() ? "a single number" : text;
}

/// Of three axes, where those of length 1 are left out of an array of more.
std::vector<long long> volume_shape(std::vector<long long> shape, const std::filesystem::path& file)
{
    const std::string stated = fmt::format("an array of {} axes, {}", shape.size(), shape_text(shape));
    if (shape.size() > 3) std::erase(shape, 1);
    if (shape.size() != 3)
        refuse_volume(file, stated, "three axes, [x, y, z]",
                      "one channel and one time frame, e.g. array[0]; a slice [x, z] becomes a volume with "
                      "array[:, None, :]");
    return shape;
}

FileVolume read_npy(ByteReader& in, const VolumeChoice& choice) { return read_npy_array(in, "NumPy", choice); }

}  // namespace

FileVolume read_npy_array(ByteStream& in, const std::string& form, const VolumeChoice& choice)
{
    const std::string text = header_text(in);
    const Header header = HeaderText(text, in.file()).read();
    const NumberType type = npy_type(header.descr, in.file());
    const auto shape = volume_shape(*header.shape, in.file());
    const std::size_t cells =
        checked_cells(in.file(), {shape[0], shape[1], shape[2]}, LabelFiller::bytes_of(type), 0, choice);
    if (in.left() % type.bytes != 0 || in.left() / type.bytes != cells)
        refuse_volume(in.file(), fmt::format("{} bytes of numbers", in.left()),
                      fmt::format("{} numbers of {} bytes, as the header says", cells, type.bytes), cut_off);
    return {.form = form + ", " + type.name(),
            .size = {int(shape[0]), int(shape[1]), int(shape[2])},
            .first_axis_fastest = *header.fortran,
            .labels = read_labels(in, cells, type)};
}

const VolumeFormat npy_format{{".npy"}, "the NumPy reader", read_npy};

}  // namespace dermavox::scene
