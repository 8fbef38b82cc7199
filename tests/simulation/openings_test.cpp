#include "dermavox/core/random.hpp"
#include "engine/simulation/openings.hpp"
#include "tests/support/catch.hpp"

#include <cmath>

using namespace dermavox;
using simulation::Opening;
using simulation::Openings;

TEST_CASE("an opening is a disc", "[simulation][openings]")
{
    Openings openings({.width = 10e-3, .height = 10e-3, .cell = 0.25e-3, .periodic = false});
    openings.add({.x = 5e-3, .y = 5e-3, .radius = 30e-6, .depth = 0.4e-3});
    const double c = std::cos(0.5), s = std::sin(0.5);
    CHECK(openings.depth_at(5e-3 - 29e-6 * s, 5e-3 + 29e-6 * c) == 0.4e-3);
    CHECK(openings.depth_at(5e-3 - 31e-6 * s, 5e-3 + 31e-6 * c) == 0);
}

TEST_CASE("the deepest of several channels answers", "[simulation][openings]")
{
    Openings openings({.width = 1e-3, .height = 1e-3, .cell = 0.1e-3, .periodic = false});
    for (const double depth : {0.2e-3, 0.7e-3, 0.5e-3})
        openings.add({.x = 0.5e-3, .y = 0.5e-3, .radius = 50e-6, .depth = depth});
    CHECK(openings.depth_at(0.52e-3, 0.5e-3) == 0.7e-3);
}

TEST_CASE("look-up by bucket equals a search through all openings", "[simulation][openings][property]")
{
    const core::Random random(3, core::Purpose::pattern);
    const auto draw = [&](std::uint64_t i, std::uint64_t k) { return random.uniform({.cycle = i, .draw = k}); };
    for (const bool periodic : {false, true}) {
        const double width = 3.1e-3, height = 1.7e-3;
        Openings openings({width, height, 0.2e-3, periodic});
        std::vector<Opening> all;
        for (std::uint64_t i = 0; i < 300; ++i) {
            all.push_back({.x = width * (1.4 * draw(i, 0) - 0.2),
                           .y = height * (1.4 * draw(i, 1) - 0.2),
                           .radius = 0.1e-3 * draw(i, 4),
                           .depth = 1e-3 * draw(i, 5)});
            openings.add(all.back());
        }
        int open = 0;
        for (std::uint64_t i = 0; i < 4000; ++i) {
            const double x = width * (1.4 * draw(i, 6) - 0.2), y = height * (1.4 * draw(i, 7) - 0.2);
            double expected = 0;
            for (const Opening& o : all) {
                Openings alone({width, height, 10.0, periodic});  // one bucket: no look-up by place
                alone.add(o);
                expected = std::max(expected, alone.depth_at(x, y));
            }
            CHECK(openings.depth_at(x, y) == expected);
            open += expected > 0;
        }
        CHECK(open > 100);  // the comparison is not of zeros
    }
}
