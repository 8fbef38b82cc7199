#include "engine/scene/shapes/needle_shape.hpp"
#include "engine/scene/volumes/volume_file.hpp"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <numbers>
#include <numeric>

namespace dermavox::scene {
namespace {

using Eigen::Matrix3d;
using Eigen::Vector3d;

Vector3d point_of(const Mesh& mesh, int i)
{
    const auto& p = mesh.points[std::size_t(i)];
    return {p[0], p[1], p[2]};
}

/// Each edge belongs to two triangles, once in each direction.
void require_closed(const Mesh& mesh, const std::filesystem::path& file)
{
    std::map<std::pair<int, int>, int> edges;
    for (const auto& t : mesh.triangles)
        for (std::size_t k = 0; k < 3; ++k) ++edges[{t[k], t[(k + 1) % 3]}];
    std::size_t open = 0;
    for (const auto& [edge, count] : edges) {
        const auto other = edges.find({edge.second, edge.first});
        open += other == edges.end() || count != 1 || other->second != 1;
    }
    if (open > 0)
        refuse_volume(file, fmt::format("{} of {} edges without exactly one partner", open, edges.size()),
                      "a closed body whose triangles all turn the same way", "repair the mesh, e.g. with admesh");
}

void require_one_body(const Mesh& mesh, const std::filesystem::path& file)
{
    std::vector<int> parent(mesh.points.size());
    std::iota(parent.begin(), parent.end(), 0);
    const auto root = [&](int i) {
        while (parent[std::size_t(i)] != i) i = parent[std::size_t(i)] = parent[std::size_t(parent[std::size_t(i)])];
        return i;
    };
    for (const auto& t : mesh.triangles)
        for (const int corner : {t[1], t[2]}) parent[std::size_t(root(corner))] = root(t[0]);
    std::size_t bodies = 0;
    for (int i = 0; i < int(parent.size()); ++i) bodies += root(i) == i;
    if (bodies > 1)
        refuse_volume(file, fmt::format("{} bodies", bodies), "one: a single needle", "save one needle by itself");
}

/// Volume, centre and second moments about it, by tetrahedra from the origin.
struct Inertia {
    double volume = 0;
    Vector3d centre = Vector3d::Zero();
    Matrix3d moments = Matrix3d::Zero();
};

Inertia inertia_of(const Mesh& mesh)
{
    Inertia all;
    const Vector3d origin = point_of(mesh, 0);  // near by, against loss of digits
    for (const auto& t : mesh.triangles) {
        const Vector3d a = point_of(mesh, t[0]) - origin, b = point_of(mesh, t[1]) - origin,
                       c = point_of(mesh, t[2]) - origin, sum = a + b + c;
        const double six_volumes = a.dot(b.cross(c));
        all.volume += six_volumes / 6;
        all.centre += six_volumes / 24 * sum;
        all.moments +=
            six_volumes / 120 * (sum * sum.transpose() + a * a.transpose() + b * b.transpose() + c * c.transpose());
    }
    all.centre /= all.volume;
    all.moments = all.moments / all.volume - all.centre * all.centre.transpose();
    all.centre += origin;
    return all;
}

Vector3d long_axis(const Inertia& inertia, const std::filesystem::path& file)
{
    constexpr double least_slenderness = 1.5;
    const double same = std::cos(2 * std::numbers::pi / 180);
    const Eigen::SelfAdjointEigenSolver<Matrix3d> solver(inertia.moments);
    if (!(solver.eigenvalues()[2] > least_slenderness * solver.eigenvalues()[1]))
        refuse_volume(file, "a body about as wide as long", "a needle, which has a long axis");
    Vector3d axis = solver.eigenvectors().col(2);
    for (int k = 0; k < 3; ++k)
        if (std::abs(axis[k]) > same) return Vector3d::Unit(k);
    return axis;
}

/// Area and moments of a section, segment by segment (Green).
struct Section {
    double area = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0;
    double swept = 0;  ///< sum of what the segments sweep about the centre, each positive

    void add(const Eigen::Vector2d& p, const Eigen::Vector2d& q)
    {
        const double c = p.x() * q.y() - p.y() * q.x();
        area += c / 2;
        x += c * (p.x() + q.x()) / 6, y += c * (p.y() + q.y()) / 6;
        xx += c * (p.x() * p.x() + p.x() * q.x() + q.x() * q.x()) / 12;
        yy += c * (p.y() * p.y() + p.y() * q.y() + q.y() * q.y()) / 12;
        xy += c * (p.x() * q.y() + 2 * p.x() * p.y() + 2 * q.x() * q.y() + q.x() * p.y()) / 24;
    }
    Eigen::Vector2d centre() const { return {x / area, y / area}; }
    /// Width over thickness of the ellipse with the same moments.
    double ratio() const
    {
        const double mxx = xx / area - x * x / (area * area), myy = yy / area - y * y / (area * area),
                     mxy = xy / area - x * y / (area * area);
        const double mean = (mxx + myy) / 2, half = std::hypot((mxx - myy) / 2, mxy);
        return mean > half ? std::sqrt((mean + half) / (mean - half)) : 1;
    }
};

class Slicer
{
public:
    Slicer(const Mesh& mesh, const Vector3d& axis, const Vector3d& from)
        : m_mesh(mesh),
          m_axis(axis),
          m_across(axis.unitOrthogonal()),
          m_up(axis.cross(m_across)),
          m_from(from)
    {
        for (int i = 0; i < int(mesh.points.size()); ++i) m_heights.push_back((point_of(mesh, i) - from).dot(axis));
        const auto [low, high] = std::ranges::minmax(m_heights);
        m_low = low, m_high = high;
    }

