#include "dermavox/metrics/dose.hpp"

#include "tests/support/catch.hpp"

#include <cmath>
#include <random>

using namespace dermavox::metrics;

namespace {

Pattern random_pattern(int count, unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<> at(0, 1e-2);
    Pattern pattern{{}, 1e-2, 1e-2, true, {}};
    for (int i = 0; i < count; ++i) pattern.points.push_back({at(random), at(random)});
    return pattern;
}

}  // namespace

TEST_CASE("a dose in one half of the patch is twice the mean there, and half of the area lies above 1.5")
{
    Pattern pattern{{}, 1e-2, 1e-2, false, {}};
    for (int i = 0; i < 50; ++i)
        for (int j = 0; j < 100; ++j) pattern.points.push_back({(i + 0.5) * 1e-4, (j + 0.5) * 1e-4});
    const DoseMap map = local_dose(pattern, 80);
    CHECK_THAT(share_above(map, 1.5), WithinAbs(0.5, 0.03));
    CHECK_THAT(map.ratio[std::size_t(map.rows / 2) * std::size_t(map.columns) + std::size_t(map.columns / 4)],
               WithinAbs(2, 0.15));
}

TEST_CASE("of random points the share above a multiple is Poisson's")
{
    double above = 0, expected = 0;
    constexpr int draws = 12;
    for (unsigned seed = 0; seed < draws; ++seed) {
        const DoseMap map = local_dose(random_pattern(1500, seed));
        CHECK_THAT(map.mean_count, WithinRel(8, 0.05));
        above += share_above(map, 1.55) / draws;
        expected += random_share_above(1.55, map.mean_count) / draws;
    }
    CHECK_THAT(above, WithinAbs(expected, 0.01));
    CHECK_THAT(random_share_above(1.5, 8),
               WithinAbs(0.0638, 5e-4));  // tables of Poisson's distribution: P(N > 12), mean 8
    CHECK_THAT(random_share_above(2, 8), WithinAbs(0.0037, 1e-4));
}

TEST_CASE("the dose averages to the mean, with the edge or without")
{
    Pattern pattern = random_pattern(2000, 3);
    for (const bool periodic : {true, false}) {
        pattern.periodic = periodic;
        const DoseMap map = local_dose(pattern);
        double sum = 0;
        for (const double ratio : map.ratio) sum += ratio;
        CHECK_THAT(sum / double(map.ratio.size()), WithinAbs(1, periodic ? 1e-9 : 0.03));
    }
}
