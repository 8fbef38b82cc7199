/// A needling device: cartridge, needle, what drives it, and the cap that rides on the skin.
#pragma once

#include "dermavox/core/problem.hpp"
#include "dermavox/device/cartridge.hpp"
#include "dermavox/device/drive.hpp"
#include "dermavox/device/layout.hpp"
#include "dermavox/device/needle.hpp"
#include "dermavox/device/profile.hpp"
#include "dermavox/device/roller.hpp"
#include "dermavox/device/stamp.hpp"

#include <string>
#include <vector>

namespace dermavox::device {

enum class Kind { pen, roller, stamp };

/// The annulus round the aperture that presses on the skin; of a stamp its base, a disc up to the rim.
struct Cap {
    Length radius{4e-3};  ///< inner edge
    Length width{1e-3};
    Force force{1};  ///< of the hand on the skin

    Length rim() const { return radius + width; }  ///< outer edge: what the device tips over
};

struct Device {
    std::string name{};  ///< preset, or "own"
    Kind kind = Kind::pen;
    Length depth{1e-3};        ///< pen: the dial, tip past the cap plane when deepest; roller, stamp: needle
                               ///< length past drum or base
    Length depth_tolerance{};  ///< of the dial, plus or minus; 0 = not stated
    Cartridge cartridge{};     ///< roller: station(), x across the drum, y round it
    Needle needle{};
    std::vector<Needle> other_needles{};  ///< further types, by Seat::type from 1 on
    Drive drive{};                        ///< pen only
    Cap cap{};                            ///< pen and stamp
    Roller roller{};                      ///< roller only
    Stamp stamp{};                        ///< stamp only
};

/// Every type of needle, the device's own first.
std::vector<Needle> needle_types(const Device& device);
/// The same with the type of each seat.
NeedleSet needles_of(const Device& device);
/// The needle in a seat.
const Needle& needle_in(const Device& device, const Seat& seat);

/// Needles of the whole device: seats, times the stations of a roller.
int needle_count(const Device& device);

/// Dial depth plus the largest length offset of a seat.
Length deepest(const Device& device);

/// Depth that a lean of the device costs the needle at `lever` from the rim that it tips over:
/// lever sin(lean), lever = rim radius + the needle's distance past the centre. 5 degrees at 6 mm: 0.52 mm.
Length tilt_loss(Length lever, Angle lean);

/// What one needle does at depth z on a visit that reaches `depth`, in rigid skin.
struct Visit {
    Time dwell{};       ///< deeper than z
    Length slit{};      ///< torn along the glide, beyond the needle's own width
    Speed tip_speed{};  ///< as the tip crosses z on its way in
};
/// Pen: by its drive and glide speed; roller: by its drum and travel speed; stamp: hold and approach, no slit.
Visit visit(const Device& device, Length depth, Speed glide, Length z = {});

/// Mean number of needles in the skin at once: needles times duty (pen), times a_e/pi (roller), all (stamp).
double needles_in_skin(const Device& device);

/// Everything that is wrong with a device; empty when it can be used. Among it: needles that never leave the skin
/// (a dial of the stroke or more), and a return spring that cannot hold the needles on their cam.
std::vector<core::Problem> problems_of(const Device& device);

}  // namespace dermavox::device
