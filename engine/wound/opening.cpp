#include "dermavox/wound/opening.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::wound {
namespace {

struct Point {
    double x, y;
};

double square_to_segment(const Opening& o, double x, double y)
{
    const double dx = x - o.x, dy = y - o.y;
    const double along = std::clamp(dx * o.along_x + dy * o.along_y, -o.half, o.half);
    const double ex = dx - along * o.along_x, ey = dy - along * o.along_y;
    return ex * ex + ey * ey;
}

Point end_of(const Opening& o, double side)
{
    return {o.x + side * o.half * o.along_x, o.y + side * o.half * o.along_y};
}

/// Side of the line of `o` on which a point lies.
double side(const Opening& o, Point p) { return o.along_x * (p.y - o.y) - o.along_y * (p.x - o.x); }

bool cross(const Opening& a, const Opening& b)
{
    if (a.half == 0 || b.half == 0) return false;
    return side(a, end_of(b, -1)) * side(a, end_of(b, 1)) < 0 && side(b, end_of(a, -1)) * side(b, end_of(a, 1)) < 0;
}

/// Distance between the segments, squared.
double square_between(const Opening& a, const Opening& b)
{
    if (a.half == 0) return square_to_segment(b, a.x, a.y);
    if (b.half == 0) return square_to_segment(a, b.x, b.y);
    if (cross(a, b)) return 0;
    double nearest = INFINITY;
    for (const double end : {-1.0, 1.0}) {
        const Point on_a = end_of(a, end), on_b = end_of(b, end);
        nearest = std::min({nearest, square_to_segment(b, on_a.x, on_a.y), square_to_segment(a, on_b.x, on_b.y)});
    }
    return nearest;
}

}  // namespace

double area(const Opening& o) { return (std::numbers::pi * o.radius + 4 * o.half) * o.radius; }

double distance(const Opening& o, double x, double y) { return std::sqrt(square_to_segment(o, x, y)) - o.radius; }

bool holds(const Opening& o, double x, double y) { return square_to_segment(o, x, y) < o.radius * o.radius; }

double gap(const Opening& a, const Opening& b) { return std::sqrt(square_between(a, b)) - a.radius - b.radius; }

bool overlap(const Opening& a, const Opening& b)
{
    const double reach = a.radius + b.radius;
    return square_between(a, b) <= reach * reach;
}

std::vector<Opening> with_images(std::vector<Opening> openings, double width, double height)
{
    const auto reaches_in = [&](const Opening& o) {
        const double reach = extent(o);
        return o.x + reach > 0 && o.x - reach < width && o.y + reach > 0 && o.y - reach < height;
    };
    const std::size_t given = openings.size();
    for (std::size_t i = 0; i < given; ++i) {
        const Opening o = openings[i];
        const double reach = extent(o);
        if (o.x >= reach && o.y >= reach && o.x + reach <= width && o.y + reach <= height) continue;
        const int nx = int(std::ceil(reach / width)), ny = int(std::ceil(reach / height));
        for (int y = -ny; y <= ny; ++y)
            for (int x = -nx; x <= nx; ++x) {
                Opening image = o;
                image.x += x * width, image.y += y * height;
                if ((x != 0 || y != 0) && reaches_in(image)) openings.push_back(image);
            }
    }
    std::erase_if(openings, [&](const Opening& o) { return !reaches_in(o); });
    return openings;
}

}  // namespace dermavox::wound
