#include "dermavox/simulation/mouths.hpp"

#include "dermavox/wound/wound.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::simulation {
namespace {

template <class Keep>
std::vector<transport::Mouth> mouths_that(const wound::Tracts& tracts, double width, double height, Keep keep)
{
    std::vector<transport::Mouth> mouths;
    for (const wound::Opening& o : wound::residuals_at(tracts, 0)) {
        const wound::Tract& tract = tracts.all[o.source];
        if (o.x < 0 || o.y < 0 || o.x >= width || o.y >= height || !keep(tract)) continue;
        const double semi = wound::extent(o);
        mouths.push_back(
            {.x = o.x,
             .y = o.y,
             .long_semi_axis = semi,
             .short_semi_axis = std::min(semi, wound::area(o) / (std::numbers::pi * semi)),  // a disc's is as long
             .depth = tract.residual,
             .angle = std::atan2(o.along_y, o.along_x)});
    }
    return mouths;
}

}  // namespace

std::vector<transport::Mouth> mouths_of(const wound::Tracts& tracts, double width, double height)
{
    return mouths_that(tracts, width, height, [](const wound::Tract&) { return true; });
}

std::vector<transport::Mouth> mouths_of(const wound::Wound& wound)
{
    return mouths_of(wound.tracts, wound.lattice.width(), wound.lattice.height());
}

std::vector<transport::Mouth> mouths_after(const wound::Wound& wound,
                                           std::span<const mechanics::Insertion> insertions, int passes)
{
    return mouths_that(wound.tracts, wound.lattice.width(), wound.lattice.height(),
                       [&](const wound::Tract& tract) { return int(insertions[tract.insertion].pass) < passes; });
}

}  // namespace dermavox::simulation
