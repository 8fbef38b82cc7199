/// Our voxel grids with all that OpenVDB does with them. What a tree does is compiled once, in
/// byte_tree.cpp and mask_tree.cpp.
#pragma once

#include "dermavox/skin/voxel_grids.hpp"

#include <openvdb/Grid.h>
#include <openvdb/tree/LeafNodeMask.h>
#include <openvdb/tree/Tree.h>

extern template class openvdb::tree::Tree<dermavox::skin::ByteTree::RootNodeType>;
extern template class openvdb::tree::Tree<dermavox::skin::MaskTree::RootNodeType>;
extern template class openvdb::Grid<dermavox::skin::ByteTree>;
extern template class openvdb::Grid<dermavox::skin::MaskTree>;
