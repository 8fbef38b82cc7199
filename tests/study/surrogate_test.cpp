#include "engine/study/search/surrogate.hpp"

#include "dermavox/core/random.hpp"
#include "dermavox/study/sampling.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <numbers>

using namespace dermavox;
using study::Surrogate;

namespace {

/// Branin's function over the unit square. Dixon and Szego, Towards Global Optimisation 2, 1978.
double branin(const std::vector<double>& u)
{
    using std::numbers::pi;
    const double x = -5 + 15 * u[0], y = 15 * u[1], bend = y - 5.1 / (4 * pi * pi) * x * x + 5 / pi * x - 6;
    return bend * bend + 10 * (1 - 1 / (8 * pi)) * std::cos(x) + 10;
}

std::vector<double> values_at(const study::UnitPoints& points)
{
    std::vector<double> values;
    for (const auto& u : points) values.push_back(branin(u));
    return values;
}

}  // namespace

TEST_CASE("a surrogate meets its points and knows how far it is off between them", "[study][analytic]")
{
    const auto points = study::latin_hypercube(40, 2, 1), elsewhere = study::latin_hypercube(400, 2, 2);
    const Surrogate model(points, values_at(points));
    for (const auto& u : points) CHECK(model.at(u).mean == Approx(branin(u)).margin(0.02 * model.unit()));
    double off = 0, standard = 0;
    for (const auto& u : elsewhere) {
        const auto [mean, sd] = model.at(u);
        off += (mean - branin(u)) * (mean - branin(u)) / 400;
        standard += (mean - branin(u)) * (mean - branin(u)) / (sd * sd) / 400;
    }
    CHECK(std::sqrt(off) < 0.05 * model.unit());
    CHECK(standard > 0.1);
    CHECK(standard < 4);
}

TEST_CASE("a coordinate that does nothing gets a long length", "[study]")
{
    const auto points = study::latin_hypercube(60, 3, 3);
    const Surrogate model(points, values_at(points));  // of the first two alone
    CHECK(model.shape()[2] > model.shape()[0] + 1);
    CHECK(model.shape()[2] > model.shape()[1] + 1);
}

TEST_CASE("noise is averaged, not followed", "[study][property]")
{
    const core::Random random(4, core::Purpose{900});
    const auto points = study::latin_hypercube(120, 1, 5);
    std::vector<double> values;
    const auto truth = [](double u) { return std::sin(5 * u); };
    for (std::size_t i = 0; i < points.size(); ++i)
        values.push_back(truth(points[i][0]) + 0.3 * random.normal({.draw = i}));
    const Surrogate model(points, values);
    for (double u = 0.05; u < 1; u += 0.1) CHECK(model.at({u}).mean == Approx(truth(u)).margin(0.25));
    CHECK(std::exp(model.shape().back()) > 0.01);
}

TEST_CASE("a fit that goes on from an earlier one ends as well", "[study]")
{
    const auto points = study::latin_hypercube(30, 2, 1);
    const Surrogate model(points, values_at(points)), again(points, values_at(points), model.shape());
    for (const auto& u : study::latin_hypercube(20, 2, 6))
        CHECK(again.at(u).mean == Approx(model.at(u).mean).margin(0.05 * model.unit()));
}

TEST_CASE("equal values make a flat surrogate", "[study]")
{
    const auto points = study::latin_hypercube(8, 2, 1);
    const Surrogate model(points, std::vector<double>(8, 3.0));
    CHECK(model.at({0.3, 0.9}).mean == Approx(3.0));
    CHECK(std::isfinite(model.at({0.3, 0.9}).sd));
}
