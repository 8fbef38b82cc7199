/// From tracts to channels: the connected openings of the surface after recoil.
#pragma once

#include "dermavox/skin/appendages.hpp"
#include "dermavox/skin/skin.hpp"
#include "dermavox/wound/channel.hpp"
#include "dermavox/wound/tract.hpp"

namespace dermavox::wound {

/// Channels whose centre lies in the patch, in order of (y, x). Axes are those of the ellipse with the second
/// moments of the opening; volumes are integrals over depth of the exact area of the joined sections, layer
/// by layer at mean tops. width, height > 0: the patch; periodic: openings join over its border. A channel meets a
/// follicle or gland when one of its openings reaches over the mouth.
std::vector<Channel> channels_of(const Tracts& tracts, double width, double height, bool periodic,
                                 std::span<const skin::Appendage> appendages = {});

/// What the deepest cut of each channel reaches, by the skin under its centre: the dermis, and the capillary plane,
/// `capillary_offset` under its top. Nothing in a stack without a dermis.
void mark_depths(std::vector<Channel>& channels, const skin::Skin& skin, double capillary_offset);

}  // namespace dermavox::wound
