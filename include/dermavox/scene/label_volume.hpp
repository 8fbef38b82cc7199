/// Labelled volumes of other programs: which material every cell holds, from segmented OCT or micro-CT stacks.
///
/// | file | cell [x, y, z] | labels |
/// |---|---|---|
/// | .npy | array index [x, y, z], either memory order | integers of 8 to 64 bits, whole floats, booleans |
/// | .vti | ImageData, one piece; CellData before PointData | the same |
/// | .tif | column, row, page of a multi-page stack | 8, 16 or 32 bits, one sample a pixel |
/// | .vdb | index inside the box of the active voxels | Int32, Int64, Bool, Float and Double grids |
///
/// z counts down from the top face, as in every file that a run writes.
///
/// Nothing that a file states is believed: sizes, counts and offsets are compared with the bytes that are there and
/// with the memory allowed before anything is allocated or a library is called. The program decodes in a process of
/// its own (volume_child.hpp).
#pragma once

#include "dermavox/transport/volume_flux.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace dermavox::scene {

struct LabelVolume {
    /// Of the file's own width, so that a large volume is held once.
    using Labels = std::variant<std::vector<std::int8_t>, std::vector<std::uint8_t>, std::vector<std::int16_t>,
                                std::vector<std::uint16_t>, std::vector<std::int32_t>, std::vector<std::uint32_t>,
                                std::vector<std::int64_t>, std::vector<std::uint64_t>>;
    std::array<int, 3> size{};
    transport::Order order = transport::Order::x_fastest;
    Labels labels;
    std::array<int, 3> first{};  ///< index of the first cell in the file; 0 but for OpenVDB
    /// Cell widths as the file states them, in a unit that it does not name.
    std::optional<std::array<double, 3>> spacing;
};

struct VolumeChoice {
    std::string name;            ///< of the grid or data array; empty: the only one, else "labels", else "label"
    std::size_t most_bytes = 0;  ///< refuse what would take more, labels, index and reading together; 0 = no limit
};

/// Throws core::Failure (66) for what is no regular file, (69) beyond most_bytes, before allocating, and where
/// decoding takes too long; core::InputError for one that is damaged, of another form, empty, whose labels are not
/// whole numbers, or that brings the library down which decodes it.
LabelVolume read_label_volume(const std::filesystem::path& file, const VolumeChoice& choice = {});

/// One byte per cell; throws as transport::index_labels does.
transport::IndexedVolume index_volume(const LabelVolume& volume, std::span<const transport::Material> materials);

}  // namespace dermavox::scene
