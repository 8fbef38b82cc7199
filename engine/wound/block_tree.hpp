/// Builds a sparse tree block by block: every block of 128 x 128 columns owns its 128^3 nodes, so that
/// threads share nothing; the finished nodes are hung into the root in the end. Private to wound.
#pragma once

#include "dermavox/core/lattice.hpp"
#include "dermavox/skin/voxel_trees.hpp"

#include <map>
#include <memory>
#include <vector>

namespace dermavox::wound {

template <class Tree>
class BlockTree
{
public:
    using Leaf = typename Tree::LeafNodeType;
    using Upper = typename Tree::RootNodeType::ChildNodeType;  // 4096^3 voxels
    using Node = typename Upper::ChildNodeType;                // 128^3 voxels

    BlockTree(std::size_t blocks, const core::Lattice& lattice)
        : m_slabs((lattice.nz + int(Node::DIM) - 1) / int(Node::DIM)),
          m_nodes(blocks * m_slabs)
    {
    }

    /// Takes a finished leaf of a block. Calls for one block come from one thread.
    void add(std::size_t block, std::unique_ptr<Leaf> leaf)
    {
        const openvdb::Coord origin = leaf->origin();
        auto& node = m_nodes[block * m_slabs + std::size_t(origin.z()) / Node::DIM];
        if (!node) node = std::make_unique<Node>(origin, typename Tree::ValueType(0), false);
        node->addLeaf(leaf.release());
    }

    typename Tree::Ptr finish()
    {
        auto tree = std::make_shared<Tree>(typename Tree::ValueType(0));
        std::map<openvdb::Coord, Upper*> uppers;
        for (auto& node : m_nodes) {
            if (!node) continue;
            const openvdb::Coord key = node->origin() & ~(int(Upper::DIM) - 1);
            Upper*& upper = uppers[key];
            if (!upper) {
                upper = new Upper(key, typename Tree::ValueType(0), false);
                tree->root().addChild(upper);  // the tree owns it
            }
            upper->addChild(node.release());
        }
        return tree;
    }

private:
    std::size_t m_slabs;
    std::vector<std::unique_ptr<Node>> m_nodes;
};

}  // namespace dermavox::wound
