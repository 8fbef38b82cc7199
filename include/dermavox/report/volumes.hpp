/// Files for other programs: OpenVDB (Blender, Houdini) and VTK (ParaView). The frame is that of core::Lattice:
/// z is depth, downwards. World units are
/// millimetres.
#pragma once

#include "dermavox/skin/skin.hpp"
#include "dermavox/wound/channel.hpp"

#include <iosfwd>
#include <vector>

namespace dermavox::wound {
struct Wound;  // wound/wound.hpp
}

namespace dermavox::report {

/// tissue.vdb: grids `labels` (float: 0 outside, i + 1 = layer i, layers + 1 = backing), `channels` (bool: open
/// after recoil), `hits` (float), `density` (float fog: 1 in channels, for renderers). Metadata: `unit`, layer
/// names. Value types are those that the Python bindings of OpenVDB 10 can read.
void write_tissue_vdb(const skin::Skin& skin, const wound::Wound& wound, std::ostream& out);

/// Cells of volume.vti are blocks of voxels, as small as keeps their number to this.
inline constexpr double volume_cells = 32e6;

/// Voxels per cell edge for this lattice.
int volume_block(const core::Lattice& lattice);

/// volume.vti: cell arrays `label` and `hits` (of the block's highest) and `open` (share of the block that is
/// open [%]).
void write_volume_vti(const skin::Skin& skin, const wound::Wound& wound, std::ostream& out);

/// channels.vtp: one line from mouth to bottom for each channel, with `radius_mm` (of a disc of the mouth's
/// area, 0 at the bottom: use a tube filter) and the columns of channels.csv as cell data.
void write_channels_vtp(const std::vector<wound::Channel>& channels, std::ostream& out);

}  // namespace dermavox::report
