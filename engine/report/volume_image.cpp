// volume.vti
#include "dermavox/core/parallel.hpp"
#include "dermavox/report/volumes.hpp"
#include "dermavox/wound/wound.hpp"
#include "engine/report/vtk_file.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fmt/format.h>
#include <span>

namespace dermavox::report {
namespace {

/// The lattice in blocks; the last block of a row may stick out of the patch.
struct Blocks {
    int edge, nx, ny, nz;

    explicit Blocks(const core::Lattice& lattice)
        : edge(volume_block(lattice)),
          nx(along(lattice.nx)),
          ny(along(lattice.ny)),
          nz(along(lattice.nz))
    {
    }
    std::size_t cells() const { return std::size_t(nx) * std::size_t(ny) * std::size_t(nz); }
    std::size_t cell_of(const openvdb::Coord& at) const
    {
        return (std::size_t(at.z() / edge) * std::size_t(ny) + std::size_t(at.y() / edge)) * std::size_t(nx) +
               std::size_t(at.x() / edge);
    }

private:
    int along(int voxels) const { return (voxels + edge - 1) / edge; }
};

/// The layer at each cell's centre, column by column; numbered as in skin/labels.hpp.
std::vector<std::uint8_t> labels_of(const skin::Skin& skin, const core::Lattice& lattice, const Blocks& blocks)
{
    std::vector<std::uint8_t> labels(blocks.cells());
    const double h = lattice.voxel * blocks.edge;
    const auto fill_column = [&](int i, int j, std::vector<double>& ends) {
        skin.tops((i + 0.5) * h, (j + 0.5) * h, std::span(ends).first(ends.size() - 1));
        int k = 0;
        for (std::size_t label = 0; label < ends.size(); ++label)
            for (; k < blocks.nz && (k + 0.5) * h < ends[label]; ++k)
                labels[(std::size_t(k) * std::size_t(blocks.ny) + std::size_t(j)) * std::size_t(blocks.nx) +
                       std::size_t(i)] = std::uint8_t(label);
    };
    core::parallel_for(std::size_t(blocks.ny), 8, [&](std::size_t begin, std::size_t end) {
        std::vector<double> ends(skin.stack().layers.size() + 2, INFINITY);  // the backing has no end
        for (std::size_t j = begin; j < end; ++j)
            for (int i = 0; i < blocks.nx; ++i) fill_column(i, int(j), ends);
    });
    return labels;
}

/// visit(coordinate, value) for the active voxels inside the lattice.
template <class Grid, class Visit>
void visit_inside(const Grid& grid, const core::Lattice& lattice, Visit visit)
{
    const openvdb::CoordBBox inside(0, 0, 0, lattice.nx - 1, lattice.ny - 1, lattice.nz - 1);
    for (auto on = grid.cbeginValueOn(); on; ++on) {
        openvdb::CoordBBox box = on.getBoundingBox();
        box.intersect(inside);
        if (box.empty()) continue;
        for (int x = box.min().x(); x <= box.max().x(); ++x)
            for (int y = box.min().y(); y <= box.max().y(); ++y)
                for (int z = box.min().z(); z <= box.max().z(); ++z) visit(openvdb::Coord(x, y, z), *on);
    }
}

}  // namespace

int volume_block(const core::Lattice& lattice)
{
    int edge = 1;
    while (double(lattice.voxels()) / std::pow(edge, 3) > volume_cells) ++edge;
    return edge;
}

void write_volume_vti(const skin::Skin& skin, const wound::Wound& wound, std::ostream& out)
{
    const core::Lattice& lattice = wound.lattice;
    const Blocks blocks(lattice);
    VtkFile file("ImageData");
    std::string cells = file.array("label", labels_of(skin, lattice, blocks));
    {
        std::vector<std::uint8_t> hits(blocks.cells(), 0);
        visit_inside(*wound.hits, lattice, [&](const openvdb::Coord& at, int value) {
            std::uint8_t& cell = hits[blocks.cell_of(at)];
            cell = std::uint8_t(std::max<int>(cell, value));
        });
        cells += file.array("hits", hits);
    }
    {
        std::vector<float> open(blocks.cells(), 0);
        const auto share = float(100 / std::pow(blocks.edge, 3));
        visit_inside(*wound.residual, lattice,
                     [&](const openvdb::Coord& at, bool) { open[blocks.cell_of(at)] += share; });
        cells += file.array("open_percent", open);
    }
    const double spacing = lattice.voxel * blocks.edge * 1e3;
    const std::string extent = fmt::format("0 {} 0 {} 0 {}", blocks.nx, blocks.ny, blocks.nz);
    file.write(fmt::format("<!-- millimetres, z is depth; a cell is {0} x {0} x {0} voxels -->\n"
                           "<ImageData WholeExtent=\"{1}\" Origin=\"0 0 0\" Spacing=\"{2} {2} {2}\">"
                           "<Piece Extent=\"{1}\"><CellData>{3}</CellData></Piece></ImageData>",
                           blocks.edge, extent, spacing, cells),
               out);
}

}  // namespace dermavox::report
