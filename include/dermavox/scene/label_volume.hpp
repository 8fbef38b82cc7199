/// Labelled volumes of other programs: which material every cell holds, from segmented OCT or micro-CT stacks.
///
/// | file | first, second, third axis | what it says of its cells |
/// |---|---|---|
/// | .npy, .npz | array index [x, y, z], either memory order | nothing |
/// | .vti | ImageData, one piece; CellData before PointData | Spacing, Origin, Direction |
/// | .tif | column, row, page of a multi-page stack | ImageJ or OME description, resolution tags |
/// | folder | column, row, file: .tif or .png by the numbers that end their names | as .tif; .png nothing |
/// | .vdb | index inside the box of the active voxels | the transform |
/// | .nii, .nii.gz | i, j, k of NIfTI-1 and -2 | pixdim, sform, else qform, units |
/// | .nrrd, .nhdr | axes of NRRD, versions 1 to 5 | spacings or space directions, units |
/// | .mha, .mhd | axes of MetaImage | ElementSpacing, TransformMatrix, DistanceUnits |
///
/// Labels are integers of 8 to 64 bits, floats of 16 to 64 with whole numbers, booleans or bits. The axes become x, y
/// and depth by the directions that the file states, in the frame of its own format (NIfTI's and ITK's differ by half
/// a turn about the third axis): axes that are swapped or run backwards are taken so, others are refused, and
/// VolumeChoice::axes goes before them. z counts down from the top face, as in every file that a run writes.
/// Channels, time frames and scaled values are refused by name. A header may name a file of numbers beside it.
///
/// Nothing that a file states is believed: sizes, counts and offsets are compared with the bytes that are there and
/// with the memory allowed before anything is allocated or a library is called. The program decodes in a process of
/// its own (volume_child.hpp).
#pragma once

#include "dermavox/scene/axes.hpp"
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

/// What a file says of its cells, along x, y and z.
struct VolumeGeometry {
    std::string form;            ///< "NIfTI-1, gzip, uint8"
    std::array<int, 3> size{};   ///< cells
    Axes axes{};                 ///< of the array in the file
    bool axes_chosen = false;    ///< by VolumeChoice::axes and not by the file
    std::array<int, 3> first{};  ///< index of the first cell in the file; 0 but for OpenVDB
    /// Cell widths in `unit`, 0 for one that is not stated. Nothing where the file states fewer than two, or
    /// 1 x 1 x 1 without a unit or in mm, which is what programs write that know none.
    std::optional<std::array<double, 3>> spacing{};
    std::string unit{};                             ///< of core::find_unit; empty: the file names none
    std::optional<std::array<double, 3>> origin{};  ///< of the file's first cell, in its own frame and unit

    std::optional<std::array<double, 3>> spacing_metres() const;  ///< nothing without a unit
};

struct LabelVolume {
    /// Of the file's own width, so that a large volume is held once.
    using Labels = std::variant<std::vector<std::int8_t>, std::vector<std::uint8_t>, std::vector<std::int16_t>,
                                std::vector<std::uint16_t>, std::vector<std::int32_t>, std::vector<std::uint32_t>,
                                std::vector<std::int64_t>, std::vector<std::uint64_t>>;
    VolumeGeometry geometry{};
    Labels labels{};                 ///< as the array lies in the file
    bool first_axis_fastest = true;  ///< in memory, of the array; its last axis is otherwise
};

struct VolumeChoice {
    std::string name;            ///< of the grid or data array; empty: the only one, else "labels", else "label"
    std::size_t most_bytes = 0;  ///< refuse what would take more, labels, index and reading together; 0 = no limit
    std::optional<Axes> axes{};  ///< of the array, instead of the directions that the file states
    bool one_file = false;       ///< refuse a header that names a file of numbers beside it
};

/// Throws core::Failure (66) for what is no regular file, (69) beyond most_bytes, before allocating, and where
/// decoding takes too long; core::InputError for one that is damaged, of another form, empty, whose labels are not
/// whole numbers, or that brings the library down which decodes it.
LabelVolume read_label_volume(const std::filesystem::path& file, const VolumeChoice& choice = {});

/// One byte per cell, along x, y and z; gives the labels back on the way. Throws as transport::index_labels does;
/// places in messages are those in the file's array.
transport::IndexedVolume index_volume(LabelVolume volume, std::span<const transport::LabelRange> ranges);

/// ".nii.gz" or the extension of the name, in lower case.
std::string volume_ending(const std::filesystem::path& file);

/// "0.0125 x 0.0125 x 0.005 mm" along x, y and z, with "?" for one that is not stated; or "not stated".
std::string spacing_text(const VolumeGeometry& geometry);

/// What the file states where cells of `wanted` metres contradict it: other proportions by more than 1 %. Empty where
/// they agree or the file states nothing; all widths may differ by one factor, which scale_of gives.
std::string contradiction(const VolumeGeometry& geometry, const std::array<double, 3>& wanted);

/// wanted / stated where a file with a unit states another size of the same proportions, by more than 1 %.
std::optional<double> scale_of(const VolumeGeometry& geometry, const std::array<double, 3>& wanted);

}  // namespace dermavox::scene
