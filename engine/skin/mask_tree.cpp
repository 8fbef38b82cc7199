#include "dermavox/skin/voxel_trees.hpp"

template class openvdb::tree::Tree<dermavox::skin::MaskTree::RootNodeType>;
template class openvdb::Grid<dermavox::skin::MaskTree>;
