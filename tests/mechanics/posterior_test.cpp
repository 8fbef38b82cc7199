#include "dermavox/mechanics/posterior.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

using namespace dermavox;
using mechanics::FitConstant;

namespace {

const std::vector<FitConstant> constants{{"a", 2, 1}, {"b", 5, 0.5}};

/// Two data that fix ln a + ln b and, less well, ln a.
std::vector<double> misfit(const std::vector<double>& v)
{
    return {(std::log(v[0] * v[1]) - std::log(12.0)) / 0.1, (std::log(v[0]) - std::log(3.0)) / 0.4};
}

struct Moments {
    double mean_a = 0, mean_b = 0, aa = 0, bb = 0, ab = 0;
};

Moments of(const std::vector<std::vector<double>>& samples)
{
    Moments m;
    const double n = double(samples.size());
    for (const auto& v : samples) m.mean_a += std::log(v[0]) / n, m.mean_b += std::log(v[1]) / n;
    for (const auto& v : samples) {
        const double a = std::log(v[0]) - m.mean_a, b = std::log(v[1]) - m.mean_b;
        m.aa += a * a / n, m.bb += b * b / n, m.ab += a * b / n;
    }
    return m;
}

}  // namespace

TEST_CASE("samples of a normal posterior have its mean and covariance", "[mechanics][analytic]")
{
    const auto peak = mechanics::fit_constants(constants, misfit);
    const auto posterior =
        mechanics::sample_posterior(constants, misfit, peak, {.walks = 4, .steps = 40000, .kept = 2000});
    REQUIRE(posterior.samples.size() == 8000);
    // precision of (ln a, ln b): [100 + 6.25 + 1, 100; 100, 100 + 4]
    const double p = 107.25, q = 104, c = 100, det = p * q - c * c;
    const Moments m = of(posterior.samples);
    CHECK_THAT(m.aa, WithinRel(q / det, 0.1));
    CHECK_THAT(m.bb, WithinRel(p / det, 0.1));
    CHECK_THAT(m.ab, WithinRel(-c / det, 0.1));
    CHECK_THAT(m.mean_a, WithinAbs(std::log(peak.constants[0].value), 0.02));
    CHECK_THAT(m.mean_b, WithinAbs(std::log(peak.constants[1].value), 0.02));
    CHECK(posterior.disagreement < 1.02);
    CHECK(posterior.accepted > 0.15);
    CHECK(posterior.accepted < 0.6);
}

TEST_CASE("samples do not depend on the number of threads", "[mechanics][determinism]")
{
    const auto peak = mechanics::fit_constants(constants, misfit);
    std::vector<std::vector<double>> one, three;
    const auto sample = [&] {
        return mechanics::sample_posterior(constants, misfit, peak, {.walks = 3, .steps = 400, .kept = 20}).samples;
    };
    core::with_threads(1, [&] { one = sample(); });
    core::with_threads(3, [&] { three = sample(); });
    CHECK(one == three);
}

TEST_CASE("a trial without an answer ends no walk and is never sampled", "[mechanics]")
{
    const auto walled = [](const std::vector<double>& v) -> std::vector<double> {
        if (v[0] > 2.2) throw core::Failure(core::exit_code::not_converged, "no balance");
        return {std::log(v[0] / 2.1) / 0.3};
    };
    const std::vector<FitConstant> one{{"v", 2, 1}};
    const auto peak = mechanics::fit_constants(one, walled);
    const auto posterior = mechanics::sample_posterior(one, walled, peak, {.walks = 2, .steps = 2000, .kept = 200});
    CHECK(std::ranges::all_of(posterior.samples, [](const auto& v) { return v[0] <= 2.2; }));
    CHECK(std::ranges::any_of(posterior.samples, [](const auto& v) { return v[0] < 1.6; }));
}
