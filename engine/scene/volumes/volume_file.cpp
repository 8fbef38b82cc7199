#include "engine/scene/volumes/volume_file.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace dermavox::scene {
namespace {

LabelVolume::Labels empty_labels(std::size_t count, NumberType type, const std::filesystem::path& file)
{
    switch (type.kind == 'f' ? 16 + type.bytes : type.kind == 'i' ? 32 + type.bytes : type.bytes) {
    case 1:
        return std::vector<std::uint8_t>(count);
    case 2:
        return std::vector<std::uint16_t>(count);
    case 4:
        return std::vector<std::uint32_t>(count);
    case 8:
        return std::vector<std::uint64_t>(count);
    case 33:
        return std::vector<std::int8_t>(count);
    case 34:
        return std::vector<std::int16_t>(count);
    case 18:
    case 20:
    case 24:
    case 36:
        return std::vector<std::int32_t>(count);
    case 40:
        return std::vector<std::int64_t>(count);
    default:
        refuse_volume(file, fmt::format("numbers of {} bits", 8 * type.bytes),
                      "integers of 8 to 64 bits, or floats of 16 to 64");
    }
}

/// One number at `data`, which need not be aligned.
template <class Number>
Number number_at(const char* data, bool swapped)
{
    char bytes[sizeof(Number)];
    std::memcpy(bytes, data, sizeof bytes);
    if (swapped) std::reverse(std::begin(bytes), std::end(bytes));
    Number number;
    std::memcpy(&number, bytes, sizeof number);
    return number;
}

/// IEEE 754 binary16: 1 bit of sign, 5 of exponent, 10 of fraction.
double half_value(std::uint16_t bits)
{
    const int exponent = bits >> 10 & 31, fraction = bits & 1023;
    const double size = exponent == 31  ? std::numeric_limits<double>::quiet_NaN()
                        : exponent == 0 ? std::ldexp(fraction, -24)
                                        : std::ldexp(1024 + fraction, exponent - 25);
    return bits >> 15 ? -size : size;
}

double float_at(const char* data, NumberType type)
{
    return type.bytes == 2   ? half_value(number_at<std::uint16_t>(data, type.swapped))
           : type.bytes == 4 ? double(number_at<float>(data, type.swapped))
                             : number_at<double>(data, type.swapped);
}

}  // namespace

std::string printable(std::string text)
{
    constexpr std::size_t longest = 160;
    if (text.size() > longest) text = text.substr(0, longest) + "...";
    for (char& c : text)
        if (c < 0x20 || c > 0x7e) c = '?';
    return text;
}

void refuse_volume(const std::filesystem::path& file, const std::string& found, const std::string& expected,
                   std::string hint)
{
    throw core::InputError({{.file = file.string(),
                             .key = "volume",
                             .found = printable(found),
                             .expected = printable(expected),
                             .hint = std::move(hint)}});
}

void require_memory(const std::filesystem::path& file, const std::string& what, double need,
                    const VolumeChoice& choice)
{
    const double most = choice.most_bytes ? double(choice.most_bytes) : 1e15;
    if (need > most)
        throw core::Failure(core::exit_code::refused,
                            fmt::format("{}: {} {:.3g} GB, more than the {:.3g} GB allowed; crop or coarsen the "
                                        "volume, or raise --max-memory",
                                        file.string(), what, need / 1e9, most / 1e9));
}

std::size_t checked_cells(const std::filesystem::path& file, std::array<long long, 3> size, std::size_t bytes,
                          std::uint64_t besides, const VolumeChoice& choice)
{
    constexpr std::size_t index_bytes = 1;
    const std::string text = fmt::format("{} x {} x {}", size[0], size[1], size[2]);
    double cells = 1;
    for (const long long count : size) {
        if (count < 1 || count > std::numeric_limits<int>::max())
            refuse_volume(file, "a size of " + text, "at least one cell along each of three axes");
        cells *= double(count);
    }
    require_memory(file, text + " cells take", cells * double(bytes + index_bytes) + double(besides), choice);
    return std::size_t(cells);
}

