#include "dermavox/scene/label_volume.hpp"

#include "dermavox/core/regular_file.hpp"
#include "engine/scene/volume_child.hpp"
#include "engine/scene/volume_file.hpp"

#include <algorithm>
#include <cctype>

namespace dermavox::scene {
namespace {

const VolumeFormat* const formats[] = {&npy_format, &vti_format, &tiff_format, &vdb_format};

/// ".npy, .vti, .tif, .tiff or .vdb"
std::string all_endings()
{
    std::string all;
    for (const VolumeFormat* format : formats)
        for (const std::string_view ending : format->endings) {
            const bool last = format == *std::rbegin(formats) && ending == format->endings.back();
            all += all.empty() ? "" : last ? " or " : ", ";
            all += ending;
        }
    return all;
}

}  // namespace

const VolumeFormat& format_of(const std::filesystem::path& file)
{
    std::string ending = file.extension().string();
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    for (const VolumeFormat* format : formats)
        if (std::ranges::find(format->endings, ending) != format->endings.end()) return *format;
    refuse_volume(file, ending.empty() ? "a name without an ending" : "the ending " + ending, all_endings());
}

LabelVolume decode_label_volume(const std::filesystem::path& file, const VolumeChoice& choice)
{
    ByteReader in(file);
    return format_of(file).read(in, choice);
}

LabelVolume read_label_volume(const std::filesystem::path& file, const VolumeChoice& choice)
{
    core::require_regular_file(file);
    const VolumeFormat& format = format_of(file);
    if (auto volume = decoded_by_child(file, format.library, choice)) return std::move(*volume);
    return decode_label_volume(file, choice);
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
