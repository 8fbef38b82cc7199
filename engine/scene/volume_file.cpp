#include "engine/scene/volume_file.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dermavox::scene {
namespace {

std::string printable(std::string text)
{
    constexpr std::size_t longest = 160;
    if (text.size() > longest) text = text.substr(0, longest) + "...";
    for (char& c : text)
        if (c < 0x20 || c > 0x7e) c = '?';
    return text;
}

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
    case 20:
    case 24:
    case 36:
        return std::vector<std::int32_t>(count);
    case 40:
        return std::vector<std::int64_t>(count);
    default:
        refuse_volume(file, fmt::format("numbers of {} bits", 8 * type.bytes),
                      "integers of 8 to 64 bits, or floats of 32 or 64");
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

}  // namespace

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

std::optional<std::array<double, 3>> usable_spacing(const std::array<double, 3>& widths)
{
    const bool usable = std::ranges::all_of(widths, [](double w) { return std::isfinite(w) && w > 0; });
    return usable ? std::optional(widths) : std::nullopt;
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
    const std::size_t count = piece.size() / m_type.bytes;
    const auto put = [&]<class Label>(std::vector<Label>& labels) {
        if (piece.size() % m_type.bytes != 0 || count > labels.size() - m_filled)
            refuse_volume(m_file, "more numbers than cells", "a number for each cell");
        for (std::size_t i = 0; i < count; ++i) {
            const char* number = piece.data() + i * m_type.bytes;
            Label& label = labels[m_filled + i];
            if (m_type.kind != 'f')
                label = number_at<Label>(number, m_type.swapped);
            else if (m_type.bytes == 4)
                label = Label(whole_label(double(number_at<float>(number, m_type.swapped)), m_file));
            else
                label = Label(whole_label(number_at<double>(number, m_type.swapped), m_file));
        }
    };
    std::visit(put, m_labels);
    m_filled += count;
}

LabelVolume::Labels LabelFiller::take()
{
    if (std::visit([&](const auto& labels) { return labels.size() != m_filled; }, m_labels))
        refuse_volume(m_file, "fewer numbers than cells", "a number for each cell");
    return std::move(m_labels);
}

}  // namespace dermavox::scene
