#include "dermavox/skin/labels.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/skin/voxel_trees.hpp"
#include "engine/skin/complaints.hpp"
#include "engine/skin/first_below.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace dermavox::skin {
namespace {

using Leaf = LabelTree::LeafNodeType;                  // 8^3 voxels
using Trunk = LabelTree::RootNodeType::ChildNodeType;  // 32^3 blocks
using Block = Trunk::ChildNodeType;                    // 16^3 leaves
using openvdb::Coord;

constexpr double least_voxel = 0.02e-6;  ///< [m]; see transform_of

/// The labels of 8 x 8 columns: column (i, j) has label m + 1 from voxel first(m, i, j) down to
/// first(m + 1, i, j). Columns outside the lattice have none.
class Bucket
{
public:
    Bucket(const Skin& skin, const core::Lattice& lattice, int i0, int j0);

    bool whole() const { return m_nx == 8 && m_ny == 8; }
    /// The one label of voxels [k, k + size) in all columns, or -1.
    int uniform(int k, int size) const;
    Leaf* leaf_at(int k) const;

private:
    int& first(std::size_t face, int i, int j) { return m_first[face * 64 + std::size_t(i * 8 + j)]; }
    int first(std::size_t face, int i, int j) const { return m_first[face * 64 + std::size_t(i * 8 + j)]; }

    int m_i0, m_j0, m_nx, m_ny, m_nz;
    std::size_t m_faces;
    std::vector<int> m_first;
    std::vector<std::array<int, 2>> m_range;  ///< least and greatest first voxel of a face
};

Bucket::Bucket(const Skin& skin, const core::Lattice& lattice, int i0, int j0)
    : m_i0(i0),
      m_j0(j0),
      m_nx(std::min(8, lattice.nx - i0)),
      m_ny(std::min(8, lattice.ny - j0)),
      m_nz(lattice.nz),
      m_faces(skin.stack().layers.size() + 1),
      m_first(m_faces * 64),
      m_range(m_faces)
{
    std::vector<double> depths(m_faces);
    m_range.assign(m_faces, {lattice.nz, 0});
    for (int i = 0; i < m_nx; ++i)
        for (int j = 0; j < m_ny; ++j) {
            skin.tops(lattice.centre(i0 + i), lattice.centre(j0 + j), depths);
            for (std::size_t face = 0; face < m_faces; ++face) {
                const int k = first(face, i, j) = first_below(depths[face], lattice);
                m_range[face] = {std::min(m_range[face][0], k), std::max(m_range[face][1], k)};
            }
        }
}

int Bucket::uniform(int k, int size) const
{
    int label = 0;
    for (const auto& [least, greatest] : m_range) {
        if (greatest <= k)
            ++label;
        else if (least < k + size)
            return -1;
    }
    return label;
}

Leaf* Bucket::leaf_at(int k0) const
{
    auto leaf = std::make_unique<Leaf>(Coord(m_i0, m_j0, k0), std::uint8_t(0), false);
    std::uint8_t* labels = leaf->buffer().data();
    for (int i = 0; i < m_nx; ++i)
        for (int j = 0; j < m_ny; ++j) {
            const int column = (i * 8 + j) * 8, end = std::min(8, m_nz - k0);
            for (std::size_t face = 0; face < m_faces; ++face)
                for (int k = std::max(0, first(face, i, j) - k0); k < end; ++k) ++labels[column + k];
            for (int k = 0; k < end; ++k) leaf->setActiveState(openvdb::Index(column + k), labels[column + k] > 0);
        }
    return leaf.release();
}

/// A node or tile of 128^3 voxels; no child and label 0 where there is nothing.
struct Part {
    Coord origin;
    std::unique_ptr<Block> block;
    std::uint8_t label = 0;
};

/// The 128 x 128 columns from (i0, j0) on, cut along depth into parts.
std::vector<Part> column_of_parts(const Skin& skin, const core::Lattice& lattice, int i0, int j0)
{
    std::vector<Part> parts;
    for (int k = 0; k < lattice.nz; k += Block::DIM)
        parts.push_back({Coord(i0, j0, k), std::make_unique<Block>(Coord(i0, j0, k), std::uint8_t(0)), 0});
    for (int i = i0; i < std::min(i0 + int(Block::DIM), lattice.nx); i += 8)
        for (int j = j0; j < std::min(j0 + int(Block::DIM), lattice.ny); j += 8) {
            const Bucket bucket(skin, lattice, i, j);
            for (int k = 0; k < lattice.nz; k += 8) {
                Block& block = *parts[k / Block::DIM].block;
                const int label = bucket.uniform(k, 8);
                if (label == 0) continue;
                if (label > 0 && bucket.whole() && k + 8 <= lattice.nz)
                    block.addTile(Block::coordToOffset(Coord(i, j, k)), std::uint8_t(label), true);
                else
                    block.addLeaf(bucket.leaf_at(k));
            }
        }
    for (Part& part : parts) {
        std::uint8_t label = 0;
        bool active = false;
        if (!part.block->isConstant(label, active)) continue;
        part.label = label;
        part.block.reset();
    }
    return parts;
}

void hang(Part part, LabelTree& tree)
{
    if (!part.block) {
        if (part.label > 0) tree.addTile(Trunk::LEVEL, part.origin, part.label, true);
        return;
    }
    auto* trunk = tree.root().probeNode<Trunk>(part.origin);
    if (!trunk) {
        trunk = new Trunk(part.origin, std::uint8_t(0));
        tree.root().addChild(trunk);
    }
    trunk->addChild(part.block.release());
}

void check_lattice(const Skin& skin, const core::Lattice& lattice)
{
    Complaints complaints;
    complaints.unless(std::isfinite(lattice.voxel) && lattice.voxel >= least_voxel, "grid.voxel",
                      fmt::format("{} m", lattice.voxel), fmt::format("at least {} m", least_voxel));
    complaints.unless(lattice.nx > 0 && lattice.ny > 0 && lattice.nz > 0, "grid",
                      fmt::format("{} x {} x {} voxels", lattice.nx, lattice.ny, lattice.nz),
                      "at least one along each axis");
    complaints.unless(skin.stack().layers.size() <= 254, "skin.layer",
                      fmt::format("{} layers", skin.stack().layers.size()), "at most 254 in a voxel grid");
    complaints.raise();
}

}  // namespace

openvdb::math::Transform::Ptr transform_of(const core::Lattice& lattice)
{
    const double voxel = lattice.voxel / (1.0_mm).si;
    auto transform = openvdb::math::Transform::createLinearTransform(voxel);
    transform->postTranslate(openvdb::Vec3d(voxel / 2));
    return transform;
}

LabelGrid::Ptr label_grid(const Skin& skin, const core::Lattice& lattice)
{
    check_lattice(skin, lattice);
    const int across = (lattice.ny - 1) / int(Block::DIM) + 1, along = (lattice.nx - 1) / int(Block::DIM) + 1;
    std::vector<std::vector<Part>> columns(std::size_t(along) * across);
    core::parallel_for(columns.size(), 1, [&](std::size_t begin, std::size_t) {
        const int i = int(begin) / across, j = int(begin) % across;
        columns[begin] = column_of_parts(skin, lattice, i * int(Block::DIM), j * int(Block::DIM));
    });

    auto grid = LabelGrid::create(0);
    for (auto& column : columns)
        for (Part& part : column) hang(std::move(part), grid->tree());
    grid->setTransform(transform_of(lattice));
    grid->setName("layers");
    return grid;
}

}  // namespace dermavox::skin
