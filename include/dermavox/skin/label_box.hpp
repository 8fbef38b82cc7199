/// Labels on demand: those of a box of voxels straight from the height fields, for patches whose grid would
/// not fit. The caller's array is all the memory it takes.
#pragma once

#include "dermavox/skin/skin.hpp"

#include <cstdint>
#include <span>

namespace dermavox::skin {

/// Voxels [i0, i0 + ni) x [j0, j0 + nj) x [k0, k0 + nk) of a lattice.
struct Box {
    int i0 = 0, j0 = 0, k0 = 0;
    int ni = 0, nj = 0, nk = 0;

    std::int64_t voxels() const { return std::int64_t(ni) * nj * nk; }
};

/// labels[(i nj + j) nk + k], i, j, k from the box's corner, becomes what label_grid (labels.hpp) holds there:
/// 0 = above the surface, i + 1 = layer i, layers + 1 = backing. Parallel over columns, the same for any
/// thread count. Throws core::InputError where the box leaves the lattice, the array has another size or the
/// stack more than 254 layers.
void label_box(const Skin& skin, const core::Lattice& lattice, const Box& box, std::span<std::uint8_t> labels);

}  // namespace dermavox::skin
