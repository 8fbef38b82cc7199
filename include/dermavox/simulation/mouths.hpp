/// The openings of a wound as transport sees them.
#pragma once

#include "dermavox/mechanics/insertion.hpp"
#include "dermavox/transport/mouth.hpp"

#include <span>
#include <vector>

namespace dermavox::wound {
struct Tracts;
struct Wound;
}  // namespace dermavox::wound

namespace dermavox::simulation {

/// The residual openings with their centre in [0, width) x [0, height), as ellipses of their length and area; those
/// that touch are left apart, transport merges them.
std::vector<transport::Mouth> mouths_of(const wound::Tracts& tracts, double width, double height);
std::vector<transport::Mouth> mouths_of(const wound::Wound& wound);

/// Those that insertions of the first `passes` passes cut. `insertions` as they were given to wound::carve.
std::vector<transport::Mouth> mouths_after(const wound::Wound& wound,
                                           std::span<const mechanics::Insertion> insertions, int passes);

}  // namespace dermavox::simulation
