#include "dermavox/study/sensitivity.hpp"

#include "dermavox/study/sampling.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <limits>
#include <numbers>

using namespace dermavox::study;

namespace {

/// Ishigami and Homma 1990 (doi:10.1109/ISUMA.1990.151285), a = 7, b = 0.1, x in (-pi, pi)^3.
double ishigami(const std::vector<double>& u)
{
    constexpr double pi = std::numbers::pi;
    const double x = pi * (2 * u[0] - 1), y = pi * (2 * u[1] - 1), z = pi * (2 * u[2] - 1);
    return std::sin(x) + 7 * std::pow(std::sin(y), 2) + 0.1 * std::pow(z, 4) * std::sin(x);
}

template <class Function>
std::vector<double> figures_of(const UnitPoints& points, Function f)
{
    std::vector<double> figures;
    for (const auto& point : points) figures.push_back(f(point));
    return figures;
}

}  // namespace

// Closed form: V = a^2/8 + b pi^4/5 + b^2 pi^8/18 + 1/2 = 13.8446; V1 = (1 + b pi^4/5)^2/2, V2 = a^2/8, V13 = 8 b^2
// pi^8/225, so S = (0.3139, 0.4424, 0) and T = (0.5576, 0.4424, 0.2437).
TEST_CASE("Sobol indices of the Ishigami function are those of its closed form", "[study][analytic]")
{
    const auto indices = sobol_indices(figures_of(saltelli_blocks(2048, 3, 1), ishigami), 3, 0.95, 1);
    const double first[] = {0.3139, 0.4424, 0}, total[] = {0.5576, 0.4424, 0.2437};
    for (std::size_t i = 0; i < 3; ++i) {
        CAPTURE(i);
        CHECK_THAT(indices[i].first.value, WithinAbs(first[i], 0.02));
        CHECK_THAT(indices[i].total.value, WithinAbs(total[i], 0.02));
        CHECK(indices[i].first.low <= first[i]);
        CHECK(indices[i].first.high >= first[i]);
        CHECK(indices[i].total.low <= total[i]);
        CHECK(indices[i].total.high >= total[i]);
        CHECK(indices[i].first.high - indices[i].first.low < 0.2);
    }
}

TEST_CASE("failed cases are left out of Sobol indices, and none of them is nothing", "[study]")
{
    auto figures = figures_of(saltelli_blocks(1024, 3, 1), ishigami);
    for (std::size_t i = 0; i < figures.size(); i += 97) figures[i] = std::nan("");
    const auto indices = sobol_indices(figures, 3, 0.95, 1);
    CHECK_THAT(indices[1].first.value, WithinAbs(0.4424, 0.05));

    const auto constant = sobol_indices(std::vector<double>(50, 3.0), 3, 0.95, 1);
    CHECK(std::isnan(constant[0].first.value));
}

TEST_CASE("Morris effects of a linear function are its coefficients, without spread", "[study][analytic]")
{
    const auto unit = morris_trajectories(12, 4, 2);
    const auto effects =
        morris_effects(unit, figures_of(unit, [](auto& u) { return 3 * u[0] - 2 * u[1] + 0.5 * u[2]; }), 0.95, 1);
    const double coefficients[] = {3, -2, 0.5, 0};
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK_THAT(effects[i].mean, WithinAbs(coefficients[i], 1e-9));
        CHECK_THAT(effects[i].mean_absolute.value, WithinAbs(std::abs(coefficients[i]), 1e-9));
        CHECK_THAT(effects[i].mean_absolute.high, WithinAbs(std::abs(coefficients[i]), 1e-9));
        CHECK_THAT(effects[i].sd, WithinAbs(0, 1e-9));
    }
}

// x1 x2: the effect of x1 is x2, one of four levels, so it spreads; x3 does nothing.
TEST_CASE("Morris effects show an interaction by their spread", "[study][analytic]")
{
    const auto unit = morris_trajectories(200, 3, 5);
    const auto effects = morris_effects(unit, figures_of(unit, [](auto& u) { return u[0] * u[1]; }), 0.95, 1);
    CHECK_THAT(effects[0].mean, WithinAbs(0.5, 0.06));
    CHECK(effects[0].sd > 0.3);
    CHECK(effects[0].mean_absolute.low < 0.5);
    CHECK(effects[0].mean_absolute.high > 0.5);
    CHECK(effects[2].mean_absolute.value == 0);
}

// Differences 1, 2, 3: mean 2, sd 1, t(0.975, 2) = 4.302653: 2 -+ 4.302653/sqrt(3).
TEST_CASE("a paired difference has Student's interval and a verdict", "[study][analytic]")
{
    const auto d = paired_difference({10, 20, 30, 5}, {11, 22, 33, std::nan("")}, 0.95);
    CHECK(d.pairs == 3);
    CHECK_THAT(d.difference, WithinRel(2.0, 1e-12));
    CHECK_THAT(d.low, WithinRel(2 - 4.302652729911 / std::sqrt(3.0), 1e-9));
    CHECK_THAT(d.high, WithinRel(2 + 4.302652729911 / std::sqrt(3.0), 1e-9));
    CHECK(d.verdict == PairedDifference::Verdict::none);
    CHECK(paired_difference({1, 2, 3, 4}, {2, 3, 4.1, 5}, 0.95).verdict == PairedDifference::Verdict::a_lower);
    CHECK(paired_difference({1, 2, 3, 4}, {0, 1, 2.1, 3}, 0.95).verdict == PairedDifference::Verdict::b_lower);
    CHECK(paired_difference({1}, {5}, 0.95).verdict == PairedDifference::Verdict::none);
}
