#include "dermavox/core/parallel.hpp"
#include "dermavox/core/random.hpp"
#include "dermavox/wound/clusters.hpp"
#include "dermavox/wound/cover.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <numbers>
#include <set>

using namespace dermavox;
using std::numbers::pi;
using wound::Opening;

namespace {

Opening disc(double x, double y, double r) { return {.x = x, .y = y, .radius = r}; }

Opening slit(double x, double y, double angle, double half, double r)
{
    return {.x = x, .y = y, .along_x = std::cos(angle), .along_y = std::sin(angle), .half = half, .radius = r};
}

/// Points of a lattice over a patch that holds whole periods.
std::vector<Opening> square_lattice(int n, double pitch, double r)
{
    std::vector<Opening> all;
    for (int j = 0; j < n; ++j)
        for (int i = 0; i < n; ++i) all.push_back(disc((i + 0.5) * pitch, (j + 0.5) * pitch, r));
    return all;
}

std::vector<Opening> random_slits(std::size_t n, double side, double r, std::uint64_t seed)
{
    const core::Random random(seed, core::Purpose::reference_pattern);
    std::vector<Opening> all;
    for (std::size_t i = 0; i < n; ++i) {
        const auto u = [&](std::uint64_t k) { return random.uniform({.cycle = i, .draw = k}); };
        all.push_back(slit(side * u(0), side * u(1), 2 * pi * u(2), u(4) < 0.5 ? 0 : 3 * r * u(3), r * (0.5 + u(5))));
    }
    return all;
}

double covered_fraction(const std::vector<Opening>& openings, double side)
{
    const auto all = wound::with_images(openings, side, side);
    return wound::cover(all, {0, 0, side, side}).open() / (side * side);
}

}  // namespace

TEST_CASE("a single opening covers its own area", "[wound][cover]")
{
    const wound::Window patch{0, 0, 1e-2, 1e-2};
    const std::vector<Opening> one{slit(5e-3, 5e-3, 0.7, 1e-4, 3e-5)};
    const wound::Cover c = wound::cover(one, patch);
    CHECK_THAT(c.open(), WithinRel(pi * 9e-10 + 4 * 1e-4 * 3e-5, 1e-12));
    CHECK_THAT(c.sum, WithinRel(c.open(), 1e-12));
    CHECK(c.at_least[1] == 0);
}

TEST_CASE("two discs cover the area of the lens formula", "[wound][cover][analytic]")
{
    const double r = 4e-5;
    const wound::Window patch{0, 0, 1e-2, 1e-2};
    for (const double d : {0.1, 0.5, 1.0, 1.9}) {  // distance over radius
        const std::vector<Opening> two{disc(5e-3, 5e-3, r), disc(5e-3 + d * r, 5e-3, r)};
        const double lens = r * r * (2 * std::acos(d / 2) - d / 2 * std::sqrt(4 - d * d));
        const wound::Cover c = wound::cover(two, patch);
        INFO("distance " << d);
        CHECK_THAT(c.at_least[1], WithinRel(lens, 2e-7));
        CHECK_THAT(c.open(), WithinRel(2 * pi * r * r - lens, 1e-8));
        CHECK_THAT(c.sum, WithinRel(2 * pi * r * r, 1e-8));
    }
}

TEST_CASE("coincident openings count once in the union and once each in the sum", "[wound][cover]")
{
    const wound::Window patch{0, 0, 1e-2, 1e-2};
    for (const double half : {0.0, 1e-4}) {
        const std::vector<Opening> same(5, slit(3e-3, 4e-3, 0.3, half, 3e-5));
        const wound::Cover c = wound::cover(same, patch);
        const double one = wound::area(same[0]);
        CHECK_THAT(c.open(), WithinRel(one, 1e-8));
        CHECK_THAT(c.at_least[3], WithinRel(one, 1e-8));
        CHECK_THAT(c.sum, WithinRel(5 * one, 1e-8));
    }
}

TEST_CASE("slits in one line join into one groove", "[wound][cover]")
{
    // shifted by half their length along themselves, back and forth, 25 cm from the origin: sides coincide
    const double half = 1e-4, r = 3e-5, angle = 0.4;
    std::vector<Opening> groove;
    for (int k = 0; k < 20; ++k)
        groove.push_back(slit(0.25 + k * half * std::cos(angle), 0.25 + k * half * std::sin(angle),
                              angle + (k % 2) * pi, half, r));
    const wound::Cover c = wound::cover(groove, {0.2, 0.2, 0.3, 0.3});
    CHECK_THAT(c.open(), WithinRel(wound::area(slit(0, 0, 0, half * (1 + 9.5), r)), 1e-7));
    CHECK(wound::clusters(groove).size() == 1);
    const wound::Shape s = wound::shape_of_union(groove);
    CHECK_THAT(s.area, WithinRel(c.open(), 1e-7));
    CHECK_THAT(s.x, WithinRel(0.25 + 9.5 * half * std::cos(angle), 1e-9));
}