std::string default_name(const std::string& wanted, const std::vector<std::string>& names)
{
    if (!wanted.empty()) return wanted;
    if (names.size() == 1) return names.front();
    const bool single =
        std::ranges::find(names, "labels") == names.end() && std::ranges::find(names, "label") != names.end();
    return single ? "label" : "labels";
}

std::int32_t whole_label(double value, const std::filesystem::path& file)
{
    constexpr double most = std::numeric_limits<std::int32_t>::max();
    if (!(std::abs(value) <= most) || value != std::floor(value))
        refuse_volume(file, "the value " + std::to_string(value), "labels, which are whole numbers",
                      "save the segmentation, not the picture");
    return std::int32_t(value);
}

LabelFiller::LabelFiller(std::size_t count, NumberType type, const std::filesystem::path& file)
    : m_type(type),
      m_file(file),
      m_labels(empty_labels(count, type, file))
{
}

void LabelFiller::add(std::span<const char> piece)
{
    const bool bits = m_type.kind == 'b';
    const auto put = [&]<class Label>(std::vector<Label>& labels) {
        const std::size_t missing = labels.size() - m_filled;
        const std::size_t count = bits ? std::min(8 * piece.size(), missing) : piece.size() / m_type.bytes;
        if (piece.size() != m_type.bytes_for(count) || count > missing)
            refuse_volume(m_file, "more numbers than cells", "a number for each cell");
        for (std::size_t i = 0; i < count; ++i) {
            Label& label = labels[m_filled + i];
            if (bits)
                label = Label(piece[i / 8] >> (7 - i % 8) & 1);
            else if (m_type.kind == 'f')
                label = Label(whole_label(float_at(piece.data() + i * m_type.bytes, m_type), m_file));
            else
                label = number_at<Label>(piece.data() + i * m_type.bytes, m_type.swapped);
        }
        m_filled += count;
    };
    std::visit(put, m_labels);
}

LabelVolume::Labels LabelFiller::take()
{
    if (std::visit([&](const auto& labels) { return labels.size() != m_filled; }, m_labels))
        refuse_volume(m_file, "fewer numbers than cells", "a number for each cell");
    return std::move(m_labels);
}

std::string NumberType::name() const
{
    if (kind == 'b') return "bits";
    return (kind == 'u' ? "uint" : kind == 'i' ? "int" : "float") + std::to_string(8 * bytes);
}

LabelVolume::Labels read_labels(ByteStream& in, std::size_t count, NumberType type)
{
    constexpr std::uint64_t piece_bytes = 1 << 20;
    const std::uint64_t bytes = type.bytes_for(count);
    if (bytes > in.left())
        refuse_volume(in.file(), fmt::format("{} bytes of numbers", in.left()),
                      fmt::format("{} numbers of {}, as the header says", count, type.name()), cut_off);
    LabelFiller labels(count, type, in.file());
    std::vector<char> piece;
    for (std::uint64_t left = bytes; left > 0; left -= piece.size()) {
        piece.resize(std::size_t(std::min(left, piece_bytes)));
        in.read(piece.data(), piece.size());
        labels.add(piece);
    }
    return labels.take();
}

LabelVolume::Labels labels_of_text(std::string_view text, std::size_t count, const std::filesystem::path& file)
{
    if (text.size() / 2 + 1 < count)  // a digit and a blank each
        refuse_volume(file, fmt::format("{} characters of numbers", text.size()), fmt::format("{} numbers", count),
                      cut_off);
    std::vector<std::int32_t> labels;
    labels.reserve(count);
    for (const char *at = text.data(), *end = at + text.size();;) {
        while (at != end && is_blank(*at)) ++at;
        double value = 0;
        const auto [next, error] = std::from_chars(at, end, value);
        if (at == end || error != std::errc{} || labels.size() == count) {
            if (at == end && labels.size() == count) return labels;
            refuse_volume(file, fmt::format("{}{} numbers", labels.size(), at == end ? "" : " or more"),
                          fmt::format("{} numbers", count), cut_off);
        }
        labels.push_back(whole_label(value, file));
        at = next;
    }
}

}  // namespace dermavox::scene
