#include "dermavox/wound/area_map.hpp"
#include "dermavox/wound/carve.hpp"
#include "dermavox/wound/cover.hpp"
#include "dermavox/wound/resolution.hpp"
#include "tests/support/catch.hpp"
#include "tests/wound/samples.hpp"

using namespace dermavox;
using std::numbers::pi;

namespace {

/// Volume of one cone from partial volumes, over the true one.
double cone_volume(double voxel)
{
    const double depth = 0.5e-3, radius = 0.1e-3;
    const device::Needle cone{.diameter = Length{2 * radius}, .taper = Length{depth}, .tip_radius = 1e-4_um};
    const wound::Tracts tracts = wound::tracts_of(std::vector{wound::straight_down(0.317e-3, 0.322e-3, depth)},
                                                  device::NeedleSet(cone), wound::three_layers(1e-3, 1e-3));
    const int n = int(0.64e-3 / voxel);
    double volume = 0;
    for (int k = 0; k * voxel < depth; ++k)
        volume +=
            voxel * wound::area_map(wound::envelopes_at(tracts, (k + 0.5) * voxel), voxel, n, n, 64).open_area();
    return volume / (pi * radius * radius * depth / 3);
}

}  // namespace

TEST_CASE("partial volumes of a cone converge at second order", "[wound][map][analytic][order]")
{
    const double coarse = 1 - cone_volume(40e-6), fine = 1 - cone_volume(20e-6), finest = 1 - cone_volume(10e-6);
    INFO("errors " << coarse << " " << fine << " " << finest);
    CHECK_THAT(std::log2(coarse / fine), WithinAbs(2.0, 0.3));
    CHECK_THAT(std::log2(fine / finest), WithinAbs(2.0, 0.3));
    CHECK(std::abs(finest) < 1e-3);
}

TEST_CASE("pixels add up to the exact areas for openings far below a pixel", "[wound][map]")
{
    const core::Random random(2, core::Purpose::reference_pattern);
    std::vector<wound::Opening> openings;
    for (std::size_t i = 0; i < 200; ++i) {
        const auto u = [&](std::uint64_t k) { return random.uniform({.cycle = i, .draw = k}); };
        openings.push_back({.x = 1e-3 * u(0),
                            .y = 1e-3 * u(1),
                            .along_x = std::cos(6 * u(2)),
                            .along_y = std::sin(6 * u(2)),
                            .half = i % 2 ? 0 : 30e-6 * u(3),
                            .radius = 2e-6 + 10e-6 * u(4)});
    }
    const wound::AreaMap map = wound::area_map(openings, 20e-6, 50, 50, 64);
    const wound::Cover exact = wound::cover(openings, {0, 0, 1e-3, 1e-3});
    CHECK_THAT(map.open_area(), WithinRel(exact.open(), 2e-3));
    double layers = 0;
    for (const float l : map.layers) layers += l;
    CHECK_THAT(layers * 400e-12, WithinRel(exact.sum, 2e-3));
    for (const float share : map.open) CHECK((share >= 0 && share <= 1 + 1e-6f));
}

TEST_CASE("a pitch in step with the voxels is told, one out of step is not", "[wound][resolution]")
{
    const core::Lattice lattice{20e-6, 100, 100, 30};
    const skin::Skin skin = wound::three_layers(2e-3, 2e-3);
    const auto warnings = [&](double shift, double pitch) {
        std::vector<mechanics::Insertion> all;
        for (double y = shift; y < 2e-3; y += pitch)
            for (double x = shift; x < 2e-3; x += pitch) all.push_back(wound::straight_down(x, y, 0.4e-3));
        const wound::Wound wound = wound::carve(all, {}, skin, lattice);
        return wound::resolution_warnings(wound, wound::resolution_of(wound));
    };
    const auto step = warnings(10e-6, 100e-6);
    REQUIRE(step.size() == 1);
    CHECK(step[0].code == "voxel_aliasing");
    CHECK(warnings(3e-6, 101.7e-6).empty());
}
