// volume.vti
#include "dermavox/core/parallel.hpp"
#include "dermavox/report/volumes.hpp"
#include "dermavox/skin/voxel_trees.hpp"
#include "engine/report/volumes/grid_blocks.hpp"
#include "engine/report/volumes/vtk_file.hpp"

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
    std::vector<std::uint8_t> labels(cells.hits.size());
    const double h = cells.lattice.voxel * cells.edge;
    const auto fill_column = [&](int i, int j, std::vector<double>& ends) {
        skin.tops((i + 0.5) * h, (j + 0.5) * h, std::span(ends).first(ends.size() - 1));
        int k = 0;
        for (std::size_t label = 0; label < ends.size(); ++label)
            for (; k < cells.nz && (k + 0.5) * h < ends[label]; ++k)
                labels[cells.index(i, j, k)] = std::uint8_t(label);
    };
    core::parallel_for(std::size_t(cells.ny), 8, [&](std::size_t begin, std::size_t end) {
        std::vector<double> ends(skin.stack().layers.size() + 2, INFINITY);  // the backing has no end
        for (std::size_t j = begin; j < end; ++j)
            for (int i = 0; i < cells.nx; ++i) fill_column(i, int(j), ends);
    });
    return labels;
}

using HitLeaf = HitBlock::ChildNodeType;
using OpenLeaf = OpenBlock::ChildNodeType;

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

std::uint32_t open_voxels(const OpenLeaf& leaf, const openvdb::Coord& from, int edge)
{
    const std::uint64_t column = std::uint64_t(0xffu >> (8 - edge)) << from.z();  // its voxels in a column's byte
    std::uint64_t wanted = 0;
    for (int y = from.y(); y < from.y() + edge; ++y) wanted |= column << 8 * y;
    int count = 0;
    for (int x = from.x(); x < from.x() + edge; ++x)
        count += std::popcount(wanted & leaf.valueMask().getWord<std::uint64_t>(openvdb::Index(x)));
    return std::uint32_t(count);
}

/// A leaf is a whole number of cells, or a cell of leaves.
void gather_leaf(VolumeCells& cells, const HitLeaf& hits, const OpenLeaf* open)
{
    const int edge = std::min(cells.edge, 8);
    const openvdb::Coord at = hits.origin();
    const std::uint8_t* values = hits.buffer().data();
    for (int x = 0; x < 8 && at.x() + x < cells.lattice.nx; x += edge)
        for (int y = 0; y < 8 && at.y() + y < cells.lattice.ny; y += edge)
            for (int z = 0; z < 8 && at.z() + z < cells.lattice.nz; z += edge) {
                const openvdb::Coord from(x, y, z);
                const std::size_t cell =
                    cells.index((at.x() + x) / cells.edge, (at.y() + y) / cells.edge, (at.z() + z) / cells.edge);
                cells.hits[cell] =
                    std::max(cells.hits[cell], edge == 8 ? highest(values) : highest(values, from, edge));
                if (open) cells.open[cell] += open_voxels(*open, from, edge);
            }
}

}  // namespace

int volume_block(const core::Lattice& lattice)
{
    int edge = 1;
    while (double(lattice.voxels()) / std::pow(edge, 3) > volume_cells) edge *= 2;
    return edge;
}

VolumeCells::VolumeCells(const core::Lattice& of)
    : lattice(of),
      edge(volume_block(of)),
      nx((of.nx + edge - 1) / edge),  // the last cell of a row may stick out of the patch
      ny((of.ny + edge - 1) / edge),
      nz((of.nz + edge - 1) / edge),
      hits(std::size_t(nx) * std::size_t(ny) * std::size_t(nz), 0),
      open(hits.size(), 0)
{
}

void gather(VolumeCells& cells, const HitBlock& hits, const OpenBlock* open)
{
    for (auto leaf = hits.cbeginChildOn(); leaf; ++leaf)
        gather_leaf(cells, *leaf, open ? open->probeConstLeaf(leaf->origin()) : nullptr);
}

void write_volume_vti(const skin::Skin& skin, const VolumeCells& cells, std::ostream& out)
{
    VtkFile file("ImageData");
    std::string arrays = file.array("label", labels_of(skin, cells));
    arrays += file.array("hits", cells.hits);
    std::vector<float> open(cells.open.size());
    const double share = 100 / std::pow(cells.edge, 3);
    std::transform(cells.open.begin(), cells.open.end(), open.begin(),
                   [&](std::uint32_t voxels) { return float(voxels * share); });
    arrays += file.array("open_percent", open);
    const double spacing = cells.lattice.voxel * cells.edge * 1e3;
    const std::string extent = fmt::format("0 {} 0 {} 0 {}", cells.nx, cells.ny, cells.nz);
    file.write(fmt::format("<!-- millimetres, z is depth; a cell is {0} x {0} x {0} voxels -->\n"
                           "<ImageData WholeExtent=\"{1}\" Origin=\"0 0 0\" Spacing=\"{2} {2} {2}\">"
                           "<Piece Extent=\"{1}\"><CellData>{3}</CellData></Piece></ImageData>",
                           cells.edge, extent, spacing, arrays),
               out);
}

void write_volume_vti(const skin::Skin& skin, const wound::Wound& wound, std::ostream& out)
{
    VolumeCells cells(wound.lattice);
    for_each_block({wound.residual, wound.hits},
                   [&](const HitBlock& hits, const OpenBlock* open) { gather(cells, hits, open); });
    write_volume_vti(skin, cells, out);
}

}  // namespace dermavox::report
