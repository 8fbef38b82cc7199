#include "engine/wound/reach.hpp"

#include "engine/wound/bucket_kernels.hpp"
#include "engine/wound/slit_shape.hpp"

#include <algorithm>
#include <cmath>
#include <experimental/simd>

namespace dermavox::wound {
namespace {

namespace simd = std::experimental;
using Row = simd::fixed_size_simd<double, bucket_edge>;  ///< the columns of a bucket at one x

/// Smallest distance between the columns of a box and an axis at (dx, dy) from column (0, 0).
double nearest_column(const Columns& c, double dx, double dy)
{
    const double x = std::clamp(dx, c.box.x0 * c.voxel, (c.box.x1 - 1) * c.voxel);
    const double y = std::clamp(dy, c.box.y0 * c.voxel, (c.box.y1 - 1) * c.voxel);
    return std::sqrt((dx - x) * (dx - x) + (dy - y) * (dy - y));
}

/// A function of depth with its slope.
struct Slack {
    double value, slope;
};

/// Where a concave function is above 0 in [from, to]: Newton's steps from an end where it is below stay on that side
/// of the root and close in on it; a slope the wrong way means that there is none.
template <class Function>
Inside above_zero(const Function& slack, double from, double to)
{
    const double close = 1e-12 * to;
    const auto root = [&](double z, double direction) {
        for (int i = 0; i < 60; ++i) {
            const Slack s = slack(z);
            if (s.value >= 0) return z;
            if (!(s.slope * direction > 0)) return direction * INFINITY;
            const double step = -s.value / s.slope;
            z += step;
            if (!(z >= from && z <= to)) return direction * INFINITY;
            if (std::abs(step) < close) return z;
        }
        return z;
    };
    return {root(from, 1), root(to, -1)};
}

}  // namespace

/// The columns within the tract's widest section, which a small scale makes far fewer.
ColumnBox Reach::narrowed(const Tract& t, const Columns& c) const
{
    const double radius = m_scale * t.width * profile_of(t).radius(t.tip);
    const double rx = radius + half_of(t) * std::abs(t.along_x), ry = radius + half_of(t) * std::abs(t.along_y);
    const auto first = [&](double at, int from, int to) {
        return int(std::clamp(std::ceil(at / c.voxel), double(from), double(to)));
    };
    return {first(t.x - rx - c.x, c.box.x0, c.box.x1), first(t.y - ry - c.y, c.box.y0, c.box.y1),
            first(t.x + rx - c.x, c.box.x0, c.box.x1), first(t.y + ry - c.y, c.box.y0, c.box.y1)};
}

void Reach::raise(const Tract& t, double bottom, const Columns& asked, Depths& depths) const
{
    if (!any()) return;
    const Columns c{asked.x, asked.y, asked.voxel, narrowed(t, asked)};
    if (c.box.empty()) return;
    const device::Profile& profile = profile_of(t);
    const bool cone = profile.straight_from() < profile.shaft();
    if (cone && half_of(t) == 0 &&
        nearest_column(c, t.x - c.x, t.y - c.y) >= profile.straight_from() * m_scale * t.width)
        return raise_cone(t, bottom, c, depths);
    if (cone && half_of(t) > 0 && m_drum == 0) return raise_slit(t, bottom, c, depths);
    for (int x = c.box.x0; x < c.box.x1; ++x)
        for (int y = c.box.y0; y < c.box.y1; ++y) {
            const double depth = upright_to(t, c.x + x * c.voxel - t.x, c.y + y * c.voxel - t.y);
            double& deepest = depths[std::size_t(8 * x + y)];
            if (depth > 0) deepest = std::max(deepest, t.surface + std::min(depth, bottom));
        }
}

/// A round tract, all columns on the straight part of the profile: whole rows without a branch.
void Reach::raise_cone(const Tract& t, double bottom, const Columns& c, Depths& depths) const
{
    const device::Profile& profile = profile_of(t);
    const double scale = m_scale * t.width;
    const double start = t.tip - profile.cone_start(), gain = profile.cone_gain() / scale;
    const double widest = profile.shaft() * scale;
    const Row lane([](auto y) { return double(y); });
    const auto wanted = lane >= double(c.box.y0) && lane < double(c.box.y1);
    const Row dy([&](auto y) { return c.y + int(y) * c.voxel - t.y; });
    const Row square = dy * dy;
    for (int x = c.box.x0; x < c.box.x1; ++x) {
        const double dx = c.x + x * c.voxel - t.x;
        const Row rho = simd::sqrt(dx * dx + square);
        const Row depth = start - rho * gain;
        Row row(&depths[std::size_t(8 * x)], simd::element_aligned);
        simd::where(wanted && rho < widest && depth > 0, row) =
            simd::max(row, t.surface + simd::min(depth, Row(bottom)));
        row.copy_to(&depths[std::size_t(8 * x)], simd::element_aligned);
    }
}

/// Two rows at a time, so that their chains of roots run side by side.
void Reach::raise_slit(const Tract& t, double bottom, const Columns& c, Depths& depths) const
{
    static const BucketKernels& kernels = bucket_kernels();
    const device::Profile& profile = profile_of(t);
    const double scale = m_scale * t.width;
    const SlitCut cut{.along_x = t.along_x,
                      .along_y = t.along_y,
                      .half_slit = half_of(t),
                      .tip = t.tip,
                      .bottom = std::min(bottom, t.tip),
                      .shaft = profile.shaft() * scale,
                      .start = profile.cone_start(),
                      .gain = profile.cone_gain() / scale,
                      .straight = profile.straight_from() * scale,
                      .apex = profile.apex() * scale,
                      .scale = scale};
    std::array<double, 2 * bucket_edge> dx{}, dy{}, depth{};
    for (std::size_t k = 0; k < dy.size(); ++k) dy[k] = c.y + double(k % bucket_edge) * c.voxel - t.y;
    for (int x = c.box.x0; x < c.box.x1; x += 2) {
        for (std::size_t k = 0; k < dx.size(); ++k) dx[k] = c.x + double(k < bucket_edge ? x : x + 1) * c.voxel - t.x;
        kernels.cut_columns(cut, dx.data(), dy.data(), depth.data());
        for (int row = x; row < std::min(x + 2, c.box.x1); ++row)
            for (int y = c.box.y0; y < c.box.y1; ++y) {
                double& deepest = depths[std::size_t(8 * row + y)];
                const double reached = depth[std::size_t(8 * (row - x) + y)];
                if (reached > 0) deepest = std::max(deepest, t.surface + reached);
            }
    }
}

double Reach::upright_to(const Tract& t, double dx, double dy) const
{
    if (half_of(t) == 0) return t.tip - profile_of(t).depth_of(std::sqrt(dx * dx + dy * dy) / (m_scale * t.width));
    return inside(t, dx, dy).to;
}

// The column is inside where the room that the needle has left below, tip - z - depth_of(rho/scale), and the room
// beside its shaft are above 0. Both are concave in z: rho, the distance to the segment, is convex, as A is concave.
// depth_of is carried on as a straight line past the shaft's radius, where the second room decides.
Inside Reach::inside(const Tract& t, double dx, double dy) const
{
    const device::Profile& profile = profile_of(t);
    const double scale = m_scale * t.width;
    const double widest = profile.shaft(), brink = widest * (1 - 1e-9);
    const double lean_along = t.lean_x * t.along_x + t.lean_y * t.along_y;
    const double lean_across = t.lean_y * t.along_x - t.lean_x * t.along_y;
    const auto slack = [&](double z) -> Slack {
        const double px = dx - t.lean_x * z, py = dy - t.lean_y * z;
        double along = px * t.along_x + py * t.along_y, slope_along = -lean_along;
        const double across = py * t.along_x - px * t.along_y;
        if (along < 0) along = -along, slope_along = -slope_along;
        if (half_of(t) > 0) {
            const SlitShape shape = slit_shape(z, t.tip, m_drum);
            along -= half_of(t) * shape.share, slope_along -= half_of(t) * shape.slope;
            if (along < 0) along = slope_along = 0;
        }
        const double distance = std::sqrt(along * along + across * across);
        const double rate = distance > 0 ? (along * slope_along - across * lean_across) / distance : 0;
        const double rho = distance / scale, in_reach = std::min(rho, brink), gain = profile.depth_gain(in_reach);
        const Slack below{t.tip - z - profile.depth_of(in_reach) - gain * (rho - in_reach), -1 - gain * rate / scale};
        const Slack beside{widest - rho, -rate / scale};
        return below.value < beside.value ? below : beside;
    };
    return above_zero(slack, 0, t.tip * (1 - 1e-9));
}

}  // namespace dermavox::wound
