#include "dermavox/skin/voxel_trees.hpp"

template class openvdb::tree::Tree<dermavox::skin::ByteTree::RootNodeType>;
template class openvdb::Grid<dermavox::skin::ByteTree>;
