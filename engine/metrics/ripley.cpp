#include "dermavox/metrics/spacing.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/core/random.hpp"
#include "dermavox/metrics/domain.hpp"
#include "engine/metrics/pair_weights.hpp"

#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>

namespace dermavox::metrics {
namespace {

constexpr int references = 39;
constexpr std::size_t most_reference_points = 4000;

std::vector<double> excess_of(const Pattern& p, double reach, int steps)
{
    const double n = double(p.points.size());
    const std::vector<double> pairs = pair_weights(p, reach, steps);
    std::vector<double> excess(steps);
    double within = 0;
    for (int k = 0; k < steps; ++k) {
        within += pairs[k];
        excess[k] = std::sqrt(p.area() * within / (n * (n - 1)) / std::numbers::pi) - reach * (k + 1) / steps;
    }
    return excess;
}

Pattern random_like(const Pattern& p, std::size_t n, const core::Random& random, std::uint64_t number)
{
    Pattern r{{}, p.width, p.height, p.periodic, p.domain};
    for (std::uint64_t i = 0; r.points.size() < n; ++i) {
        const Point at{p.width * random.uniform({.pass = number, .cycle = i, .draw = 1}),
                       p.height * random.uniform({.pass = number, .cycle = i, .draw = 2})};
        if (!p.domain || p.domain->contains(at.x, at.y)) r.points.push_back(at);
    }
    return r;
}

}  // namespace

SpacingCurve spacing_curve(const Pattern& p, std::uint64_t seed, double reach, int steps)
{
    const std::size_t n = p.points.size();
    const double side = std::min(p.width, p.height);
    if (reach == 0) reach = std::min(side / 4, n > 0 ? 5 * std::sqrt(p.area() / double(n)) : side);
    assert(reach > 0 && reach < side / 2 && steps > 0);
    SpacingCurve curve;
    for (int k = 1; k <= steps; ++k) curve.radius.push_back(reach * k / steps);
    if (n < 2) {
        curve.excess = curve.low = curve.high = std::vector<double>(steps, std::numeric_limits<double>::quiet_NaN());
        return curve;
    }
    curve.excess = excess_of(p, reach, steps);
    const std::size_t m = std::min(n, most_reference_points);
    const core::Random random(seed, core::Purpose::reference_pattern);
    curve.low.assign(steps, INFINITY), curve.high.assign(steps, -INFINITY);
    std::vector<std::vector<double>> of_random(references);
    core::parallel_for(references, 1, [&](std::size_t r, std::size_t) {
        of_random[r] = excess_of(random_like(p, m, random, 1000 + r), reach, steps);
    });
    for (const std::vector<double>& one : of_random)
        for (int k = 0; k < steps; ++k) {
            const double narrowed = one[k] * double(m) / double(n);
            curve.low[k] = std::min(curve.low[k], narrowed), curve.high[k] = std::max(curve.high[k], narrowed);
        }
    return curve;
}

}  // namespace dermavox::metrics
