/// What the readers of labelled volumes share: limits before memory, one kind of message, labels from any number
/// type.
#pragma once

#include "dermavox/core/problem.hpp"
#include "dermavox/scene/label_volume.hpp"

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <string_view>
#include <vector>

namespace dermavox::scene {

LabelVolume read_npy(const std::filesystem::path& file, const VolumeChoice& choice);
LabelVolume read_vti(const std::filesystem::path& file, const VolumeChoice& choice);
LabelVolume read_tiff(const std::filesystem::path& file, const VolumeChoice& choice);
LabelVolume read_vdb(const std::filesystem::path& file, const VolumeChoice& choice);

[[noreturn]] void refuse_volume(const std::filesystem::path& file, std::string found, std::string expected,
                                std::string hint = {});

/// Cells of a volume of this size; refuses one without cells, with more than 2^31 - 1 along an axis, or that would
/// take more than choice.most_bytes at `bytes` each.
std::size_t checked_cells(const std::filesystem::path& file, std::array<long long, 3> size, std::size_t bytes,
                          const VolumeChoice& choice);

/// The wanted name; without one the only name there is, else "labels", else "label".
std::string default_name(const std::string& wanted, const std::vector<std::string>& names);

/// Numbers as they lie in a file: their kind (i, u, f), width in bytes and byte order.
struct NumberType {
    char kind = 'u';
    std::size_t bytes = 1;
    bool swapped = false;  ///< against this machine
};

/// `count` numbers of `type` from `data`, which holds as many; floats become 32-bit integers.
LabelVolume::Labels labels_from(std::span<const char> data, std::size_t count, NumberType type,
                                const std::filesystem::path& file);

/// Whole numbers of 32 bits; refuses any other value.
template <class Real>
std::vector<std::int32_t> whole(std::span<const Real> values, const std::filesystem::path& file)
{
    constexpr double most = std::numeric_limits<std::int32_t>::max();
    std::vector<std::int32_t> labels(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double value = double(values[i]);
        if (!(std::abs(value) <= most) || value != std::floor(value))
            refuse_volume(file, "the value " + std::to_string(value), "labels, which are whole numbers",
                          "save the segmentation, not the picture");
        labels[i] = std::int32_t(value);
    }
    return labels;
}

}  // namespace dermavox::scene
