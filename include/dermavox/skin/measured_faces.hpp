/// Interfaces that were measured, column by column, in place of planes: how far each face of the layers lies below
/// its mean depth.
#pragma once

#include <cstddef>
#include <vector>

namespace dermavox::skin {

/// Columns stand on a lattice of nx x ny, the first with its centre at (dx/2, dy/2). Between centres a face is
/// bilinear; past the outermost ones it stays level to the border of the scan, and beyond that it goes on as the
/// scan's mirror image, so that a patch of any size is covered without a step. SI. Immutable once shared.
struct MeasuredFaces {
    int nx = 0, ny = 0;
    double dx = 0, dy = 0;                    ///< pitch of the columns [m]
    std::vector<std::vector<float>> heights;  ///< maps of nx x ny: heights[map][j nx + i] [m]
    std::vector<int> of_face;                 ///< map of each face, the backing's last; -1 = a plane
    double offset = 0;                        ///< of those planes [m]

    /// Deviation of face i from its mean depth, down positive. Require i < of_face.size().
    double at(std::size_t i, double x, double y) const;
};

}  // namespace dermavox::skin
