#include "engine/scene/shapes/needle_shape.hpp"
#include "engine/scene/volumes/volume_file.hpp"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace dermavox::scene {
namespace {

using Eigen::Vector2d;

/// Centre and second moments of the area, by triangles from the first corner.
struct OutlineArea {
    double size = 0;
    Vector2d centre = Vector2d::Zero();
    Eigen::Matrix2d moments = Eigen::Matrix2d::Zero();
};

OutlineArea area_of(const std::vector<Vector2d>& corners)
{
    OutlineArea all;
    const Vector2d& origin = corners.front();
    for (std::size_t k = 0; k < corners.size(); ++k) {
        const Vector2d a = corners[k] - origin, b = corners[(k + 1) % corners.size()] - origin, sum = a + b;
        const double twice = a.x() * b.y() - a.y() * b.x();
        all.size += twice / 2;
        all.centre += twice / 6 * sum;
        all.moments += twice / 24 * (sum * sum.transpose() + a * a.transpose() + b * b.transpose());
    }
    all.centre /= all.size;
    all.moments = all.moments / all.size - all.centre * all.centre.transpose();
    all.centre += origin;
    return all;
}

/// x and y exactly where the axis lies within 2 degrees of them.
Vector2d long_axis_of(const OutlineArea& area, const std::filesystem::path& file)
{
    const double same = std::cos(2 * std::numbers::pi / 180);
    const Eigen::SelfAdjointEigenSolver<Eigen::Matrix2d> solver(area.moments);
    if (!(solver.eigenvalues()[1] > 1.5 * solver.eigenvalues()[0]))
        refuse_volume(file, "an outline about as wide as long", "that of a needle, along its axis");
    Vector2d axis = solver.eigenvectors().col(1);
    for (int k = 0; k < 2; ++k)
        if (std::abs(axis[k]) > same) return Vector2d::Unit(k);
    return axis;
}

/// The outline in a frame of its own: distance along the axis from one end, and across.
class AlongAxis
{
public:
    AlongAxis(const std::vector<Vector2d>& corners, const Vector2d& axis, const Vector2d& centre)
    {
        const Vector2d across(-axis.y(), axis.x());
        for (const Vector2d& corner : corners)
            m_corners.emplace_back((corner - centre).dot(axis), (corner - centre).dot(across));
        const auto [low, high] = std::ranges::minmax(m_corners, {}, [](const Vector2d& c) { return c.x(); });
        m_low = low.x(), m_high = high.x();
    }

    double low() const { return m_low; }
    double length() const { return m_high - m_low; }
    const std::vector<Vector2d>& corners() const { return m_corners; }

    /// Where a line across the axis enters and leaves the outline; refuses one that does so twice.
    std::pair<double, double> span(double height, const std::filesystem::path& file) const
    {
        std::vector<double> cuts;
        for (std::size_t k = 0; k < m_corners.size(); ++k) {
            const Vector2d &a = m_corners[k], &b = m_corners[(k + 1) % m_corners.size()];
            if ((a.x() > height) == (b.x() > height)) continue;
            cuts.push_back(a.y() + (height - a.x()) / (b.x() - a.x()) * (b.y() - a.y()));
        }
        if (cuts.size() != 2)
            refuse_volume(file, fmt::format("{} edges at one distance from the end", cuts.size()),
                          "an outline that is convex along its depth, of one solid needle");
        return std::minmax(cuts[0], cuts[1]);
    }

    /// Across, of the straight edge that runs all along one side.
    std::optional<double> straight_side() const
    {
        for (std::size_t k = 0; k < m_corners.size(); ++k) {
            const Vector2d &a = m_corners[k], &b = m_corners[(k + 1) % m_corners.size()];
            if (std::abs(a.x() - b.x()) >= 0.999 * length() && std::abs(a.y() - b.y()) <= 1e-6 * length())
                return a.y();
        }
        return std::nullopt;
    }

private:
    std::vector<Vector2d> m_corners;
    double m_low = 0, m_high = 0;
};

std::vector<double> heights_of(const AlongAxis& outline)
{
    constexpr std::size_t most = 256;
    std::vector<double> all, apart;
    for (const Vector2d& corner : outline.corners()) all.push_back(corner.x());
    std::ranges::sort(all);
    for (const double height : all)
        if (apart.empty() || height > apart.back() + 1e-6 * outline.length()) apart.push_back(height);
    if (apart.size() <= most) return apart;
    for (std::size_t k = 0; k < most; ++k) apart[k] = outline.low() + outline.length() * double(k) / double(most - 1);
    apart.resize(most);
    return apart;
}

}  // namespace

NeedleShape shape_of(const Outline& outline, double unit, const std::filesystem::path& file)
{
    std::vector<Vector2d> corners;
    for (const auto& corner : outline) corners.emplace_back(corner[0], corner[1]);
    const OutlineArea area = area_of(corners);
    if (!(std::abs(area.size) > 0)) refuse_volume(file, "an outline without area", "that of a needle");
    Vector2d axis = long_axis_of(area, file);
    const auto width = [&](const AlongAxis& of, double part) {
        const auto [from, to] = of.span(of.low() + part * of.length(), file);
        return to - from;
    };
    if (const AlongAxis either(corners, axis, area.centre); width(either, 0.02) > width(either, 0.98)) axis = -axis;
    const AlongAxis along(corners, axis, area.centre);
    if (width(along, 0.02) > 0.99 * width(along, 0.98))
        refuse_volume(file, "two ends as wide as each other", "one end with the apex");
    const auto side = along.straight_side();
    NeedleShape shape{.length = unit * along.length(),
                      .axis = fmt::format("({:.3g}, {:.3g})", axis.x(), axis.y()),
                      .source =
                          fmt::format("DXF, {} of {} corners", side ? "half section" : "outline", outline.size())};
    const double widest = width(along, 0.98), step = 1e-7 * along.length();
    std::vector<device::ProfileRow> rows;
    for (const double height : heights_of(along)) {
        const double distance = height - along.low();
        const auto [from, to] = along.span(rows.empty() ? height + step : height - step, file);
        const double aside = side ? std::min(std::abs(from - *side), std::abs(to - *side)) : std::abs(from + to) / 2;
        if (aside > 0.02 * widest)
            refuse_volume(
                file,
                fmt::format("an outline that is not symmetric, by {:.3g} at {:.4g} from the apex", aside, distance),
                "the whole outline of a round needle, or a half section along its axis");
        rows.push_back({unit * distance, unit * (side ? 1.0 : 0.5) * (to - from)});
    }
    shape.rows = profile_rows(rows, file);
    return shape;
}

}  // namespace dermavox::scene
