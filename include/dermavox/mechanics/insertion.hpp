/// What one needle did to the skin in one cycle. SI, radians.
#pragma once

#include "dermavox/skin/stretch.hpp"

#include <cstdint>

namespace dermavox::mechanics {

struct Insertion {
    std::uint32_t pass = 0, cycle = 0;
    std::uint16_t needle = 0;
    std::uint16_t punctured_layers = 0;  ///< from the top; 0 = the barrier held
    double x = 0, y = 0;                 ///< axis at the undeformed surface when deepest
    double heading = 0;                  ///< of travel: the direction of the slit
    double set = 0;                      ///< tip past the device's plane (dial and offsets): its depth in rigid skin
    double inserted = 0;  ///< of the needle in the skin, from its surface as it is dented; 0 when the barrier held
    double tip = 0;       ///< tip below the undeformed surface: set, and how far the device dents the skin or floats
    double lean_x = 0, lean_y = 0;  ///< shift of the axis per depth: tan(tilt) along the way it leans
    double residual = 0;            ///< depth of the channel that stays after recoil
    double peak_force = 0;          ///< on this needle
    double work = 0;                ///< done by the needle on the skin in this cycle
    double slit_rigid = 0;          ///< length torn at the surface in rigid skin: speed x dwell
    double slit = 0;           ///< length cut in the barrier by the glide (sideways.hpp); in skin without one, below
    double slit_dermis = 0;    ///< length cut below the barrier
    double slit_open = 0;      ///< length of it that stays open; needles' slits close to a line
    double lateral_force = 0;  ///< largest, sideways on this needle, while the device glides
    double dermis_load = 0;    ///< sideways force below the barrier over what cuts there, at most 1
    skin::Ellipse opening{};   ///< at the surface once the needle is out, slit and all; 0 where it closes
    double width = 1;          ///< radius of this needle over that of the nominal one, all along it

    bool punctured() const { return punctured_layers > 0; }
};

}  // namespace dermavox::mechanics
