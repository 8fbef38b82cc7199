/// The layered skin as a voxel grid: the value of a voxel is the layer at its centre.
#pragma once

#include "dermavox/skin/skin.hpp"
#include "dermavox/skin/voxel_grids.hpp"

namespace dermavox::skin {

using LabelTree = ByteTree;
using LabelGrid = ByteGrid;

/// Where grids stand: voxel (i, j, k) -> ((i + 1/2) h, (j + 1/2) h, (k + 1/2) h) in millimetres, z = depth.
/// Every grid of the engine uses it. Millimetres, because OpenVDB refuses a transform whose voxel has less
/// than 3e-15 cubic units, which 10 um in metres has. Requires h >= 0.02 um.
std::shared_ptr<openvdb::math::Transform> transform_of(const core::Lattice& lattice);

/// Labels of a lattice: 0 = outside the skin (background, inactive), i + 1 = layer i, layers + 1 = backing;
/// all voxels of the lattice below the surface are active. The label of a voxel is layer_at(its centre) + 1,
/// exactly. Where a leaf or a node lies inside one layer it is a tile, so memory follows the interfaces, not
/// the volume; leaves that the lattice's sides cut stay leaves. Parallel over blocks of 128 x 128 columns;
/// the same tree for any thread count.
///
/// Throws core::InputError where the lattice has no voxels, a voxel is smaller than 0.02 um or the stack has
/// more than 254 layers.
std::shared_ptr<LabelGrid> label_grid(const Skin& skin, const core::Lattice& lattice);

}  // namespace dermavox::skin