TEST_CASE("square and hexagonal lattices cover what their closed forms say", "[wound][cover][analytic]")
{
    const double g = 1e-4;
    const int n = 8;
    for (const auto& [ratio, expected] : std::vector<std::pair<double, double>>{
             {0.1, pi * 0.01}, {0.3, pi * 0.09}, {0.5, pi * 0.25}, {0.55, 0.88865}, {0.6, 0.95091}, {0.75, 1}}) {
        INFO("square, r/g " << ratio);
        CHECK_THAT(covered_fraction(square_lattice(n, g, ratio * g), n * g), WithinAbs(expected, 6e-6));
    }
    // above r = g/2 the four lenses with the neighbours are counted twice
    for (const double ratio : {0.5001, 0.55, 0.6, 0.7}) {
        const double lens = ratio * ratio * std::acos(0.5 / ratio) - 0.5 * std::sqrt(ratio * ratio - 0.25);
        CHECK_THAT(covered_fraction(square_lattice(n, g, ratio * g), n * g),
                   WithinRel(pi * ratio * ratio - 4 * lens, 1e-7));
    }
    // hexagonal: rows sqrt(3)/2 g apart; the patch holds whole periods but is not square
    for (const auto& [ratio, expected] : std::vector<std::pair<double, double>>{{0.5, 0.90690}, {0.55, 0.99052}}) {
        const double rise = std::sqrt(3.0) / 2 * g;
        std::vector<Opening> hex;
        for (int j = 0; j < 8; ++j)
            for (int i = 0; i < 8; ++i)
                hex.push_back(disc((i + 0.25 + 0.5 * (j % 2)) * g, (j + 0.5) * rise, ratio * g));
        const wound::Window patch{0, 0, 8 * g, 8 * rise};
        const wound::Cover c = wound::cover(wound::with_images(hex, patch.x1, patch.y1), patch);
        INFO("hexagonal, r/g " << ratio);
        CHECK_THAT(c.open() / patch.area(), WithinAbs(expected, 6e-6));
    }
}

TEST_CASE("random openings cover as Poisson says", "[wound][cover][analytic]")
{
    const double side = 1e-2, r = 6e-5;
    const std::size_t n = 8000;
    const core::Random random(3, core::Purpose::reference_pattern);
    std::vector<Opening> discs;
    for (std::size_t i = 0; i < n; ++i)
        discs.push_back(disc(side * random.uniform({.cycle = i}), side * random.uniform({.cycle = i, .draw = 1}), r));
    const double eta = double(n) * pi * r * r / (side * side);
    const wound::Cover c = wound::cover(wound::with_images(discs, side, side), {0, 0, side, side});
    double at_least = 1, term = std::exp(-eta);
    for (int m = 1; m <= 4; ++m) {
        at_least -= term;  // P(hits >= m)
        term *= eta / m;
        INFO("hit " << m << " times or more");
        CHECK_THAT(c.at_least[m - 1] / (side * side), WithinAbs(at_least, 0.01));
    }
    for (wound::Opening& o : discs) o.radius *= 4;  // eta 14: hidden outlines
    const auto crowded = wound::with_images(discs, side, side);
    CHECK_THAT(wound::open_area(crowded, {0, 0, side, side}),
               WithinRel(wound::cover(crowded, {0, 0, side, side}).open(), 1e-12));
    CHECK_THAT(c.sum / (side * side), WithinRel(eta, 1e-7));
}

