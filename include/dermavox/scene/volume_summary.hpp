/// What was understood of a labelled volume: axes, widths, labels, and the layers that they make.
#pragma once

#include "dermavox/scene/label_volume.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace dermavox::scene {

struct LabelCount {
    long long label = 0;
    std::uint64_t cells = 0;
    double depth = 0;  ///< mean index of its cells along z
};

struct LayerSummary {
    std::string name;      ///< of the layer, or its label
    double thickness = 0;  ///< mean over the columns [m, or cells where no width is known]
    double spread = 0;     ///< standard deviation of that from column to column
    double missing = 0;    ///< share of the columns without it
    bool cut_off = false;  ///< the volume ends in it
};

/// A cut through the middle of a volume: classes row by row from the top, 0 = outside, k = layer k - 1.
struct Slice {
    int width = 0, height = 0;
    int at = 0;  ///< index of the cells that it cuts
    std::vector<std::uint8_t> classes{};
};

struct VolumeSummary {
    VolumeGeometry geometry;
    std::optional<std::array<double, 3>> voxel{};  ///< cell widths that are used [m]
    std::vector<LabelCount> labels{};              ///< ascending; empty where layers are given by ranges
    std::vector<LayerSummary> layers{};            ///< from the top
    std::optional<double> tilt{};                  ///< of the surface [rad]; none without widths
    double misplaced = 0;                          ///< share of the cells above or below their layer
    /// x to the right and y up, x and depth, y and depth; empty without layers, and of a scene.
    std::array<Slice, 3> slices{};
};

/// Every label with its cells. Throws core::InputError for more than 65536 of them, as in a picture.
std::vector<LabelCount> count_labels(const LabelVolume& volume);

/// Layers of a volume of which nothing else is known: each label one, from the top down by the mean depth of its
/// cells, below the `outside` ones (none given: label 0). `voxel`: widths that go before the file's.
/// Throws core::InputError where `voxel` contradicts the file, and for more than 250 labels.
VolumeSummary summarise(LabelVolume volume, const std::vector<long long>& outside,
                        const std::optional<std::array<double, 3>>& voxel);

/// The lines that commands print: "format  ...", "size ...".
std::vector<std::string> lines_of(const VolumeSummary& summary);
/// The same in one: "scan.nii.gz: NIfTI-1, gzip, uint8; 24 x 20 x 40 cells of 12.5 x 12.5 x 5 um; axes xyz; ...".
std::string line_of(const VolumeSummary& summary);

}  // namespace dermavox::scene
