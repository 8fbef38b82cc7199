/// The kinds of our voxel grids, by name only: a file that passes grids on needs no header of OpenVDB. One that looks
/// into a grid includes voxel_trees.hpp.
#pragma once

#include <cstdint>
#include <memory>
#include <openvdb/version.h>

namespace openvdb {
OPENVDB_USE_VERSION_NAMESPACE
namespace OPENVDB_VERSION_NAME {
class ValueMask;
template <typename>
class Grid;
namespace math {
class Transform;
}
namespace tree {
template <typename>
class Tree;
template <typename>
class RootNode;
template <typename, std::uint32_t>
class InternalNode;
template <typename, std::uint32_t>
class LeafNode;
}  // namespace tree
}  // namespace OPENVDB_VERSION_NAME
}  // namespace openvdb

namespace dermavox::skin {

/// Leaves of 8^3 voxels in nodes of 16^3 leaves in nodes of 32^3 nodes, as OpenVDB's own grids.
template <class Value>
using VoxelTree = openvdb::tree::Tree<openvdb::tree::RootNode<
    openvdb::tree::InternalNode<openvdb::tree::InternalNode<openvdb::tree::LeafNode<Value, 3>, 4>, 5>>>;

using ByteTree = VoxelTree<std::uint8_t>;  ///< a number per voxel: layer, hits
using ByteGrid = openvdb::Grid<ByteTree>;
using MaskTree = VoxelTree<openvdb::ValueMask>;  ///< active or not: openvdb::MaskTree
using MaskGrid = openvdb::Grid<MaskTree>;

}  // namespace dermavox::skin
