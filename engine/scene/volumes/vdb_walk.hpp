/// An OpenVDB file, walked through node by node before the library sees it: the library believes what a file states.
#pragma once

#include "engine/scene/volumes/volume_file.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace dermavox::scene {

/// What a grid of labels may hold.
struct VdbValues {
    std::string tree;       ///< Tree_float_5_4_3
    std::size_t bytes = 4;  ///< of a value in memory
    bool real = false;      ///< may lie in the file as 16-bit floats
    bool flag = false;      ///< its leaves are bit masks
};

struct VdbDescriptor {
    std::string name, type;
    bool half = false;                 ///< 16-bit floats, by the type's ending
    bool instance = false;             ///< of another grid's tree
    std::uint64_t place = 0, end = 0;  ///< of the grid
};

/// A grid that was walked through: the bytes of transform, nodes and values, and what they become in memory.
struct VdbGrid {
    VdbDescriptor descriptor;
    std::uint32_t version = 0, compression = 0;
    bool half = false;
    std::uint64_t begin = 0, end = 0;
    double memory_bytes = 0;  ///< of the tree
};

/// Walks through header, metadata, descriptors and the grid of this name (see default_name). All sizes, counts and
/// places lie within the file, packed values state the length that they must have, no node is off its lattice.
/// Refuses what is not like that, files before version 222 (OpenVDB 1.2, 2013), grids of other values, frustums, and
/// instances of other grids.
VdbGrid walk_vdb(ByteReader& in, const std::string& wanted);

}  // namespace dermavox::scene
