/// The two ends of a pipe between read_label_volume and the process that decodes for it.
#pragma once

#include "dermavox/scene/label_volume.hpp"
#include "dermavox/scene/volume_child.hpp"

#include <filesystem>
#include <optional>

namespace dermavox::scene {

/// The volume, decoded by a process of its own; nothing when there is no program for that or it cannot be started.
/// Throws what the decoder threw there; core::InputError that names `library` where the process crashed;
/// core::Failure (69) where it ran out of time.
std::optional<LabelVolume> decoded_by_child(const std::filesystem::path& file, const char* library,
                                            const VolumeChoice& choice);

/// Decodes in this process.
LabelVolume decode_label_volume(const std::filesystem::path& file, const VolumeChoice& choice);

/// First argument of the process; then follow the file, the name of the array, the
/// most bytes, the axes or nothing, and something where header and numbers must be one file.
inline constexpr const char* volume_child_argument = "decode-volume-for-parent";

/// What the process writes first; then come the bytes: the labels, or texts that end in a zero byte each.
struct VolumeReply {
    enum class Kind : std::int32_t { labels, problems, failure };
    static constexpr std::uint64_t right_magic = 0x564c554d45313764;
    static constexpr std::uint64_t longest_text = 1 << 20;

    std::uint64_t magic = right_magic;
    Kind kind = Kind::labels;
    std::int32_t exit_code = 0;  ///< of a failure
    std::int32_t size[3] = {}, first[3] = {};
    std::int32_t along[3] = {}, backwards[3] = {};  ///< of Axes
    std::int32_t axes_chosen = 0, first_axis_fastest = 0;
    std::int32_t type = 0;  ///< index in LabelVolume::Labels
    std::int32_t has_spacing = 0, has_origin = 0;
    double spacing[3] = {}, origin[3] = {};
    char form[96] = {}, unit[8] = {};  ///< zero-ended
    std::uint64_t bytes = 0;           ///< that follow
};

}  // namespace dermavox::scene