    double low() const { return m_low; }
    double high() const { return m_high; }

    /// At heights in ascending order, none of which is that of a corner.
    std::vector<Section> sections(const std::vector<double>& at) const
    {
        std::vector<Section> all(at.size());
        each_segment(at, [&](std::size_t k, const auto& p, const auto& q) { all[k].add(p, q); });
        each_segment(at, [&](std::size_t k, const auto& p, const auto& q) {
            const Eigen::Vector2d a = p - all[k].centre(), b = q - all[k].centre();
            all[k].swept += std::abs(a.x() * b.y() - a.y() * b.x()) / 2;
        });
        return all;
    }

    /// Heights of corners, each once, or as many even ones.
    std::vector<double> heights(std::size_t most) const
    {
        std::vector<double> all = m_heights;
        const double same = 1e-5 * (m_high - m_low);
        std::ranges::sort(all);
        std::vector<double> apart;
        for (const double height : all)
            if (apart.empty() || height > apart.back() + same) apart.push_back(height);
        if (apart.size() <= most) return apart;
        for (std::size_t k = 0; k < most; ++k) apart[k] = m_low + (m_high - m_low) * double(k) / double(most - 1);
        apart.resize(most);
        return apart;
    }

private:
    Eigen::Vector2d cut(int i, int j, double height) const
    {
        const double hi = m_heights[std::size_t(i)], hj = m_heights[std::size_t(j)];
        const Vector3d p =
            point_of(m_mesh, i) + (height - hi) / (hj - hi) * (point_of(m_mesh, j) - point_of(m_mesh, i));
        return {(p - m_from).dot(m_across), (p - m_from).dot(m_up)};
    }

    template <class Take>
    void each_segment(const std::vector<double>& at, const Take& take) const
    {
        for (const auto& t : m_mesh.triangles) {
            const auto height = [&](std::size_t k) { return m_heights[std::size_t(t[k % 3])]; };
            const double low = std::min({height(0), height(1), height(2)}),
                         high = std::max({height(0), height(1), height(2)});
            for (auto k = std::size_t(std::ranges::upper_bound(at, low) - at.begin()); k < at.size() && at[k] < high;
                 ++k)
                for (std::size_t edge = 0; edge < 3; ++edge)  // the one that comes down: the section runs on from it
                    if (height(edge) > at[k] && height(edge + 1) <= at[k]) {
                        const std::size_t rising = height(edge + 2) > at[k] ? edge + 1 : edge + 2;
                        take(k, cut(t[edge], t[(edge + 1) % 3], at[k]),
                             cut(t[rising % 3], t[(rising + 1) % 3], at[k]));
                    }
        }
    }

    const Mesh& m_mesh;
    Vector3d m_axis, m_across, m_up, m_from;
    std::vector<double> m_heights;
    double m_low = 0, m_high = 0;
};

std::string axis_text(const Vector3d& axis)
{
    for (int k = 0; k < 3; ++k)
        if (std::abs(axis[k]) == 1) return std::string(axis[k] > 0 ? "+" : "-") + "xyz"[k];
    const auto part = [&](int k) { return std::round(axis[k] * 1000) / 1000 + 0.0; };  // -0 is 0
    return fmt::format("({:.3g}, {:.3g}, {:.3g})", part(0), part(1), part(2));
}

/// Beside each height, where no corner is: behind the first, before the others.
std::vector<double> beside(std::vector<double> heights, double length)
{
    const double step = 1e-6 * length;
    for (double& height : heights) height -= step;
    heights.front() += 2 * step;
    return heights;
}

void require_full(const Section& section, double distance, const std::filesystem::path& file)
{
    if (!(section.area > 0) || !(section.swept <= 1.01 * section.area))
        refuse_volume(file, fmt::format("a section that is hollow or folded, {:.4g} from the apex", distance),
                      "a solid needle");
}

}  // namespace

NeedleShape shape_of(const Mesh& mesh, double unit, const std::filesystem::path& file)
{
    constexpr std::size_t most_sections = 256;
    require_closed(mesh, file);
    require_one_body(mesh, file);
    const Inertia inertia = inertia_of(mesh);
    if (!(inertia.volume > 0))
        refuse_volume(file, "a body that is inside out", "triangles counter-clockwise from outside");
    Vector3d axis = long_axis(inertia, file);
    const Slicer either(mesh, axis, inertia.centre);
    const double length = either.high() - either.low();
    const auto ends = either.sections({either.low() + 0.02 * length, either.high() - 0.02 * length});
    if (std::abs(ends[0].area - ends[1].area) <= 0.02 * (ends[0].area + ends[1].area))
        refuse_volume(file, "two ends as wide as each other", "one end with the apex");
    if (ends[0].area > ends[1].area) axis = -axis;
    const Slicer slicer(mesh, axis, inertia.centre);
    const auto heights = slicer.heights(most_sections);
    const auto sections = slicer.sections(beside(heights, length));
    NeedleShape shape{.length = unit * length,
                      .axis = axis_text(axis),
                      .source = fmt::format("STL, {} triangles", mesh.triangles.size())};
    std::vector<device::ProfileRow> rows;
    for (std::size_t k = 0; k < heights.size(); ++k) {
        const double distance = heights[k] - slicer.low();
        require_full(sections[k], distance, file);
        if (k > 0) shape.ratio = std::max(shape.ratio, sections[k].ratio());
        rows.push_back({unit * distance, unit * std::sqrt(sections[k].area / std::numbers::pi)});
    }
    shape.rows = profile_rows(rows, file);
    return shape;
}

}  // namespace dermavox::scene
