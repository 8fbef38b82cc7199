#include "dermavox/scene/label_volume.hpp"

#include "dermavox/core/problem.hpp"
#include "engine/scene/volume_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace dermavox::scene {
namespace {

template <class Number>
std::vector<Number> numbers_from(std::span<const char> data, std::size_t count, bool swapped)
{
    std::vector<Number> numbers(count);
    std::memcpy(numbers.data(), data.data(), count * sizeof(Number));
    if (swapped)
        for (Number& number : numbers) {
            char* bytes = reinterpret_cast<char*>(&number);
            std::reverse(bytes, bytes + sizeof(Number));
        }
    return numbers;
}

}  // namespace

void refuse_volume(const std::filesystem::path& file, std::string found, std::string expected, std::string hint)
{
    throw core::InputError({{.file = file.string(),
                             .key = "volume",
                             .found = std::move(found),
                             .expected = std::move(expected),
                             .hint = std::move(hint)}});
}

std::size_t checked_cells(const std::filesystem::path& file, std::array<long long, 3> size, std::size_t bytes,
                          const VolumeChoice& choice)
{
    double cells = 1;
    for (const long long count : size) {
        if (count < 1 || count > std::numeric_limits<int>::max())
            refuse_volume(file, fmt::format("a size of {} x {} x {}", size[0], size[1], size[2]),
                          "at least one cell along each of three axes");
        cells *= double(count);
    }
    const double need = cells * double(bytes), most = choice.most_bytes ? double(choice.most_bytes) : 1e15;
    if (need > most)
        throw core::Failure(
            core::exit_code::refused,
            fmt::format("{}: {} x {} x {} cells take {:.3g} GB, more than the {:.3g} GB allowed; crop "
                        "or coarsen the volume, or raise --max-memory",
                        file.string(), size[0], size[1], size[2], need / 1e9, most / 1e9));
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

LabelVolume::Labels labels_from(std::span<const char> data, std::size_t count, NumberType type,
                                const std::filesystem::path& file)
{
    const auto as = [&]<class Number>(Number) { return numbers_from<Number>(data, count, type.swapped); };
    switch (type.kind == 'f' ? 16 + type.bytes : type.kind == 'i' ? 32 + type.bytes : type.bytes) {
    case 1:
        return as(std::uint8_t{});
    case 2:
        return as(std::uint16_t{});
    case 4:
        return as(std::uint32_t{});
    case 8:
        return as(std::uint64_t{});
    case 33:
        return as(std::int8_t{});
    case 34:
        return as(std::int16_t{});
    case 36:
        return as(std::int32_t{});
    case 40:
        return as(std::int64_t{});
    case 20:
        return whole(std::span<const float>(as(float{})), file);
    case 24:
        return whole(std::span<const double>(as(double{})), file);
    default:
        refuse_volume(file, fmt::format("numbers of {} bits", 8 * type.bytes),
                      "integers of 8 to 64 bits, or floats of 32 or 64");
    }
}

LabelVolume read_label_volume(const std::filesystem::path& file, const VolumeChoice& choice)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        throw core::Failure(core::exit_code::no_input, file.string() + ": no such file");
    std::string kind = file.extension().string();
    std::ranges::transform(kind, kind.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    if (kind == ".npy") return read_npy(file, choice);
    if (kind == ".vti") return read_vti(file, choice);
    if (kind == ".tif" || kind == ".tiff") return read_tiff(file, choice);
    if (kind == ".vdb") return read_vdb(file, choice);
    refuse_volume(file, kind.empty() ? "a name without an ending" : "the ending " + kind,
                  ".npy, .vti, .tif, .tiff or .vdb");
}

transport::IndexedVolume index_volume(const LabelVolume& volume, std::span<const transport::Material> materials)
{
    return std::visit(
        [&]<class Label>(const std::vector<Label>& labels) {
            return transport::index_labels<Label>(labels, volume.size, volume.order, materials);
        },
        volume.labels);
}

}  // namespace dermavox::scene
