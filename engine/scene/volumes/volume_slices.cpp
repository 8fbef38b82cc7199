// A folder of pictures, one for each depth: TIFF or PNG, in the order of the numbers at the end of their names.
#include "engine/scene/volumes/volume_file.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <optional>

namespace dermavox::scene {
namespace {

constexpr std::size_t k_most_slices = 100'000;

struct SliceFile {
    std::filesystem::path file;
    long long number = 0;
};

/// Digits at the end of the name before its ending.
std::optional<long long> slice_number(const std::filesystem::path& file)
{
    const std::string stem = file.stem().string();
    const std::size_t from = stem.find_last_not_of("0123456789") + 1;  // npos + 1 = 0
    long long number = 0;
    const auto [end, error] = std::from_chars(stem.data() + from, stem.data() + stem.size(), number);
    if (from == stem.size() || error != std::errc()) return std::nullopt;
    return number;
}

std::vector<SliceFile> slices_in(const std::filesystem::path& folder)
{
    std::vector<SliceFile> slices;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string ending = volume_ending(entry.path());
        if (ending != ".tif" && ending != ".tiff" && ending != ".png") continue;
        const auto number = slice_number(entry.path());
        if (!number)
            refuse_volume(entry.path(), "a slice without a number",
                          "a number at the end of the name, as in z_001.tif");
        slices.push_back({entry.path(), *number});
        if (slices.size() > k_most_slices) refuse_volume(folder, "more than 100000 slices", "a folder of slices");
    }
    if (slices.empty()) refuse_volume(folder, "no slices", "a folder of .tif or .png files, one for each depth");
    std::ranges::sort(slices, {}, [](const SliceFile& s) { return std::pair(s.number, s.file); });
    return slices;
}

/// Refuses a number twice and one that is left out; every second or tenth slice is a step like any other.
void check_numbers(const std::vector<SliceFile>& slices)
{
    if (slices.size() < 2) return;
    const long long step = slices[1].number - slices[0].number;
    for (std::size_t k = 1; k < slices.size(); ++k) {
        const long long wanted = slices[k - 1].number + step;
        if (slices[k].number == wanted && step > 0) continue;
        refuse_volume(slices[k].file, fmt::format("number {} after {}", slices[k].number, slices[k - 1].number),
                      step > 0 ? fmt::format("number {}: slices in equal steps", wanted) : "each number once",
                      "a slice is missing or of another stack");
    }
}

FileVolume read_slice(const SliceFile& slice, const VolumeChoice& choice)
{
    ByteReader in(slice.file);
    FileVolume volume = format_of(slice.file).read(in, choice);
    if (volume.size[2] != 1)
        refuse_volume(slice.file, fmt::format("{} pages", volume.size[2]),
                      "one page in each file of a folder of slices");
    return volume;
}

void append(FileVolume& stack, FileVolume slice, const std::filesystem::path& file)
{
    if (slice.size != std::array{stack.size[0], stack.size[1], 1} || slice.labels.index() != stack.labels.index())
        refuse_volume(
            file, fmt::format("{} x {} pixels, {}", slice.size[0], slice.size[1], slice.form),
            fmt::format("{} x {} pixels, {}, as the first slice", stack.size[0], stack.size[1], stack.form));
    std::visit(
        [&]<class Numbers>(Numbers& all) {
            const auto& more = std::get<Numbers>(slice.labels);
            all.insert(all.end(), more.begin(), more.end());
        },
        stack.labels);
    ++stack.size[2];
}

}  // namespace

LabelVolume decode_slices(const std::filesystem::path& folder, const VolumeChoice& choice)
{
    const std::vector<SliceFile> slices = slices_in(folder);
    check_numbers(slices);
    FileVolume stack = read_slice(slices.front(), choice);
    const double bytes =
        std::visit([](const auto& l) { return double(sizeof(l[0]) + 1) * double(l.size()); }, stack.labels);
    require_memory(folder, fmt::format("{} slices", slices.size()), bytes * double(slices.size()), choice);
    std::visit([&](auto& labels) { labels.reserve(labels.size() * slices.size()); }, stack.labels);
    for (std::size_t k = 1; k < slices.size(); ++k) append(stack, read_slice(slices[k], choice), slices[k].file);
    stack.form = fmt::format("{} slices, {}", slices.size(), stack.form);
    return oriented(std::move(stack), folder, choice);
}

}  // namespace dermavox::scene
