#include "dermavox/scene/label_volume.hpp"

#include "dermavox/core/regular_file.hpp"
#include "engine/scene/volumes/volume_child.hpp"
#include "engine/scene/volumes/volume_file.hpp"

#include <algorithm>
#include <cctype>

namespace dermavox::scene {
namespace {

const VolumeFormat* const formats[] = {&npy_format,   &npz_format,  &vti_format,  &tiff_format, &vdb_format,
                                       &nifti_format, &nrrd_format, &meta_format, &png_format};

/// ".npy, .npz, ..., .mha or .mhd"
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

std::string lower(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return text;
}

std::string volume_ending(const std::filesystem::path& file)
{
    std::string ending = file.extension().string();
    if (lower(ending) == ".gz") ending = file.stem().extension().string() + ending;
    return lower(ending);
}

const VolumeFormat& format_of(const std::filesystem::path& file)
{
    const std::string ending = volume_ending(file);
    for (const VolumeFormat* format : formats)
        if (std::ranges::find(format->endings, ending) != format->endings.end()) return *format;
    refuse_volume(file, ending.empty() ? "a name without an ending" : "the ending " + ending, all_endings());
}

LabelVolume decode_label_volume(const std::filesystem::path& file, const VolumeChoice& choice)
{
    if (std::filesystem::is_directory(file)) return decode_slices(file, choice);
    ByteReader in(file);
    return oriented(format_of(file).read(in, choice), file, choice);
}

LabelVolume read_label_volume(const std::filesystem::path& file, const VolumeChoice& choice)
{
    const bool folder = std::filesystem::is_directory(file);
    if (!folder) core::require_regular_file(file);
    const char* const library = folder ? "libtiff or libpng" : format_of(file).library;
    if (auto volume = decoded_by_child(file, library, choice)) return std::move(*volume);
    return decode_label_volume(file, choice);
}

}  // namespace dermavox::scene
