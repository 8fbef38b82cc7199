/// The voxel lattice of a treated patch, and the engine's one world frame.
///
/// World: x and y along the undeformed skin surface, from a corner of the patch; z is depth, downwards, 0 at
/// the mean surface. Metres. Voxel (i, j, k) is the cube [i h, (i+1) h) x [j h, (j+1) h) x [k h, (k+1) h);
/// its centre lies half a voxel in from the corner. OpenVDB grids carry the same shift in their transform.
#pragma once

#include <cstdint>

namespace dermavox::core {

struct Lattice {
    double voxel = 10e-6;        ///< h, edge of a voxel [m], > 0
    int nx = 0, ny = 0, nz = 0;  ///< voxels along x, y, depth

    double centre(int index) const { return (index + 0.5) * voxel; }
    double width() const { return nx * voxel; }   ///< along x [m]
    double height() const { return ny * voxel; }  ///< along y [m]
    double depth() const { return nz * voxel; }   ///< [m]
    double area() const { return width() * height(); }
    std::int64_t voxels() const { return std::int64_t(nx) * ny * nz; }
};

}  // namespace dermavox::core
