#include "dermavox/simulation/mouths.hpp"

#include "dermavox/wound/wound.hpp"

#include <cmath>
#include <numbers>

namespace dermavox::simulation {

std::vector<transport::Mouth> mouths_of(const wound::Wound& wound)
{
    std::vector<transport::Mouth> mouths;
    for (const wound::Opening& o : wound::residuals_at(wound.tracts, 0)) {
        if (o.x < 0 || o.y < 0 || o.x >= wound.lattice.width() || o.y >= wound.lattice.height()) continue;
        const double semi = wound::extent(o);
        mouths.push_back({.x = o.x,
                          .y = o.y,
                          .long_semi_axis = semi,
                          .short_semi_axis = wound::area(o) / (std::numbers::pi * semi),
                          .depth = wound.tracts.all[o.source].residual,
                          .angle = std::atan2(o.along_y, o.along_x)});
    }
    return mouths;
}

}  // namespace dermavox::simulation