TEST_CASE("areas agree with counting points for random slits and discs over the border", "[wound][cover][property]")
{
    const double side = 1e-3;
    for (const std::uint64_t seed : {1, 2, 3, 4}) {
        const auto openings = random_slits(60, side, 4e-5, seed);
        const wound::Window window{0.1 * side, 0.2 * side, 0.9 * side, 0.7 * side};
        const wound::Cover c = wound::cover(openings, window);
        const int n = 500;
        std::array<double, 5> counted{};
        double sum = 0;
        for (int j = 0; j < n; ++j)
            for (int i = 0; i < n; ++i) {
                const double x = window.x0 + (i + 0.5) / n * (window.x1 - window.x0);
                const double y = window.y0 + (j + 0.5) / n * (window.y1 - window.y0);
                int hits = 0;
                for (const Opening& o : openings) hits += wound::distance(o, x, y) < 0;
                sum += hits;
                for (int m = 1; m <= std::min(hits, 4); ++m) ++counted[m];
            }
        const double pixel = window.area() / n / n;
        for (int m = 1; m <= 4; ++m) {
            INFO("seed " << seed << " hits " << m);
            CHECK_THAT(c.at_least[m - 1], WithinAbs(counted[m] * pixel, 1e-3 * window.area()));
        }
        CHECK_THAT(c.sum, WithinAbs(sum * pixel, 1e-3 * window.area()));
        CHECK_THAT(wound::open_area(openings, window), WithinRel(c.open(), 1e-12));
    }
}

TEST_CASE("tiles add up to the whole", "[wound][cover]")
{
    const double side = 2e-3;
    const auto openings = random_slits(300, side, 5e-5, 9);
    const wound::Cover whole = wound::cover(openings, {0, 0, side, side});
    wound::Cover tiles;
    for (int j = 0; j < 3; ++j)
        for (int i = 0; i < 3; ++i)
            tiles += wound::cover(openings, {i * side / 3, j * side / 3, (i + 1) * side / 3, (j + 1) * side / 3});
    for (int m = 0; m < 4; ++m) CHECK_THAT(tiles.at_least[m], WithinRel(whole.at_least[m], 1e-9));
    CHECK_THAT(tiles.sum, WithinRel(whole.sum, 1e-9));
}

TEST_CASE("areas are the same bits for any thread count", "[wound][cover][threads]")
{
    const auto openings = random_slits(3000, 5e-3, 5e-5, 4);
    std::set<double> unions, sums;
    for (const int threads : {1, 2, 3, 8})
        core::with_threads(threads, [&] {
            const wound::Cover c = wound::cover(openings, {0, 0, 5e-3, 5e-3});
            unions.insert(c.open()), sums.insert(c.sum);
        });
    CHECK(unions.size() == 1);
    CHECK(sums.size() == 1);
}

TEST_CASE("clusters are the connected openings", "[wound][clusters]")
{
    const double r = 1e-5;
    const std::vector<Opening> chain{disc(1e-4, 1e-4, r), disc(1.19e-4, 1e-4, r), disc(3e-4, 1e-4, r),
                                     disc(1.38e-4, 1e-4, r)};
    const auto groups = wound::clusters(chain);
    REQUIRE(groups.size() == 2);
    CHECK(groups[0].size() == 3);
    CHECK(groups[1].size() == 1);
    // over the border of a periodic patch; members are shifted next to each other
    const std::vector<Opening> ends{disc(1e-6, 5e-4, r), disc(9.99e-4, 5e-4, r)};
    CHECK(wound::clusters(ends).size() == 2);
    const auto joined = wound::clusters(ends, 1e-3, 1e-3);
    REQUIRE(joined.size() == 1);
    CHECK_THAT(joined[0][1].x, WithinAbs(-1e-6, 1e-15));
    // two crossing slits meet though their ends are far apart
    CHECK(wound::clusters({{slit(0, 0, 0, 1e-4, 1e-6), slit(0, 0, pi / 2, 1e-4, 1e-6)}}).size() == 1);
}

TEST_CASE("moments of a union are those of its closed form", "[wound][cover][analytic]")
{
    const double r = 3e-5;
    const std::vector<Opening> one{disc(2e-3, 1e-3, r)};
    const wound::Shape s = wound::shape_of_union(one);
    CHECK_THAT(s.area, WithinRel(pi * r * r, 1e-12));
    CHECK_THAT(s.xx, WithinRel(pi * r * r * r * r / 4, 1e-9));
    CHECK_THAT(s.yy, WithinRel(s.xx, 1e-9));
    // a stadium: rectangle 2a x 2r with two half discs
    const double a = 1e-4;
    const wound::Shape t = wound::shape_of_union(std::vector<Opening>{slit(0, 0, 0, a, r)});
    const double rect = 4 * r * a * a * a / 3, caps = pi * r * r * (r * r / 4 + a * a) + 8 * a * r * r * r / 3;
    CHECK_THAT(t.xx, WithinRel(rect + caps, 1e-9));
    CHECK_THAT(t.yy, WithinRel(4 * a * r * r * r / 3 + pi * r * r * r * r / 4, 1e-9));
}
