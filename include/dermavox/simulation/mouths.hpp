/// The openings of a wound as transport sees them.
#pragma once

#include "dermavox/transport/mouth.hpp"

#include <vector>

namespace dermavox::wound {
struct Wound;
}

namespace dermavox::simulation {

/// The residual openings with their centre in the patch, as ellipses of their length and area; those that touch are
/// left apart, transport merges them.
std::vector<transport::Mouth> mouths_of(const wound::Wound& wound);

}  // namespace dermavox::simulation
