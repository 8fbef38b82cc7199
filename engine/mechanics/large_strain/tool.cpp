#include "engine/mechanics/large_strain/tool.hpp"

#include <cmath>

namespace dermavox::mechanics::large_strain {

namespace {

// From a disc of this radius round (r, z): needle's end, rounded edge, sphere.
Gap round_gap(double r, double z, double radius)
{
    const double away = std::hypot(r, z);
    if (away <= 0) return {-radius, {0, 1}, Eigen::Matrix2d::Zero()};
    const Eigen::Vector2d n(r / away, z / away);
    return {away - radius, n, (Eigen::Matrix2d::Identity() - n * n.transpose()) / away};
}

Gap flat_gap(double distance, double nr, double nz) { return {distance, {nr, nz}, Eigen::Matrix2d::Zero()}; }

Gap ring_gap(const Load& tool, double r, double above)
{
    const double middle = tool.inner > 0 ? (tool.inner + tool.outer) / 2 : 0;
    const double half = tool.inner > 0 ? (tool.outer - tool.inner) / 2 : tool.outer;
    const double side = r < middle ? -1 : 1, x = std::abs(r - middle) - (half - tool.edge), y = tool.edge - above;
    if (x > 0 && y > 0) {
        Gap gap = round_gap(x, y, tool.edge);
        gap.normal[0] *= side, gap.curvature(0, 1) *= side, gap.curvature(1, 0) *= side;
        return gap;
    }
    return y >= x ? flat_gap(-above, 0, 1) : flat_gap(x - tool.edge, side, 0);
}

}  // namespace

Gap gap_at(const Load& tool, double displacement, double r, double z)
{
    const double above = displacement - z;  // height over the tool's lowest point
    switch (tool.kind) {
    case Load::Kind::needle:
        return above < tool.outer ? round_gap(r, tool.outer - above, tool.outer) : flat_gap(r - tool.outer, 1, 0);
    case Load::Kind::ring: {
        const Gap ring = ring_gap(tool, r, above);
        const double face = tool.face - above;
        return tool.face > 0 && r < tool.inner && face < ring.distance ? flat_gap(face, 0, 1) : ring;
    }
    case Load::Kind::sphere:
        return round_gap(r, tool.outer - above, tool.outer);
    default:
        return flat_gap(1, 0, 1);
    }
}

}  // namespace dermavox::mechanics::large_strain
