#include "dermavox/wound/area_map.hpp"

#include "dermavox/core/parallel.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace dermavox::wound {
namespace {

/// Where a horizontal line lies inside an opening; empty when from >= to.
struct Chord {
    double from = INFINITY, to = -INFINITY;
    void widen(double a, double b) { from = std::min(from, a), to = std::max(to, b); }
};

/// An opening is the hull of its two end discs: the chord is widened by each disc and by the straight sides between.
Chord chord_of(const Opening& o, double y)
{
    Chord chord;
    for (const double end : {-1.0, 1.0}) {
        const double cx = o.x + end * o.half * o.along_x, dy = y - (o.y + end * o.half * o.along_y);
        const double square = o.radius * o.radius - dy * dy;
        if (square > 0) chord.widen(cx - std::sqrt(square), cx + std::sqrt(square));
        const double rise = o.along_y * o.half;  // of a side from its middle to its end
        const double sy = o.y + end * o.radius * o.along_x, sx = o.x - end * o.radius * o.along_y;
        if (rise != 0 && std::abs(y - sy) <= std::abs(rise)) {
            const double at = sx + (y - sy) / o.along_y * o.along_x;
            chord.widen(at, at);
        }
    }
    return chord;
}

/// Adds weight x length to the pixels under [from, to), in pixels.
void add(float* row, int nx, double from, double to, double weight)
{
    from = std::max(from, 0.0), to = std::min(to, double(nx));
    for (int i = int(from); i < nx && i < to; ++i)
        row[i] += float(weight * (std::min(to, i + 1.0) - std::max(from, double(i))));
}

/// Openings by the row of pixels in which they begin.
std::vector<std::vector<std::uint32_t>> by_rows(std::span<const Opening> openings, double pixel, int ny)
{
    std::vector<std::vector<std::uint32_t>> rows(ny);
    for (std::size_t i = 0; i < openings.size(); ++i) {
        const double reach = openings[i].half * std::abs(openings[i].along_y) + openings[i].radius;
        const int first = std::max(0, int(std::floor((openings[i].y - reach) / pixel)));
        const int last = std::min(ny - 1, int(std::floor((openings[i].y + reach) / pixel)));
        for (int j = first; j <= last; ++j) rows[j].push_back(std::uint32_t(i));
    }
    return rows;
}

}  // namespace

double AreaMap::open_area() const { return std::accumulate(open.begin(), open.end(), 0.0) * pixel * pixel; }

AreaMap area_map(std::span<const Opening> openings, double pixel, int nx, int ny, int rows)
{
    assert(rows > 0);
    AreaMap map{pixel, nx, ny, std::vector<float>(std::size_t(nx) * ny), std::vector<float>(std::size_t(nx) * ny)};
    const auto members = by_rows(openings, pixel, ny);
    core::parallel_for(std::size_t(ny), 16, [&](std::size_t begin, std::size_t end) {
        std::vector<Chord> chords;
        for (std::size_t j = begin; j < end; ++j)
            for (int line = 0; line < rows; ++line) {
                const double y = (double(j) + (line + 0.5) / rows) * pixel;
                chords.clear();
                for (const std::uint32_t i : members[j])
                    if (const Chord c = chord_of(openings[i], y); c.from < c.to) chords.push_back(c);
                std::sort(chords.begin(), chords.end(),
                          [](const Chord& a, const Chord& b) { return a.from < b.from; });
                double reached = -INFINITY;
                for (const Chord& c : chords) {
                    add(&map.layers[j * nx], nx, c.from / pixel, c.to / pixel, 1.0 / rows);
                    if (c.to > reached)
                        add(&map.open[j * nx], nx, std::max(c.from, reached) / pixel, c.to / pixel, 1.0 / rows);
                    reached = std::max(reached, c.to);
                }
            }
    });
    return map;
}

}  // namespace dermavox::wound
