#include "engine/study/search/evolution.hpp"

#include "tests/study/samples.hpp"

#include <cmath>
#include <set>

using namespace dermavox;
using study::Engine;
using study::GeneBounds;
using study::Genes;

TEST_CASE("fronts hold those that only earlier fronts beat", "[study]")
{
    const std::vector<std::vector<double>> points{{1, 5}, {2, 3}, {3, 4}, {4, 1}, {5, 5}, {1, 5}};
    const auto fronts = study::fronts_of(points);
    REQUIRE(fronts.size() == 3);
    CHECK(fronts[0] == std::vector<std::size_t>{0, 1, 3, 5});
    CHECK(fronts[1] == std::vector<std::size_t>{2});
    CHECK(fronts[2] == std::vector<std::size_t>{4});
    CHECK(study::fronts_of({}).empty());
}

TEST_CASE("crowding is the distance of the neighbours, and the ends stand alone", "[study]")
{
    const auto crowding = study::crowding_of({{0, 10}, {1, 6}, {4, 2}, {10, 0}});
    CHECK(std::isinf(crowding[0]));
    CHECK(std::isinf(crowding[3]));
    CHECK(crowding[1] == Approx(4.0 / 10 + 8.0 / 10));
    CHECK(crowding[2] == Approx(9.0 / 10 + 6.0 / 10));
    for (const double lone : study::crowding_of({{1, 2}, {2, 1}})) CHECK(std::isinf(lone));
}

TEST_CASE("crossing keeps the middle of the parents and the bounds", "[study][property]")
{
    Engine engine(5);
    const GeneBounds bounds{{0, 0, 0}, {1, 1, 3}, 1};
    double middle = 0, wider = 0;
    constexpr int pairs = 40000;
    for (int i = 0; i < pairs; ++i) {
        Genes a{0.45, 0.02, 1}, b{0.55, 0.9, 3};
        study::cross(a, b, bounds, 10, engine);
        middle += (a[0] + b[0]) / 2 / pairs;
        wider += std::abs(a[0] - b[0]) > 0.1 + 1e-12 ? 1.0 / pairs : 0;
        for (const Genes& child : {a, b})
            for (std::size_t k = 0; k < 3; ++k) REQUIRE((child[k] >= bounds.low[k] && child[k] <= bounds.high[k]));
        REQUIRE(a[2] + b[2] == 4);
    }
    CHECK(middle == Approx(0.5).margin(1e-3));
    CHECK(wider == Approx(0.25).margin(0.02));  // half of the genes cross, half of those spread
}

TEST_CASE("a mutation stays in the bounds, and its size is that of the polynomial", "[study][property]")
{
    Engine engine(6);
    const GeneBounds bounds{{0, 0}, {1, 4}, 1};
    double within = 0;
    std::set<double> seen;
    constexpr int children = 40000;
    const double eta = 10, reach = 0.05;
    for (int i = 0; i < children; ++i) {
        Genes genes{0.5, 2};
        study::mutate(genes, bounds, 1, eta, engine);
        REQUIRE((genes[0] >= 0 && genes[0] <= 1));
        within += std::abs(genes[0] - 0.5) < reach ? 1.0 / children : 0;
        seen.insert(genes[1]);
    }
    // P(|step| < reach) of (2 u + (1 - 2 u) r^(eta+1))^(1/(eta+1)) - 1 with r = 1/2
    const double r = std::pow(0.5, eta + 1), expected = (1 - std::pow(1 - reach, eta + 1)) / (1 - r);
    CHECK(within == Approx(expected).margin(0.01));
    CHECK(seen == std::set<double>{0, 1, 3, 4});
    Genes still{0.3, 1};
    study::mutate(still, bounds, 0, eta, engine);
    CHECK(still == Genes{0.3, 1});
}
