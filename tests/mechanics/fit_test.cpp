#include "dermavox/core/problem.hpp"
#include "dermavox/mechanics/fit.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace dermavox;
using mechanics::FitConstant;

namespace {

const std::vector<double> places{0.5, 1, 1.5, 2, 3, 4};

/// Residuals of y = a e^(-b t) against exact data, in units of `error`.
mechanics::Misfit decay(double a, double b, double error)
{
    return [=](const std::vector<double>& v) {
        std::vector<double> r;
        for (const double t : places) r.push_back((v[0] * std::exp(-v[1] * t) - a * std::exp(-b * t)) / error);
        return r;
    };
}

}  // namespace

TEST_CASE("a fit finds the constants that made the data")
{
    const auto fit =
        mechanics::fit_constants(std::vector<FitConstant>{{"a", 1, 10}, {"b", 1, 10}}, decay(3, 0.4, 1e-3));
    CHECK(fit.constants[0].value == Approx(3).epsilon(1e-4));
    CHECK(fit.constants[1].value == Approx(0.4).epsilon(1e-4));
    CHECK(fit.constants[0].fixed_by_data > 0.999);
    CHECK(fit.after < 1e-3 * fit.before);
}

TEST_CASE("the spread after a linear fit is that of the textbook")
{
    // r_i = (ln v - ln 2)/s, n times: variance of ln v is 1/(n/s^2 + 1/prior^2)
    const double s = 0.1, prior = 0.5;
    const auto fit = mechanics::fit_constants(std::vector<FitConstant>{{"v", 1, prior}}, [&](const auto& v) {
        return std::vector<double>(4, (std::log(v[0]) - std::log(2)) / s);
    });
    const double precision = 4 / (s * s) + 1 / (prior * prior);
    CHECK(fit.constants[0].spread == Approx(1 / std::sqrt(precision)).epsilon(1e-6));
    CHECK(std::log(fit.constants[0].value) == Approx(std::log(2) * 4 / (s * s) / precision).epsilon(1e-4));
}

TEST_CASE("what the data cannot tell apart is said to be tied")
{
    const auto product = [](const std::vector<double>& v) {
        return std::vector<double>{(v[0] * v[1] - 6) / 0.01, 0.0 * v[2]};
    };
    const auto fit =
        mechanics::fit_constants(std::vector<FitConstant>{{"a", 2, 1}, {"b", 2, 1}, {"c", 5, 1}}, product);
    CHECK(fit.constants[0].value * fit.constants[1].value == Approx(6).epsilon(1e-3));
    CHECK(fit.constants[0].tied_to == 1);
    CHECK(fit.constants[0].correlation < -0.99);
    CHECK(fit.constants[2].value == Approx(5));
    CHECK(std::abs(fit.constants[2].fixed_by_data) < 1e-9);
}

TEST_CASE("a model without an answer bounds the steps of a fit")
{
    const auto walled = [](const std::vector<double>& v) -> std::vector<double> {
        if (v[0] > 1.5) throw core::InputError({{"", 0, 0, "v", "too large", "less", ""}});
        return {10 * std::log(v[0] / 1.4)};
    };
    const auto fit = mechanics::fit_constants(std::vector<FitConstant>{{"v", 1, 100}}, walled);
    CHECK(fit.constants[0].value == Approx(1.4).epsilon(1e-3));
}

TEST_CASE("a trial without a balance is a step too far, not the end of a fit")
{
    const auto unbalanced = [](const std::vector<double>& v) -> std::vector<double> {
        if (v[0] > 1.2 && v[0] < 1.25) throw core::Failure(core::exit_code::not_converged, "no balance");
        return {10 * std::log(v[0] / 1.4)};
    };
    const auto fit = mechanics::fit_constants(std::vector<FitConstant>{{"v", 1, 100}}, unbalanced);
    CHECK(fit.constants[0].value == Approx(1.4).epsilon(1e-3));
    const auto stopped = [](const std::vector<double>& v) -> std::vector<double> {
        if (v[0] != 1) throw core::Failure(core::exit_code::stopped, "stopped");
        return {v[0]};
    };
    CHECK_THROWS_AS(mechanics::fit_constants(std::vector<FitConstant>{{"v", 1, 1}}, stopped), core::Failure);
}

TEST_CASE("a fit refuses priors that are none, and data without a number")
{
    const auto any = [](const auto& v) { return std::vector<double>{v[0] - 1}; };
    CHECK_THROWS_AS(mechanics::fit_constants(std::vector<FitConstant>{{"v", 0, 1}}, any), core::InputError);
    CHECK_THROWS_AS(mechanics::fit_constants(std::vector<FitConstant>{{"v", 1, NAN}}, any), core::InputError);
    const auto nan = [](const auto&) { return std::vector<double>{NAN}; };
    CHECK_THROWS_AS(mechanics::fit_constants(std::vector<FitConstant>{{"v", 1, 1}}, nan), core::Failure);
}
