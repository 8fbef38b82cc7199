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

/// First argument of the process; then follow the file, the name of the array, and the most bytes.
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
    std::int32_t z_fastest = 0, type = 0, has_spacing = 0;  ///< type: index in LabelVolume::Labels
    std::int32_t unused = 0;
    double spacing[3] = {};
    std::uint64_t bytes = 0;  ///< that follow
};

}  // namespace dermavox::scene
