#include "dermavox/study/sampling.hpp"

#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <set>

using namespace dermavox::study;

TEST_CASE("a Latin hypercube visits every stratum of every coordinate once", "[study][property]")
{
    for (const std::size_t count : {1u, 7u, 50u}) {
        const auto points = latin_hypercube(count, 4, 3);
        for (std::size_t d = 0; d < 4; ++d) {
            std::set<std::size_t> strata;
            for (const auto& point : points) strata.insert(std::size_t(point[d] * double(count)));
            CHECK(strata.size() == count);
            CHECK(*strata.rbegin() == count - 1);
        }
    }
    CHECK(latin_hypercube(20, 3, 1) == latin_hypercube(20, 3, 1));
    CHECK(latin_hypercube(20, 3, 1) != latin_hypercube(20, 3, 2));
}

// The mean of x1 x2 x3 over the unit cube is 1/8. Plain Monte Carlo errs by 0.16/sqrt(n), 0.005 at n = 1024.
TEST_CASE("a shifted Sobol sequence integrates far better than random points", "[study][analytic]")
{
    double worst = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        double sum = 0;
        for (const auto& p : shifted_sobol(1024, 3, seed)) sum += p[0] * p[1] * p[2];
        worst = std::max(worst, std::abs(sum / 1024 - 0.125));
    }
    CHECK(worst < 0.0008);
    for (const auto& p : shifted_sobol(64, 5, 9))
        for (const double u : p) CHECK((u >= 0 && u < 1));
}

TEST_CASE("a Morris trajectory moves each coordinate once, by two thirds", "[study][property]")
{
    constexpr std::size_t k = 5;
    const auto points = morris_trajectories(10, k, 4);
    REQUIRE(points.size() == 10 * (k + 1));
    for (std::size_t t = 0; t < 10; ++t) {
        std::set<std::size_t> moved;
        for (std::size_t s = 0; s < k; ++s) {
            const auto &from = points[t * (k + 1) + s], &to = points[t * (k + 1) + s + 1];
            for (std::size_t i = 0; i < k; ++i) {
                CHECK((to[i] > -1e-12 && to[i] < 1 + 1e-12));
                if (to[i] == from[i]) continue;
                CHECK_THAT(std::abs(to[i] - from[i]), WithinAbs(2.0 / 3, 1e-12));
                moved.insert(i);
            }
        }
        CHECK(moved.size() == k);
    }
}
