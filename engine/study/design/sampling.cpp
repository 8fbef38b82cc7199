#include "dermavox/study/sampling.hpp"

#include "engine/study/design/draws.hpp"

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <cassert>
#include <numeric>

namespace dermavox::study {
namespace {

/// 0 .. count - 1 in random order (Fisher and Yates); `lane` keeps the draws of two orders apart.
std::vector<std::size_t> shuffled(std::size_t count, const core::Random& random, std::uint64_t lane)
{
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t(0));
    for (std::size_t i = count; i > 1; --i)
        std::swap(order[i - 1], order[std::size_t(random.uniform({.cycle = lane, .draw = i}) * double(i))]);
    return order;
}

}  // namespace

UnitPoints latin_hypercube(std::size_t count, std::size_t dimensions, std::uint64_t seed)
{
    const core::Random random(seed, design_draws);
    UnitPoints points(count, std::vector<double>(dimensions));
    for (std::size_t d = 0; d < dimensions; ++d) {
        const auto strata = shuffled(count, random, d);
        for (std::size_t i = 0; i < count; ++i)
            points[i][d] = (double(strata[i]) + random.uniform({.pass = 1, .cycle = d, .draw = i})) / double(count);
    }
    return points;
}

UnitPoints shifted_sobol(std::size_t count, std::size_t dimensions, std::uint64_t seed)
{
    const core::Random random(seed, design_draws);
    boost::random::sobol sequence(dimensions);
    UnitPoints points(count, std::vector<double>(dimensions));
    for (auto& point : points)
        for (std::size_t d = 0; d < dimensions; ++d)
            point[d] = double((sequence() ^ random.bits({.cycle = d})) >> 11) * 0x1p-53;
    return points;
}

UnitPoints morris_trajectories(std::size_t trajectories, std::size_t dimensions, std::uint64_t seed)
{
    constexpr double step = 2.0 / 3;
    const core::Random random(seed, design_draws);
    UnitPoints points;
    for (std::size_t t = 0; t < trajectories; ++t) {
        std::vector<double> at(dimensions);
        for (std::size_t d = 0; d < dimensions; ++d)  // a corner from which one step up stays inside, or its end
            at[d] = random.uniform({.pass = t + 1, .cycle = d}) < 0.5 ? 0.0 : 1.0 / 3;
        std::vector<bool> down(dimensions);
        for (std::size_t d = 0; d < dimensions; ++d)
            if ((down[d] = random.uniform({.pass = t + 1, .cycle = d, .needle = 1}) < 0.5)) at[d] += step;
        points.push_back(at);
        for (const std::size_t d : shuffled(dimensions, random, t + 1000000)) {
            at[d] += down[d] ? -step : step;
            points.push_back(at);
        }
    }
    return points;
}

UnitPoints saltelli_blocks(std::size_t rows, std::size_t dimensions, std::uint64_t seed)
{
    UnitPoints points;
    for (const auto& both : shifted_sobol(rows, 2 * dimensions, seed)) {
        const auto middle = both.begin() + std::ptrdiff_t(dimensions);
        const std::vector<double> a(both.begin(), middle), b(middle, both.end());
        points.push_back(a);
        points.push_back(b);
        for (std::size_t d = 0; d < dimensions; ++d) {
            points.push_back(a);
            points.back()[d] = b[d];
        }
    }
    return points;
}

}  // namespace dermavox::study
