// volume.vti
#include "dermavox/core/parallel.hpp"
#include "dermavox/report/volumes.hpp"
#include "dermavox/wound/tiles.hpp"
#include "engine/report/vtk_file.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fmt/format.h>
#include <span>

namespace dermavox::report {
namespace {

/// The layer at each cell's centre, column by column; numbered as in skin/labels.hpp.
std::vector<std::uint8_t> labels_of(const skin::Skin& skin, const VolumeCells& cells)
{
    std::vector<std::uint8_t> labels(cells.hits().size());
    const double h = cells.lattice().voxel * cells.edge();
    const auto fill_column = [&](int i, int j, std::vector<double>& ends) {
        skin.tops((i + 0.5) * h, (j + 0.5) * h, std::span(ends).first(ends.size() - 1));
        int k = 0;
        for (std::size_t label = 0; label < ends.size(); ++label)
            for (; k < cells.nz() && (k + 0.5) * h < ends[label]; ++k)
                labels[(std::size_t(k) * std::size_t(cells.ny()) + std::size_t(j)) * std::size_t(cells.nx()) +
                       std::size_t(i)] = std::uint8_t(label);
    };
    core::parallel_for(std::size_t(cells.ny()), 8, [&](std::size_t begin, std::size_t end) {
        std::vector<double> ends(skin.stack().layers.size() + 2, INFINITY);  // the backing has no end
        for (std::size_t j = begin; j < end; ++j)
            for (int i = 0; i < cells.nx(); ++i) fill_column(i, int(j), ends);
    });
    return labels;
}

}  // namespace

int volume_block(const core::Lattice& lattice)
{
    int edge = 1;
    while (double(lattice.voxels()) / std::pow(edge, 3) > volume_cells) ++edge;
    return edge;
}

VolumeCells::VolumeCells(const core::Lattice& lattice)
    : m_lattice(lattice),
      m_edge(volume_block(lattice)),
      m_nx((lattice.nx + m_edge - 1) / m_edge),  // the last cell of a row may stick out of the patch
      m_ny((lattice.ny + m_edge - 1) / m_edge),
      m_nz((lattice.nz + m_edge - 1) / m_edge),
      m_hits(std::size_t(m_nx) * std::size_t(m_ny) * std::size_t(m_nz), 0),
      m_open(m_hits.size(), 0)
{
}

/// leaf(cell, leaf) for leaves that lie within one cell, voxel(cell, value) for every other active voxel of the
/// lattice.
template <class Tree, class Voxel, class Leaf>
void VolumeCells::visit(const Tree& tree, const Voxel& voxel, const Leaf& leaf)
{
    const openvdb::CoordBBox inside(0, 0, 0, m_lattice.nx - 1, m_lattice.ny - 1, m_lattice.nz - 1);
    const auto cell_of = [&](const openvdb::Coord& at) {
        return (std::size_t(at.z() / m_edge) * std::size_t(m_ny) + std::size_t(at.y() / m_edge)) * std::size_t(m_nx) +
               std::size_t(at.x() / m_edge);
    };
    for (auto at = tree.cbeginLeaf(); at; ++at) {
        const openvdb::CoordBBox box = at->getNodeBoundingBox();
        if (inside.isInside(box) && cell_of(box.min()) == cell_of(box.max())) {
            leaf(cell_of(box.min()), *at);
            continue;
        }
        for (auto on = at->cbeginValueOn(); on; ++on)
            if (inside.isInside(on.getCoord())) voxel(cell_of(on.getCoord()), *on);
    }
    auto tile = tree.cbeginValueOn();
    tile.setMaxDepth(tile.getLeafDepth() - 1);
    for (; tile; ++tile) {
        openvdb::CoordBBox box = tile.getBoundingBox();
        box.intersect(inside);
        for (auto at = box.begin(); at; ++at) voxel(cell_of(*at), *tile);
    }
}

void VolumeCells::add(const wound::Grids& grids)
{
    visit(
        grids.hits->tree(),
        [&](std::size_t cell, std::uint8_t value) { m_hits[cell] = std::max(m_hits[cell], value); },
        [&](std::size_t cell, const auto& leaf) {
            const std::uint8_t* values = leaf.buffer().data();
            std::uint8_t most = m_hits[cell];
            for (openvdb::Index i = 0; i < leaf.SIZE; ++i) most = std::max(most, values[i]);
            m_hits[cell] = most;
        });
    visit(
        grids.residual->tree(), [&](std::size_t cell, bool) { ++m_open[cell]; },
        [&](std::size_t cell, const auto& leaf) { m_open[cell] += std::uint32_t(leaf.onVoxelCount()); });
}

void write_volume_vti(const skin::Skin& skin, const VolumeCells& cells, std::ostream& out)
{
    VtkFile file("ImageData");
    std::string arrays = file.array("label", labels_of(skin, cells));
    arrays += file.array("hits", cells.hits());
    std::vector<float> open(cells.open().size());
    const double share = 100 / std::pow(cells.edge(), 3);
    std::transform(cells.open().begin(), cells.open().end(), open.begin(),
                   [&](std::uint32_t voxels) { return float(voxels * share); });
    arrays += file.array("open_percent", open);
    const double spacing = cells.lattice().voxel * cells.edge() * 1e3;
    const std::string extent = fmt::format("0 {} 0 {} 0 {}", cells.nx(), cells.ny(), cells.nz());
    file.write(fmt::format("<!-- millimetres, z is depth; a cell is {0} x {0} x {0} voxels -->\n"
                           "<ImageData WholeExtent=\"{1}\" Origin=\"0 0 0\" Spacing=\"{2} {2} {2}\">"
                           "<Piece Extent=\"{1}\"><CellData>{3}</CellData></Piece></ImageData>",
                           cells.edge(), extent, spacing, arrays),
               out);
}

void write_volume_vti(const skin::Skin& skin, const wound::Wound& wound, std::ostream& out)
{
    VolumeCells cells(wound.lattice);
    cells.add({wound.envelope, wound.residual, wound.hits});
    write_volume_vti(skin, cells, out);
}

}  // namespace dermavox::report
