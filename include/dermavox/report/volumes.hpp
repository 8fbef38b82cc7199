/// Files for other programs: OpenVDB (Blender, Houdini) and VTK (ParaView). The frame is that of core::Lattice:
/// z is depth, downwards. World units are
/// millimetres.
#pragma once

#include "dermavox/skin/skin.hpp"
#include "dermavox/wound/channel.hpp"

#include <cstdint>
#include <iosfwd>
#include <vector>

namespace dermavox::wound {
struct Tile;
struct Wound;  // wound/wound.hpp
}  // namespace dermavox::wound

namespace dermavox::report {

/// tissue.vdb: grids `labels` (float: 0 outside, i + 1 = layer i, layers + 1 = backing), `channels` (bool: open
/// after recoil), `hits` (float), `density` (float fog: 1 in channels, for renderers). Metadata: `unit`, layer
/// names. Value types are those that the Python bindings of OpenVDB 10 can read.
void write_tissue_vdb(const skin::Skin& skin, const wound::Wound& wound, std::ostream& out);

/// tiles/*.vdb, of a patch that is carved in tiles: grids `channels` and `hits` as in tissue.vdb, of the tile's
/// columns, at their place in the patch: opened together the tiles make up the whole.
void write_tile_vdb(const core::Lattice& lattice, const wound::Tile& tile, std::ostream& out);

/// Cells of volume.vti are blocks of voxels, as small as keeps their number to this.
inline constexpr double volume_cells = 32e6;

/// Voxels per cell edge for this lattice, a power of two.
int volume_block(const core::Lattice& lattice);

/// What the cells of volume.vti hold of the voxels, gathered from whole grids or tile after tile.
struct VolumeCells {
    explicit VolumeCells(const core::Lattice& lattice);

    std::size_t index(int i, int j, int k) const
    {
        return (std::size_t(k) * std::size_t(ny) + std::size_t(j)) * std::size_t(nx) + std::size_t(i);
    }

    core::Lattice lattice;
    int edge;  ///< voxels along a cell
    int nx, ny, nz;
    std::vector<std::uint8_t> hits;   ///< highest of a cell's voxels
    std::vector<std::uint32_t> open;  ///< open voxels of a cell
};

/// volume.vti: cell arrays `label` and `hits` (of the block's highest) and `open_percent` (share of the block that is
/// open).
void write_volume_vti(const skin::Skin& skin, const VolumeCells& cells, std::ostream& out);
void write_volume_vti(const skin::Skin& skin, const wound::Wound& wound, std::ostream& out);

/// channels.vtp: one line from mouth to bottom for each channel, with `radius_mm` (of a disc of the mouth's
/// area, 0 at the bottom: use a tube filter) and the columns of channels.csv as cell data.
void write_channels_vtp(const std::vector<wound::Channel>& channels, std::ostream& out);

}  // namespace dermavox::report
