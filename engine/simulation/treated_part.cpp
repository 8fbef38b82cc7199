#include "dermavox/simulation/treated_part.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/metrics/domain.hpp"
#include "dermavox/wound/wound.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::simulation {
namespace {

transport::Mouth mouth_of(const wound::Opening& o, double depth)
{
    const double semi = wound::extent(o);
    return {.x = o.x,
            .y = o.y,
            .long_semi_axis = semi,
            .short_semi_axis = std::min(semi, wound::area(o) / (std::numbers::pi * semi)),  // a disc's is as long
            .depth = depth,
            .angle = std::atan2(o.along_y, o.along_x)};
}

}  // namespace

TreatedPart::TreatedPart(const scene::Scene& scene, double width, double height) : m_width(width), m_height(height)
{
    if (scene.motion.region.whole() || scene.wound) return;
    m_domain = std::make_shared<metrics::Domain>(scene.motion.region, width, height);
    if (!(m_domain->area() > 0))
        throw core::InputError({{scene.source_name, 0, 0, "motion.region", "a region without any area",
                                 "a part of the patch that is treated", ""}});
}

bool TreatedPart::contains(double x, double y) const
{
    return x >= 0 && y >= 0 && x < m_width && y < m_height && (!m_domain || m_domain->contains(x, y));
}

TreatedMouths TreatedPart::mouths(const wound::Tracts& tracts) const
{
    TreatedMouths all{.mouths = {}, .width = m_width, .height = m_height, .treated = m_domain ? m_domain->area() : 0};
    for (const wound::Opening& o : wound::residuals_at(tracts, 0))
        if (contains(o.x, o.y)) all.mouths.push_back(mouth_of(o, tracts.all[o.source].residual));
    return all;
}

TreatedMouths TreatedPart::mouths(const wound::Wound& wound) const { return mouths(wound.tracts); }

TreatedMouths TreatedPart::mouths_after(const wound::Wound& wound, std::span<const mechanics::Insertion> insertions,
                                        int passes) const
{
    wound::Tracts made = wound.tracts;
    std::erase_if(made.all, [&](const wound::Tract& t) { return int(insertions[t.insertion].pass) >= passes; });
    return mouths(made);
}

}  // namespace dermavox::simulation
