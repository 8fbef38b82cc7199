// volume.vti
#include "dermavox/core/parallel.hpp"
#include "dermavox/report/volumes.hpp"
#include "dermavox/wound/tiles.hpp"
#include "engine/report/vtk_file.hpp"

#include <algorithm>
#include <bit>
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

/// The next size of which a leaf of 8^3 voxels is a whole number, or which is a whole number of leaves.
int volume_block(const core::Lattice& lattice)
{
    int edge = 1;
    while (double(lattice.voxels()) / std::pow(edge, 3) > volume_cells) edge = edge < 8 ? 2 * edge : edge + 8;
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

namespace {

std::uint8_t highest(const std::uint8_t* leaf)
{
    std::uint8_t most = 0;
    for (int i = 0; i < 512; ++i) most = std::max(most, leaf[i]);
    return most;
}
/// Of a part of a leaf.
std::uint8_t highest(const std::uint8_t* leaf, const openvdb::Coord& from, int edge)
{
    std::uint8_t most = 0;
    for (int x = from.x(); x < from.x() + edge; ++x)
        for (int y = from.y(); y < from.y() + edge; ++y)
            for (int z = from.z(); z < from.z() + edge; ++z) most = std::max(most, leaf[64 * x + 8 * y + z]);
    return most;
}

}  // namespace

/// visit(leaf, cell, first voxel of it in the leaf) for all cells of the lattice in each leaf; a leaf is never cut by
/// the border of a cell but along its own grid.
template <class Tree, class Visit>
void VolumeCells::for_each_cell(const Tree& tree, const Visit& visit) const
{
    const int edge = std::min(m_edge, 8);
    for (auto leaf = tree.cbeginLeaf(); leaf; ++leaf) {
        const openvdb::Coord at = leaf->origin();
        for (int x = 0; x < 8 && at.x() + x < m_lattice.nx; x += edge)
            for (int y = 0; y < 8 && at.y() + y < m_lattice.ny; y += edge)
                for (int z = 0; z < 8 && at.z() + z < m_lattice.nz; z += edge) {
                    const auto i = std::size_t((at.x() + x) / m_edge), j = std::size_t((at.y() + y) / m_edge),
                               k = std::size_t((at.z() + z) / m_edge);
                    visit(*leaf, (k * std::size_t(m_ny) + j) * std::size_t(m_nx) + i, openvdb::Coord(x, y, z));
                }
    }
}

void VolumeCells::add(const wound::Grids& grids)
{
    const int edge = std::min(m_edge, 8);
    for_each_cell(grids.hits->tree(), [&](const auto& leaf, std::size_t cell, const openvdb::Coord& from) {
        const std::uint8_t* values = leaf.buffer().data();
        m_hits[cell] = std::max(m_hits[cell], edge == 8 ? highest(values) : highest(values, from, edge));
    });
    for_each_cell(grids.residual->tree(), [&](const auto& leaf, std::size_t cell, const openvdb::Coord& from) {
        const std::uint64_t column = (0xffu >> (8 - edge)) << from.z();  // its voxels in a column's byte
        std::uint64_t wanted = 0;
        for (int y = from.y(); y < from.y() + edge; ++y) wanted |= column << 8 * y;
        for (int x = from.x(); x < from.x() + edge; ++x)
            m_open[cell] += std::uint32_t(
                std::popcount(wanted & leaf.valueMask().template getWord<std::uint64_t>(openvdb::Index(x))));
    });
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
    cells.add({wound.residual, wound.hits});
    write_volume_vti(skin, cells, out);
}

}  // namespace dermavox::report
