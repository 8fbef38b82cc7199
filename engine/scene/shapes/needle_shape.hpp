/// The profile of a needle from a drawing: a closed body (STL) or the outline of a section along its axis (DXF).
#pragma once

#include "dermavox/device/needle.hpp"
#include "engine/scene/volumes/byte_reader.hpp"

#include <array>
#include <string>
#include <vector>

namespace dermavox::scene {

/// What a drawing shows, in metres.
struct NeedleShape {
    std::vector<device::ProfileRow> rows{};  ///< from the apex to the end of the taper
    double length = 0;                       ///< of the body, from end to end
    double ratio = 1;                        ///< largest width over thickness of a section; 1 = round
    std::string axis{};                      ///< from the apex on: "+z" or "(0.6, 0, 0.8)"
    std::string source{};                    ///< "STL, 1204 triangles"
};

/// A body as its surface: each triangle counter-clockwise from outside.
struct Mesh {
    std::vector<std::array<double, 3>> points;  ///< each once
    std::vector<std::array<int, 3>> triangles;
};

/// STL, binary or text, in the file's unit; points that are equal to the last bit become one. Refuses more than
/// 100 000 triangles, numbers that are not finite, and files that are cut off.
Mesh read_stl(ByteReader& in);

/// Radius of the circle of equal area against distance from the apex: at each height of a corner, or at 256 heights.
/// Refuses a body that is not closed or not in one piece, has no long axis or two ends alike, is hollow or folded
/// across its axis, or becomes thinner from the apex on. The axis is that of the least moment of inertia, or x, y or
/// z where it lies within 2 degrees of one.
NeedleShape shape_of(const Mesh& mesh, double unit, const std::filesystem::path& file);

using Outline = std::vector<std::array<double, 2>>;

/// The one closed outline of LINE, ARC, LWPOLYLINE and POLYLINE entities of a DXF text, in the file's unit; arcs
/// become chords of at most 2 degrees. `unit`: in metres, against the $INSUNITS that the file states. Refuses other
/// curves and inserted blocks by name, outlines that are open or several, and another unit.
Outline read_dxf(ByteReader& in, double unit);

/// Half the width against distance from the apex, where the outline is symmetric about its long axis to 2 % of its
/// width; else the width, where one straight edge runs all along it, as the axis of a half section does.
NeedleShape shape_of(const Outline& outline, double unit, const std::filesystem::path& file);

/// By the ending, .stl or .dxf; at most 64 MiB. `unit` in metres. Throws core::InputError and core::Failure (66).
NeedleShape read_needle_shape(const std::filesystem::path& file, double unit);

/// What both have in common: rows that never fall up to the full radius. `width`: [distance, radius] pairs from the
/// apex on.
std::vector<device::ProfileRow> profile_rows(const std::vector<device::ProfileRow>& widths,
                                             const std::filesystem::path& file);

}  // namespace dermavox::scene
