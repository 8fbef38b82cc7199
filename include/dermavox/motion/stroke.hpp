/// The records of the motion. SI, radians. Frame: world, x and y along the undeformed surface.
#pragma once

#include <cstdint>

namespace dermavox::motion {

/// The device at one bottom dead centre.
struct Cycle {
    std::uint32_t pass = 0;
    std::uint32_t index = 0;  ///< within the pass
    double time = 0;          ///< since the start of the programme
    double x = 0, y = 0;      ///< centre of the cartridge; not wrapped in periodic patches
    double heading = 0;       ///< of travel, from +x
    double orientation = 0;   ///< of the cartridge's y axis, from +x: the hand does not turn it on the way back
    double speed = 0;         ///< of glide; 0 when put down place by place
    double tilt = 0;          ///< of the device axis
    double tilt_heading = 0;  ///< direction of the raised side, from +x
    double push = 1;          ///< force of the hand over its mean
    bool lifted = false;      ///< off the skin: over a keep-out, or where no needle would land in the region
};

/// One needle's visit in one cycle.
struct Stroke {
    std::uint32_t pass = 0, cycle = 0;
    std::uint16_t needle = 0;
    double x = 0, y = 0;  ///< of the axis at the undeformed surface when deepest
    double depth = 0;     ///< tip past the undeformed surface if the skin were rigid: dial + length offset - tilt
                          ///< loss - curvature loss; 0 or less: it never reaches the skin; 0 when lifted
    double heading = 0;   ///< of travel
    double speed = 0;     ///< of glide
    double lean_x = 0, lean_y = 0;  ///< shift of the axis per depth: tan(tilt) towards the raised side
    double push = 1;                ///< of the hand at this moment, over its mean
};

}  // namespace dermavox::motion
