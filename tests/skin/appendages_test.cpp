#include "dermavox/core/problem.hpp"
#include "dermavox/core/random.hpp"
#include "dermavox/skin/appendages.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace dermavox;
using namespace dermavox::skin;

namespace {

std::vector<Appendage> only(Appendage::Kind kind, const std::vector<Appendage>& all)
{
    std::vector<Appendage> some;
    std::ranges::copy_if(all, std::back_inserter(some), [kind](const auto& a) { return a.kind == kind; });
    return some;
}

}  // namespace

TEST_CASE("follicles and glands have the published densities", "[skin][appendages]")
{
    // 100 x 100 mm: 14,000 and 12,800 expected, standard deviations 118 and 113
    const auto all = appendages_on({}, 0.1, 0.1, 1);
    CHECK_THAT(double(only(Appendage::Kind::follicle, all).size()), WithinAbs(14000, 5 * 118));
    CHECK_THAT(double(only(Appendage::Kind::gland, all).size()), WithinAbs(12800, 5 * 113));
    for (const auto& a : all) REQUIRE((a.x >= 0 && a.x < 0.1 && a.y >= 0 && a.y < 0.1 && a.radius > 0));
}

TEST_CASE("counts in equal squares have the variance of a Poisson process", "[skin][appendages]")
{
    const auto all = only(Appendage::Kind::gland, appendages_on({}, 0.1, 0.1, 2));
    const int n = 40;  // squares of 2.5 mm: 8 expected
    std::vector<int> counts(n * n);
    for (const auto& a : all) ++counts[std::size_t(int(a.x / 0.1 * n) * n + int(a.y / 0.1 * n))];
    double mean = 0, square = 0;
    for (const int c : counts) mean += c / double(n * n), square += c * c / double(n * n);
    CHECK_THAT((square - mean * mean) / mean, WithinAbs(1, 5 * std::sqrt(2.0 / (n * n))));
}

TEST_CASE("needles strike openings as often as the closed form says", "[skin][appendages]")
{
    const auto all = only(Appendage::Kind::follicle, appendages_on({}, 0.1, 0.1, 3));
    const double reach = 0.25e-3;
    const core::Random random(1, core::Purpose::sampling);
    int struck = 0;
    const int needles = 4000;
    for (int n = 0; n < needles; ++n) {
        const double x = 0.1 * random.uniform({.cycle = std::uint64_t(n)});
        const double y = 0.1 * random.uniform({.cycle = std::uint64_t(n), .draw = 1});
        struck += std::ranges::any_of(all, [&](const auto& a) { return std::hypot(a.x - x, a.y - y) < reach; });
    }
    const double p = strike_chance(1.40e6, reach);
    CHECK_THAT(p, WithinRel(1 - std::exp(-1.40 * std::numbers::pi * 0.0625), 1e-12));
    CHECK_THAT(double(struck) / needles, WithinAbs(p, 5 * std::sqrt(p * (1 - p) / needles) + 0.01));
    CHECK(strike_chance(0, reach) == 0);
    CHECK(strike_chance(1e6, 0) == 0);
}

TEST_CASE("openings are functions of the seed and a higher patch only adds", "[skin][appendages]")
{
    const auto low = only(Appendage::Kind::gland, appendages_on({}, 0.02, 0.02, 4));
    const auto high = only(Appendage::Kind::gland, appendages_on({}, 0.02, 0.03, 4));
    const auto other = only(Appendage::Kind::gland, appendages_on({}, 0.02, 0.02, 5));
    REQUIRE(high.size() > low.size());
    for (std::size_t i = 0; i < low.size(); ++i) REQUIRE((low[i].x == high[i].x && low[i].y == high[i].y));
    CHECK(low.front().x != other.front().x);
}

TEST_CASE("no density means no openings and bad figures are named", "[skin][appendages][bad]")
{
    Appendages none;
    none.follicles.value = none.glands.value = {0};
    CHECK(appendages_on(none, 0.02, 0.02, 1).empty());

    Appendages bad;
    bad.follicles.value = {-1};
    bad.gland_radius.value = {NAN};
    try {
        appendages_on(bad, 0, 0.02, 1);
        FAIL("accepted");
    } catch (const core::InputError& error) {
        CHECK(error.problems().size() == 3);
    }
    Appendages dense;
    dense.glands.value = {1e15};
    CHECK_THROWS_AS(appendages_on(dense, 0.02, 0.02, 1), core::Failure);
}
