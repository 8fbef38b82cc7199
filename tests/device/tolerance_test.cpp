#include "dermavox/core/statistics.hpp"
#include "dermavox/device/tolerance.hpp"
#include "tests/support/catch.hpp"

#include <cmath>

using namespace dermavox;

TEST_CASE("pieces scatter as their tolerances say", "[device][tolerance][analytic]")
{
    const device::Device nominal{.depth = 1.0_mm, .cartridge = device::ring(12, 2.5_mm)};
    const device::Tolerances tolerances{.length = {.width = 50e-6},
                                        .position = {.width = 20e-6},
                                        .tilt = {.width = 0.01},
                                        .dial = {.width = 0.15e-3, .law = device::Law::uniform}};
    std::vector<double> x, length, dial;
    for (std::uint64_t piece = 0; piece < 2000; ++piece) {
        const auto built = device::as_built(nominal, tolerances, 1, piece);
        dial.push_back(built.depth.si);
        for (std::size_t k = 0; k < 12; ++k) {
            x.push_back(built.cartridge.seats[k].x - nominal.cartridge.seats[k].x);
            length.push_back(built.cartridge.seats[k].length_offset);
        }
    }
    const auto across = core::spread_of(x), long_by = core::spread_of(length), set = core::spread_of(dial);
    CHECK_THAT(across.sd, WithinRel(std::hypot(20e-6, 1.5e-3 * 0.01), 0.02));  // 24,000 values: 0.5 %
    CHECK_THAT(across.mean, WithinAbs(0, 1e-6));
    CHECK_THAT(long_by.sd, WithinRel(50e-6, 0.02));
    CHECK_THAT(long_by.mean, WithinAbs(-2.5e-3 * 0.01 * 0.01, 1.5e-6));  // leaning needles reach less far
    CHECK_THAT(set.sd, WithinRel(0.15e-3 / std::sqrt(3.0), 0.05));
    CHECK(set.p5 > 0.85e-3);
    CHECK(set.p95 < 1.15e-3);
}

TEST_CASE("a piece is found from seed and number alone and nothing strays without tolerance", "[device][tolerance]")
{
    const device::Device nominal{.cartridge = device::ring(12, 2.5_mm)};
    const device::Tolerances tolerances{.length = {.width = 50e-6}};
    const auto offset = [&](std::uint64_t seed, std::uint64_t piece) {
        return device::as_built(nominal, tolerances, seed, piece).cartridge.seats[7].length_offset;
    };
    CHECK(offset(1, 5) == offset(1, 5));
    CHECK(offset(1, 5) != offset(1, 6));
    CHECK(offset(1, 5) != offset(2, 5));
    const auto same = device::as_built(nominal, {}, 1, 5);
    CHECK(same.cartridge.seats[7].x == nominal.cartridge.seats[7].x);
    CHECK(same.depth == nominal.depth);

    core::Checklist list;
    device::check(device::Tolerances{.tilt = {.width = -1}}, list);
    REQUIRE(list.problems().size() == 1);
    CHECK(list.problems()[0].key == "device.tolerance.tilt");
}
