/// The part of a patch that every figure refers to: all of it, or what motion.region leaves.
///
/// Whatever counts openings or divides by an area takes both from here, so that a figure of one pass, one setting of
/// the dial or one opening refers to the same area as the figure of the whole run.
#pragma once

#include "dermavox/mechanics/insertion.hpp"
#include "dermavox/scene/scene.hpp"
#include "dermavox/transport/openings.hpp"

#include <memory>
#include <span>
#include <vector>

namespace dermavox::metrics {
class Domain;
}
namespace dermavox::wound {
struct Tracts;
struct Wound;
}  // namespace dermavox::wound

namespace dermavox::simulation {

/// The openings of the treated part as transport sees them. SI.
struct TreatedMouths {
    std::vector<transport::Mouth> mouths;
    double width = 0, height = 0;  ///< of the patch
    double treated = 0;            ///< area that fluxes refer to; 0 = the whole patch

    /// Views `mouths`: valid as long as they are.
    transport::Patch patch() const { return {mouths, width, height, true, treated}; }
};

/// Immutable; copies share the domain.
class TreatedPart
{
public:
    /// Of a scene whose patch measures width by height [m]. Known openings ([wound]) treat the whole patch. Throws
    /// core::InputError for a region without any area.
    TreatedPart(const scene::Scene& scene, double width, double height);

    bool contains(double x, double y) const;
    /// Null where the whole patch is treated.
    const std::shared_ptr<const metrics::Domain>& domain() const { return m_domain; }

    /// The residual openings at the surface whose centre lies in the treated part, as ellipses of their length and
    /// area; those that touch are left apart, transport merges them.
    TreatedMouths mouths(const wound::Tracts& tracts) const;
    TreatedMouths mouths(const wound::Wound& wound) const;
    /// Those that insertions of the first `passes` passes cut. `insertions` as they were given to wound::carve.
    TreatedMouths mouths_after(const wound::Wound& wound, std::span<const mechanics::Insertion> insertions,
                               int passes) const;

private:
    double m_width, m_height;
    std::shared_ptr<const metrics::Domain> m_domain;
};

}  // namespace dermavox::simulation
