#include "dermavox/core/random.hpp"
#include "dermavox/transport/channel_map.hpp"
#include "dermavox/transport/sample_tile.hpp"
#include "tests/support/catch.hpp"
#include "tests/transport/arrays.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace dermavox;
using namespace dermavox::transport;

namespace {

ChannelMap map_of(const Patch& patch)
{
    return channel_map(openings_of(patch, 1), patch, reference_ladder(), 1.5e-5, reference_drop);
}

std::vector<Mouth> random_discs(int count, double side, double radius, std::uint64_t seed)
{
    const core::Random random(seed, core::Purpose::pattern);
    std::vector<Mouth> mouths;
    for (std::uint64_t i = 0; i < std::uint64_t(count); ++i)
        mouths.push_back(disc(side * random.uniform({.needle = i}), side * random.uniform({.needle = i, .draw = 1}),
                              radius, 15e-6));
    return mouths;
}

double square_array_total() { return map_of(square_array(3, 1e-3, 35e-6, 15e-6).patch()).total; }

}  // namespace

TEST_CASE("the two sums of a disc under a film agree", "[transport][map][analytic]")
{
    const double delta = 8e-3, kappa = 2.57e-5;
    for (const double r : {0.999 * delta, 1.001 * delta}) {
        double modes = 0;
        for (int n = 1; n < 60; n += 2) modes += std::cyl_bessel_k(0, n * std::numbers::pi * r / (2 * delta));
        CHECK_THAT(film_response(r, delta, kappa), WithinRel(modes / (std::numbers::pi * delta * kappa), 1e-5));
    }
    // close to the disc it is that of a half-space, lowered by its images
    const double r = 1e-5;
    CHECK_THAT(film_response(r, delta, kappa),
               WithinRel((1 / r - std::numbers::ln2 / delta) / (2 * std::numbers::pi * kappa), 1e-6));
    // over the whole plane it adds up to the film's resistance
    double sum = 0;
    const double dr = delta / 400;
    for (int i = 0; i < 4800; ++i) {
        const double at = (i + 0.5) * dr;
        sum += film_response(at, delta, kappa) * 2 * std::numbers::pi * at * dr;
    }
    CHECK_THAT(sum, WithinRel(delta / kappa, 1e-3));
}

TEST_CASE("discs in a square array give the flux of the network", "[transport][map]")
{
    // resolved 20.36, 40.20 and 68.7: discs of even potential conduct up to 3 % too well
    const double radius[] = {10e-6, 20e-6, 35e-6}, network[] = {20.8, 41.4, 70.6};
    for (int i = 0; i < 3; ++i) {
        const Array array = square_array(10, 1e-3, radius[i], 15e-6);
        const ChannelMap map = map_of(array.patch());
        CHECK_THAT(map.total * 3.6e6, WithinRel(network[i], 2e-3));
        const auto [least, most] = std::minmax_element(map.flow.begin(), map.flow.end());
        CHECK_THAT(*least, WithinRel(*most, 1e-3));
    }
}

TEST_CASE("discs at random positions lose less than an array of as many", "[transport][map]")
{
    for (const std::uint64_t seed : {1, 2, 3}) {
        const auto mouths = random_discs(100, 1e-2, 35e-6, seed);
        const double total = map_of({mouths, 1e-2, 1e-2}).total * 3.6e6;
        CHECK(total < 0.985 * 70.6);
        CHECK_THAT(total, WithinRel(65.15, 0.065));  // one resolved set
    }
}

TEST_CASE("random positions change the map as they change the resolved field", "[transport][map][tile]")
{
    const auto mouths = random_discs(9, 3e-3, 35e-6, 3);
    const Patch patch{mouths, 3e-3, 3e-3};
    TileParameters p;
    p.cells_per_axis = 3;
    p.most_cells = 400000;
    const SampleTile tile = solve_tile(patch, reference_ladder(), 1.5e-5, reference_drop, p);
    const double even = square_array_total();
    CHECK_THAT(map_of(patch).total / even, WithinRel(tile.resolved * 3.6e6 / 68.7, 0.012));
}

TEST_CASE("crowded discs give less each than a lone one", "[transport][map]")
{
    std::vector<Mouth> mouths{disc(2e-3, 2e-3, 20e-6)};
    for (int i = 0; i < 9; ++i) mouths.push_back(disc(7e-3 + (i % 3) * 6e-5, 7e-3 + (i / 3) * 6e-5, 20e-6));
    const ChannelMap map = map_of({mouths, 1e-2, 1e-2});
    for (std::size_t i = 1; i < mouths.size(); ++i) CHECK(map.flow[i] < 0.8 * map.flow[0]);
    CHECK(map.flow[5] < map.flow[1]);  // the middle one least
    double sum = map.closed * (1e-4 - 10 * std::numbers::pi * 4e-10);
    for (const double q : map.flow) sum += q;
    CHECK_THAT(map.total * 1e-4, WithinRel(sum, 1e-12));
}
