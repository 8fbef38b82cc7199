#include "dermavox/metrics/pattern.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/metrics/domain.hpp"
#include "engine/metrics/place_index.hpp"

#include <limits>
#include <numeric>

namespace dermavox::metrics {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Weight of a point whose neighbour is at distance d: Hanisch's.
double edge_weight(const Pattern& pattern, const Point& p, double d)
{
    if (pattern.periodic) return 1;
    if (pattern.domain) {
        const double inner = d <= pattern.domain->distance(p.x, p.y) ? pattern.domain->inner_area(d) : 0;
        return inner > 0 ? 1 / inner : 0;
    }
    const double edge = std::min({p.x, p.y, pattern.width - p.x, pattern.height - p.y});
    return d <= edge ? 1 / ((pattern.width - 2 * d) * (pattern.height - 2 * d)) : 0;
}

/// Every one of 6 x 6 places of a window lies in the domain.
bool is_whole(const Domain& domain, const wound::Window& w)
{
    constexpr int steps = 6;
    for (int j = 0; j < steps; ++j)
        for (int i = 0; i < steps; ++i)
            if (!domain.contains(std::lerp(w.x0, w.x1, (i + 0.5) / steps), std::lerp(w.y0, w.y1, (j + 0.5) / steps)))
                return false;
    return true;
}

}  // namespace

double Pattern::area() const { return domain ? domain->area() : width * height; }

std::vector<double> nearest_distances(const Pattern& pattern)
{
    const PlaceIndex index(pattern);
    std::vector<double> distances(pattern.points.size());
    core::parallel_for(distances.size(), 1024, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            distances[i] = index.nearest(
                pattern.points[i].x, pattern.points[i].y, 0,
                [i](std::uint32_t j, double dx, double dy) { return j == i ? INFINITY : std::hypot(dx, dy); });
    });
    return distances;
}

double clark_evans(const Pattern& pattern)
{
    const std::size_t n = pattern.points.size();
    if (n < 2) return nan;
    const std::vector<double> distances = nearest_distances(pattern);
    double sum = 0, weights = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const Point& p = pattern.points[i];
        const double d = distances[i];
        const double weight = edge_weight(pattern, p, d);
        sum += weight * d, weights += weight;
    }
    if (!(weights > 0)) return nan;
    return sum / weights * 2 * std::sqrt(double(n) / pattern.area());
}

double quadrat_vmr(const Pattern& pattern, double mean_count)
{
    const double side =
        std::sqrt(pattern.area() * mean_count / double(std::max<std::size_t>(pattern.points.size(), 1)));
    const int nx = std::max(1, int(pattern.width / side)), ny = std::max(1, int(pattern.height / side));
    if (nx * ny < 2 || pattern.points.empty()) return nan;
    std::vector<int> counts(std::size_t(nx) * ny, 0);
    for (const Point& p : pattern.points) {
        const int x = std::clamp(int(p.x / pattern.width * nx), 0, nx - 1);
        const int y = std::clamp(int(p.y / pattern.height * ny), 0, ny - 1);
        ++counts[std::size_t(y) * nx + x];
    }
    std::vector<int> kept;
    for (std::size_t k = 0; k < counts.size(); ++k) {
        const std::size_t column = k % std::size_t(nx), row = k / std::size_t(nx);
        const double w = pattern.width / nx, h = pattern.height / ny, x = double(column) * w, y = double(row) * h;
        if (!pattern.domain || is_whole(*pattern.domain, {x, y, x + w, y + h})) kept.push_back(counts[k]);
    }
    counts = std::move(kept);
    if (counts.size() < 2) return nan;
    const double mean = std::accumulate(counts.begin(), counts.end(), 0.0) / double(counts.size());
    if (!(mean > 0)) return nan;
    double square = 0;
    for (const int c : counts) square += (c - mean) * (c - mean);
    return square / double(counts.size() - 1) / mean;
}

std::vector<double> swath_profile(const std::vector<double>& tracks, double mark, double swath, int bins)
{
    std::vector<double> dose(bins, 0);
    const double strip = swath / bins;
    for (const double track : tracks)
        for (int b = 0; b < bins; ++b) {
            const double left = -swath / 2 + b * strip;
            const double shared = std::min(left + strip, track + mark / 2) - std::max(left, track - mark / 2);
            if (shared > 0) dose[b] += shared / strip;
        }
    return dose;
}

double swath_peak_to_mean(const std::vector<double>& tracks, double mark, double swath)
{
    if (tracks.empty() || !(mark > 0) || !(swath > 0)) return nan;
    std::vector<double> sorted = tracks;
    std::sort(sorted.begin(), sorted.end());
    std::size_t peak = 0, first = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        while (sorted[i] - sorted[first] >= mark) ++first;
        peak = std::max(peak, i - first + 1);
    }
    return double(peak) * swath / (double(tracks.size()) * mark);
}

}  // namespace dermavox::metrics
