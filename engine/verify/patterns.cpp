#include "dermavox/core/random.hpp"
#include "dermavox/metrics/gap.hpp"
#include "dermavox/metrics/pattern.hpp"
#include "dermavox/metrics/spacing.hpp"
#include "dermavox/wound/cover.hpp"
#include "engine/verify/parts.hpp"

#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace dermavox::verify {
namespace {

using metrics::Pattern;
using std::numbers::pi;
using wound::Opening;

constexpr double k_side = 1e-2;

Pattern square(int n)
{
    Pattern p{{}, k_side, k_side, true};
    for (int j = 0; j < n; ++j)
        for (int i = 0; i < n; ++i) p.points.push_back({(i + 0.5) * k_side / n, (j + 0.5) * k_side / n});
    return p;
}

/// Rows sqrt(3)/2 of the pitch apart, on a patch of whole periods (n even).
Pattern hexagonal(int n)
{
    const double pitch = k_side / n, rise = std::sqrt(3.0) / 2 * pitch;
    Pattern p{{}, k_side, n * rise, true};
    for (int j = 0; j < n; ++j)
        for (int i = 0; i < n; ++i) p.points.push_back({(i + 0.25 + 0.5 * (j % 2)) * pitch, (j + 0.5) * rise});
    return p;
}

Pattern scattered_points(std::size_t n, std::uint64_t seed)
{
    const core::Random random(seed, core::Purpose::reference_pattern);
    Pattern p{{}, k_side, k_side, true};
    for (std::size_t i = 0; i < n; ++i)
        p.points.push_back({k_side * random.uniform({.cycle = i}), k_side * random.uniform({.cycle = i, .draw = 1})});
    return p;
}

std::vector<Opening> discs(const Pattern& pattern, double radius)
{
    std::vector<Opening> all;
    for (const metrics::Point& p : pattern.points) all.push_back({.x = p.x, .y = p.y, .radius = radius});
    return all;
}

wound::Cover cover_of(const Pattern& pattern, double radius)
{
    return wound::cover(wound::with_images(discs(pattern, radius), pattern.width, pattern.height),
                        {0, 0, pattern.width, pattern.height});
}

void coverage(Record& record)
{
    record.topic("Coverage");
    const double g = k_side / 10;
    record.source("pi r^2/g^2, less twice the four lenses above r = g/2");
    for (const auto& [ratio, expected] :
         {std::pair{0.3, pi * 0.09}, {0.5, pi * 0.25}, {0.55, 0.88865}, {0.6, 0.95091}})
        record.absolute(fmt::format("square grid, r/g {}", ratio),
                        cover_of(square(10), ratio * g).open() / (k_side * k_side), expected, 6e-6);
    record.source("hexagonal lattice, closed form");
    for (const auto& [ratio, expected] : {std::pair{0.5, 0.90690}, {0.55, 0.99052}}) {
        const Pattern hex = hexagonal(10);
        record.absolute(fmt::format("hexagonal grid, r/g {}", ratio), cover_of(hex, ratio * g).open() / hex.area(),
                        expected, 6e-6);
    }
    const std::size_t n = 8000;
    const double r = 6e-5, eta = double(n) * pi * r * r / (k_side * k_side);
    const wound::Cover c = cover_of(scattered_points(n, 3), r);
    record.source(fmt::format("Poisson, eta {:.3f}; 8,000 discs at random", eta));
    double at_least = 1, term = std::exp(-eta);
    for (int m = 1; m <= 4; ++m) {
        at_least -= term;
        term *= eta / m;
        record.absolute(fmt::format("share hit {} times or more", m), c.at_least[m - 1] / (k_side * k_side), at_least,
                        0.01);
    }
    record.absolute("overlap index", 1 - c.open() / c.sum, 1 - (1 - std::exp(-eta)) / eta, 0.01);
}

/// Area of random discs and slits by throwing points, with its standard error as the tolerance.
void thrown_points(Record& record)
{
    std::vector<Opening> openings = discs(scattered_points(400, 9), 1.5e-4);
    for (std::size_t i = 0; i < openings.size(); i += 2)
        openings[i].half = 3e-4, openings[i].along_x = 0.6, openings[i].along_y = 0.8;
    const wound::Window window{1e-3, 2e-3, 9e-3, 8e-3};
    const core::Random random(5, core::Purpose::sampling);
    const std::size_t n = record.full() ? 400000 : 40000;
    std::size_t inside = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const double x = window.x0 + (window.x1 - window.x0) * random.uniform({.cycle = i});
        const double y = window.y0 + (window.y1 - window.y0) * random.uniform({.cycle = i, .draw = 1});
        bool hit = false;
        for (const Opening& o : openings) hit = hit || wound::distance(o, x, y) < 0;
        inside += hit;
    }
    const double share = double(inside) / double(n);
    record.source(fmt::format("{} points thrown at random, four standard errors", n));
    record.absolute("area of 400 discs and slits, share of the window",
                    wound::cover(openings, window).open() / window.area(), share,
                    4 * std::sqrt(share * (1 - share) / double(n)));
}

