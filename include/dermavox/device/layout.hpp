/// The named arrangements of needles in a cartridge.
#pragma once

#include "dermavox/device/cartridge.hpp"

#include <vector>

namespace dermavox::device {

/// N needles evenly on a circle, the first at `phase` from +x. Swath = 2 radius.
Cartridge ring(int needles, Length radius, Angle phase = 0.0);
/// Radius of a ring from its pitch, the chord between neighbours: p / (2 sin(pi/N)). Requires needles >= 2.
Length ring_radius(int needles, Length pitch);
/// Two concentric rings, the inner one turned by half its own pitch angle. Swath = 2 outer radius.
Cartridge two_rings(int outer, Length outer_radius, int inner, Length inner_radius);
/// columns (across) x rows (along) at a pitch, centred. Swath = columns x pitch.
Cartridge grid(int columns, int rows, Length pitch);
/// Rows across the glide, `gap` apart along it, each shifted across by pitch/rows against the one before it,
/// so that the needles leave per_row x rows tracks. Centred. Swath = per_row x pitch.
Cartridge rows(int rows, int per_row, Length pitch, Length gap);
/// The N places of a hexagonal lattice that are nearest to a lattice point, from the inside out and by angle.
/// Swath by swath_of.
Cartridge hex(int needles, Length pitch);

/// One station of a drum: `rows` needles evenly over its width, each second one `shift` further round the drum
/// (half a station's arc staggers the rows). A drum of N needles has N/rows stations. Swath = width.
Cartridge station(int rows, Length width, Length shift = {});

/// Staggered heights: adds offsets[k mod count] to the length of needle k. Requires offsets not empty.
Cartridge staggered(Cartridge cartridge, const std::vector<Length>& offsets);

/// A layout by its name and figures, as a scene states it.
struct Layout {
    std::string name = "ring";      ///< one of layout_names()
    int needles = 12;               ///< of the whole cartridge
    Length radius{2.5e-3};          ///< ring, two-rings (outer); 0 = from the pitch
    Length pitch{};                 ///< ring: chord; grid, rows, hex: between neighbours
    int rows = 1;                   ///< grid, rows: along the glide
    Length gap{};                   ///< rows: between rows along the glide; 0 = the pitch
    int inner_needles = 0;          ///< two-rings: of `needles`, on the inner ring
    Length inner_radius{};          ///< two-rings
    Angle phase = 0.0;              ///< ring
    std::vector<Length> heights{};  ///< length offsets, needle by needle and then again; none: all alike
    std::vector<Seat> table{};      ///< table
};

const std::vector<std::string>& layout_names();

/// Notes what keeps a layout from being built, keys under device.cartridge.
void check(const Layout& layout, core::Checklist& list);

/// The cartridge of a layout. Throws core::InputError when check() finds a problem.
Cartridge cartridge_of(const Layout& layout);

}  // namespace dermavox::device
