/// From tracts to channels: the connected openings of the surface after recoil.
#pragma once

#include "dermavox/wound/channel.hpp"
#include "dermavox/wound/tract.hpp"

namespace dermavox::wound {

/// Channels whose centre lies in the patch, in order of (y, x). Axes are those of the ellipse with the second
/// moments of the opening; volumes are integrals over depth of the exact area of the joined sections, layer
/// by layer at mean tops. width, height > 0: the patch; periodic: openings join over its border.
std::vector<Channel> channels_of(const Tracts& tracts, double width, double height, bool periodic);

}  // namespace dermavox::wound