void evenness(Record& record)
{
    record.topic("Evenness and gaps");
    record.source("Clark and Evans 1954, doi:10.2307/1931034: 2, sqrt(8/sqrt 3), 1 (four standard errors)");
    record.relative("Clark-Evans ratio, square", metrics::clark_evans(square(20)), 2, 1e-9);
    record.relative("Clark-Evans ratio, hexagonal", metrics::clark_evans(hexagonal(20)),
                    std::sqrt(8 / std::sqrt(3.0)), 1e-9);
    const std::size_t n = 20000;
    record.absolute("Clark-Evans ratio, random", metrics::clark_evans(scattered_points(n, 1)), 1,
                    4 * 0.5227 / std::sqrt(double(n)));
    record.source("Poisson counts: variance/mean 1, four standard errors of 5,000 quadrats");
    record.absolute("variance/mean of quadrat counts, random", metrics::quadrat_vmr(scattered_points(40000, 2)), 1,
                    0.08);
    record.source("doi:10.1103/PhysRevE.75.066705: sd/mean 0.529");
    record.absolute("spread of Voronoi areas, random", metrics::voronoi_spread(scattered_points(4000, 3)), 0.529,
                    0.025);
    record.absolute("spread of Voronoi areas, square", metrics::voronoi_spread(square(20)), 0, 1e-6);
    record.source("1 for random points by definition");
    record.absolute("stripe index, random", metrics::stripe_index(scattered_points(2000, 3), 1).value, 1, 0.35);
    const double g = k_side / 20, r = 30e-6;
    record.source("2 (g/sqrt 2 - r) and 2 (g/sqrt 3 - r)");
    const Pattern s = square(20), h = hexagonal(20);
    record.absolute("largest gap, square grid",
                    metrics::largest_gap(discs(s, r), s.width, s.height, true).diameter * 1e6,
                    2e6 * (g / std::numbers::sqrt2 - r), 0.02, "um");
    record.absolute("largest gap, hexagonal grid",
                    metrics::largest_gap(discs(h, r), h.width, h.height, true).diameter * 1e6,
                    2e6 * (g / std::sqrt(3.0) - r), 0.02, "um");
    record.source("a row of N needles of width m in a swath W: W/(N m)");
    std::vector<double> row;
    for (int k = 0; k < 6; ++k) row.push_back((k - 2.5) * 1e-3);
    record.relative("peak over mean across the swath of a row", metrics::swath_peak_to_mean(row, 0.2e-3, 6e-3), 5,
                    1e-9);
}

}  // namespace

void patterns(Record& record)
{
    coverage(record);
    thrown_points(record);
    evenness(record);
}

}  // namespace dermavox::verify
