#include "dermavox/study/sensitivity.hpp"

#include "dermavox/core/statistics.hpp"
#include "engine/study/design/draws.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cassert>
#include <cmath>
#include <functional>
#include <limits>

namespace dermavox::study {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Percentile interval of `value_of` over draws with replacement of 0 .. count - 1.
Estimated bootstrapped(std::size_t count, double confidence, std::uint64_t seed, int resamples,
                       const std::function<double(const std::vector<std::size_t>&)>& value_of)
{
    std::vector<std::size_t> chosen(count);
    for (std::size_t i = 0; i < count; ++i) chosen[i] = i;
    const double value = value_of(chosen);
    const core::Random random(seed, bootstrap_draws);
    std::vector<double> values;
    for (int r = 0; r < resamples; ++r) {
        for (std::size_t i = 0; i < count; ++i)
            chosen[i] = std::size_t(random.uniform({.pass = std::uint64_t(r), .draw = i}) * double(count));
        const double drawn = value_of(chosen);
        if (std::isfinite(drawn)) values.push_back(drawn);
    }
    if (values.empty() || !std::isfinite(value)) return {value, nan, nan};
    std::ranges::sort(values);
    return {value, core::quantile(values, (1 - confidence) / 2), core::quantile(values, (1 + confidence) / 2)};
}

}  // namespace

std::vector<MorrisEffect> morris_effects(const std::vector<std::vector<double>>& unit,
                                         const std::vector<double>& figures, double confidence, std::uint64_t seed,
                                         int resamples)
{
    assert(unit.size() == figures.size() && !unit.empty());
    const std::size_t k = unit.front().size(), trajectories = unit.size() / (k + 1);
    std::vector<std::vector<double>> effects(k, std::vector<double>(trajectories, nan));
    for (std::size_t t = 0; t < trajectories; ++t)
        for (std::size_t s = 0; s < k; ++s) {
            const std::size_t at = t * (k + 1) + s;
            for (std::size_t i = 0; i < k; ++i)
                if (const double step = unit[at + 1][i] - unit[at][i]; step != 0)
                    effects[i][t] = (figures[at + 1] - figures[at]) / step;
        }
    std::vector<MorrisEffect> all;
    for (const auto& of_one : effects) {
        std::vector<double> known;
        std::ranges::copy_if(of_one, std::back_inserter(known), [](double e) { return std::isfinite(e); });
        const core::Spread spread = core::spread_of(known);
        const auto mean_absolute = [&](const std::vector<std::size_t>& chosen) {
            double sum = 0;
            for (const std::size_t i : chosen) sum += std::abs(known[i]);
            return chosen.empty() ? nan : sum / double(chosen.size());
        };
        all.push_back(
            {bootstrapped(known.size(), confidence, seed, resamples, mean_absolute), spread.mean, spread.sd});
    }
    return all;
}

namespace {

/// The blocks whose figures are all known, centred.
std::vector<std::vector<double>> whole_blocks(const std::vector<double>& figures, std::size_t parameters)
{
    std::vector<std::vector<double>> blocks;
    const auto width = std::ptrdiff_t(parameters + 2);
    double sum = 0;
    for (auto at = figures.begin(); figures.end() - at >= width; at += width)
        if (std::all_of(at, at + width, [](double f) { return std::isfinite(f); })) {
            blocks.emplace_back(at, at + width);
            sum += at[0] + at[1];
        }
    for (auto& block : blocks)
        for (double& f : block) f -= sum / (2 * double(blocks.size()));
    return blocks;
}

}  // namespace

std::vector<SobolIndex> sobol_indices(const std::vector<double>& figures, std::size_t parameters, double confidence,
                                      std::uint64_t seed, int resamples)
{
    const auto blocks = whole_blocks(figures, parameters);
    const auto share = [&](std::size_t i, bool total) {
        return [&, i, total](const std::vector<std::size_t>& chosen) {
            double sum = 0, squares = 0, part = 0;
            for (const std::size_t n : chosen) {
                const double a = blocks[n][0], b = blocks[n][1], ab = blocks[n][2 + i];
                sum += a + b, squares += a * a + b * b;
                part += total ? (a - ab) * (a - ab) / 2 : b * (ab - a);
            }
            const double count = double(chosen.size()), mean = sum / (2 * count);
            const double variance = squares / (2 * count) - mean * mean;
            return count > 1 && variance > 0 ? part / count / variance : nan;
        };
    };
    std::vector<SobolIndex> indices;
    for (std::size_t i = 0; i < parameters; ++i)
        indices.push_back({bootstrapped(blocks.size(), confidence, seed, resamples, share(i, false)),
                           bootstrapped(blocks.size(), confidence, seed, resamples, share(i, true))});
    return indices;
}

PairedDifference paired_difference(const std::vector<double>& a, const std::vector<double>& b, double confidence)
{
    assert(a.size() == b.size());
    std::vector<double> as, bs, differences;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!std::isfinite(a[i]) || !std::isfinite(b[i])) continue;
        as.push_back(a[i]), bs.push_back(b[i]), differences.push_back(b[i] - a[i]);
    }
    const std::size_t n = differences.size();
    const core::Spread d = core::spread_of(differences);
    double reach = std::numeric_limits<double>::infinity();
    if (n >= 2) {
        const boost::math::students_t t(double(n - 1));
        reach = boost::math::quantile(t, (1 + confidence) / 2) * d.sd / std::sqrt(double(n));
    }
    using enum PairedDifference::Verdict;
    const double low = d.mean - reach, high = d.mean + reach;
    return {core::spread_of(as).mean,
            core::spread_of(bs).mean,
            d.mean,
            low,
            high,
            n,
            low > 0    ? a_lower
            : high < 0 ? b_lower
                       : none};
}

}  // namespace dermavox::study
