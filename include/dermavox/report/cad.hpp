/// A device's needles and cartridge as drawings for other programs: bodies in STL, outlines and plans in DXF.
///
/// Millimetres, in a right-handed frame: the needle stands on its axis with the apex at z = 0 and the shaft above it;
/// a cartridge has x across the glide, y along it, and z up from the skin, with the face that the needles leave at
/// z = 0. Round parts are polygons of 96 corners on the true surface, so that a section has 0.9993 of the area.
#pragma once

#include "dermavox/device/device.hpp"

#include <filesystem>
#include <iosfwd>
#include <string>

namespace dermavox::report {

/// One closed body: point and shaft up to the needle's length, in binary STL.
std::string needle_stl(const device::Needle& needle);

/// Every needle of the cartridge (of a roller: of one station), its apex at the device's depth and the seat's offset
/// below the face, up to the face: a closed body each.
std::string cartridge_stl(const device::Device& device);

/// The needle from the side, apex at the origin, shaft along +y: a closed polyline on layer NEEDLE. DXF of AutoCAD
/// R12 with $INSUNITS millimetres.
std::string needle_dxf(const device::Needle& needle);

/// From above: a circle for each needle's shaft on layer NEEDLES, the aperture on APERTURE, the rims of a cap on CAP.
std::string cartridge_dxf(const device::Device& device);

/// needle.stl and .dxf, needle_type_1.stl ... of further types, cartridge.stl and .dxf, and a manifest. Throws as
/// write_folder does.
void write_cad(const device::Device& device, const std::filesystem::path& folder, bool force);

}  // namespace dermavox::report
