#include "dermavox/transport/sample_tile.hpp"
#include "tests/support/catch.hpp"
#include "tests/transport/arrays.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace dermavox;
using namespace dermavox::transport;

TEST_CASE("a resolved tile without openings is the slab", "[transport][tile][analytic]")
{
    const SampleTile tile = solve_tile({{}, 1e-3, 1e-3}, reference_ladder(), 1.5e-5, reference_drop);
    CHECK_THAT(tile.fine * 3.6e6, WithinAbs(7.4754, 2e-4));
}

TEST_CASE("square arrays resolved and as a network lie within five percent", "[transport][tile]")
{
    const double radius[] = {10e-6, 20e-6, 35e-6}, flux[] = {20.36, 40.20, 68.7};
    for (int i = 0; i < 3; ++i) {
        const Array array = square_array(1, 1e-3, radius[i], 15e-6);
        const SampleTile tile = solve_tile(array.patch(), reference_ladder(), 1.5e-5, reference_drop);
        INFO(tile.fine * 3.6e6 << " " << tile.coarse * 3.6e6 << " cells " << tile.report.cells << " iterations "
                               << tile.report.iterations);
        CHECK_THAT(tile.resolved * 3.6e6, WithinRel(flux[i], 0.01));
        CHECK(std::abs(tile.relative_difference) < 0.05);
        CHECK(tile.error < 0.05 * tile.resolved);
        CHECK(tile.report.imbalance < 1e-8);
    }
}

TEST_CASE("a tile gives the same figure wherever its mouth lies", "[transport][tile][property]")
{
    TileParameters p;
    p.cells_per_axis = 4;
    double first = 0;
    for (const double x : {0.5e-3, 0.02e-3, 0.73e-3}) {
        const std::vector<Mouth> mouths{{x, 0.9e-3 - x, 50e-6, 20e-6, 1e-4, 0.7}};
        const SampleTile tile = solve_tile({mouths, 1e-3, 1e-3}, reference_ladder(), 1.5e-5, reference_drop, p);
        if (first == 0) first = tile.resolved;
        CHECK_THAT(tile.resolved, WithinRel(first, 5e-3));
    }
}

TEST_CASE("a slit conducts less than the disc round it and more than the disc in it", "[transport][tile]")
{
    const std::vector<Mouth> slit{{0.5e-3, 0.5e-3, 60e-6, 8e-6, 15e-6, 0}};
    const std::vector<Mouth> inner{disc(0.5e-3, 0.5e-3, 8e-6, 15e-6)}, outer{disc(0.5e-3, 0.5e-3, 60e-6, 15e-6)};
    const auto flux = [](const std::vector<Mouth>& m) {
        TileParameters p;
        p.cells_per_axis = 3;
        return solve_tile({m, 1e-3, 1e-3}, reference_ladder(), 1.5e-5, reference_drop, p);
    };
    const SampleTile s = flux(slit);
    CHECK(s.resolved > flux(inner).resolved);
    CHECK(s.resolved < flux(outer).resolved);
    CHECK(std::abs(s.relative_difference) < 0.05);
}

TEST_CASE("a tile is cut from the middle of the patch", "[transport][tile]")
{
    const Array array = square_array(9, 1e-3, 20e-6, 1e-4);
    core::Notes notes;
    const auto tile = sample_tile(forearm(), {}, array.patch(), {}, notes);
    REQUIRE(tile);
    CHECK(tile->mouths == 4);
    CHECK_THAT(tile->width, WithinRel(2e-3, 1e-9));
    CHECK(std::abs(tile->relative_difference) < 0.05);
    const std::vector<Mouth> corner(10, disc(1e-3, 1e-3, 20e-6));
    CHECK_FALSE(sample_tile(forearm(), {}, {corner, 20e-3, 20e-3}, {}, notes));
    CHECK(notes.warnings.back().code == "not_modelled");
}

TEST_CASE("the cut through a tile is its field: falling upwards, jumping where the barrier is closed",
          "[transport][tile]")
{
    const Array array = square_array(1, 1e-3, 40e-6, 15e-6);
    const SampleTile tile = solve_tile(array.patch(), reference_ladder(), 1.5e-5, reference_drop);
    const TileCut& cut = tile.cut;
    const std::size_t nx = cut.widths[0].size(), nz = cut.widths[1].size();
    REQUIRE(cut.potential.size() == nx * nz);
    REQUIRE(cut.share.size() == nx);
    CHECK_THAT(cut.y, WithinAbs(0.5e-3, 10e-6));
    const auto widest = std::size_t(std::max_element(cut.share.begin(), cut.share.end()) - cut.share.begin());
    const auto column = [&](std::size_t i, std::size_t k) { return cut.potential[k * nx + i]; };
    for (std::size_t k = 1; k < nz; ++k) CHECK(column(widest, k) > column(widest, k - 1));
    const auto air = std::size_t(cut.air_cells);
    const double open = column(widest, air) - column(widest, air - 1), closed = column(0, air) - column(0, air - 1);
    CHECK(cut.share[0] == 0);
    CHECK(closed > 2 * open);
}
