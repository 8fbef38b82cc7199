#include "dermavox/metrics/pattern.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/core/random.hpp"
#include "dermavox/metrics/domain.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <limits>
#include <numbers>

namespace dermavox::metrics {
namespace {

using std::numbers::pi;
using Complex = std::complex<double>;

constexpr int waves = 31;            ///< most whole waves along a side
constexpr int span = 2 * waves + 1;  ///< waves -31 .. 31 along y
constexpr int cells = 64;            ///< along a side, of the grid that random points are dropped on
constexpr int directions = 36;
constexpr int random_patterns = 99;

/// Amplitudes of waves (p, q), p = 0 .. 31, q = -31 .. 31.
using Amplitudes = std::vector<Complex>;

/// Plain product: the wave amplitudes are finite, and std::complex's own pays for infinities.
Complex times(Complex a, Complex b)
{
    return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

/// exp(-2 pi i k turn) for k = 0 .. waves.
std::array<Complex, waves + 1> powers(double turn)
{
    std::array<Complex, waves + 1> all;
    for (int k = 0; k <= waves; ++k) all[k] = std::polar(1.0, -2 * pi * std::remainder(k * turn, 1.0));
    return all;
}

/// Sums over the points, by fixed chunks of points that are added in order.
Amplitudes amplitudes_of(const Pattern& pattern)
{
    const std::size_t n = pattern.points.size(), grain = std::max<std::size_t>(1024, (n + 63) / 64);
    std::vector<Amplitudes> parts((n + grain - 1) / grain, Amplitudes((waves + 1) * span));
    core::parallel_for(n, grain, [&](std::size_t begin, std::size_t end) {
        Amplitudes& sum = parts[begin / grain];
        for (std::size_t i = begin; i < end; ++i) {
            const auto along_x = powers(pattern.points[i].x / pattern.width);
            const auto along_y = powers(pattern.points[i].y / pattern.height);
            for (int p = 0; p <= waves; ++p)
                for (int q = -waves; q <= waves; ++q) {
                    const Complex y = q < 0 ? std::conj(along_y[-q]) : along_y[q];
                    sum[p * span + q + waves] += times(along_x[p], y);
                }
        }
    });
    Amplitudes total((waves + 1) * span);
    for (const Amplitudes& part : parts)
        for (std::size_t k = 0; k < total.size(); ++k) total[k] += part[k];
    return total;
}

using Row = std::array<double, waves + 1>;

/// cos and sin of 2 pi k x/cells, k = 0 .. waves, for the centres x of half of the cells: the others mirror them.
struct Turns {
    std::array<Row, cells / 2 + 1> cosine, sine;
};
const Turns& turns()
{
    static const Turns all = [] {
        Turns t;
        for (int x = 0; x <= cells / 2; ++x)
            for (int k = 0; k <= waves; ++k) {
                t.cosine[x][k] = std::cos(2 * pi * (k * x % cells) / cells);
                t.sine[x][k] = std::sin(2 * pi * (k * x % cells) / cells);
            }
        return t;
    }();
    return all;
}

/// Sums over the cells of values[x] cos and values[x] sin, for each k. The cells x and cells - x share their cosine.
struct Wave {
    Row cosine{}, sine{};
};
template <class Value>
Wave wave_of(const Value& value)
{
    Wave wave;
    for (int x = 0; x <= cells / 2; ++x) {
        const bool alone = x == 0 || x == cells / 2;
        const double even = alone ? value(x) : value(x) + value(cells - x);
        const double odd = alone ? 0 : value(x) - value(cells - x);
        for (int k = 0; k <= waves; ++k) {
            wave.cosine[k] += even * turns().cosine[x][k];
            wave.sine[k] += odd * turns().sine[x][k];
        }
    }
    return wave;
}

/// Of the pattern's domain: what n points spread evenly over it would give, on a grid of 128 x 128.
Amplitudes even_amplitudes(const Pattern& pattern)
{
    constexpr int fine = 128;
    Pattern grid{{}, pattern.width, pattern.height};
    for (int j = 0; j < fine; ++j)
        for (int i = 0; i < fine; ++i) {
            const Point at{(i + 0.5) / fine * pattern.width, (j + 0.5) / fine * pattern.height};
            if (pattern.domain->contains(at.x, at.y)) grid.points.push_back(at);
        }
    Amplitudes even = amplitudes_of(grid);
    const double share = double(pattern.points.size()) / double(std::max<std::size_t>(grid.points.size(), 1));
    for (Complex& a : even) a *= share;
    return even;
}

/// Cells of the grid of random points whose centres lie in a domain; all without one.
std::vector<int> cells_in(const Pattern& pattern)
{
    std::vector<int> inside;
    for (int c = 0; pattern.domain && c < cells * cells; ++c) {
        const int column = c % cells, row = c / cells;
        if (pattern.domain->contains((column + 0.5) / cells * pattern.width, (row + 0.5) / cells * pattern.height))
            inside.push_back(c);
    }
    return inside;
}

/// n points on the given cells, less their mean.
std::vector<double> random_counts(std::size_t n, const std::vector<int>& inside, const core::Random& random,
                                  std::uint64_t number)
{
    std::vector<double> counts(cells * cells, 0);
    for (std::size_t i = 0; i < n; ++i)
        counts[std::size_t(
            inside[std::size_t(random.uniform({.pass = number, .cycle = i}) * double(inside.size()))])] += 1;
    for (const int c : inside) counts[std::size_t(c)] -= double(n) / double(inside.size());
    return counts;
}

/// n points anywhere. Ten cell numbers' bits come from each pair of draws.
std::vector<double> random_counts(std::size_t n, const core::Random& random, std::uint64_t number)
{
    std::vector<double> counts(cells * cells, 0);
    for (std::size_t i = 0; i < n; i += 5) {
        std::uint64_t bits = random.bits({.pass = number, .cycle = i});
        for (std::size_t k = i; k < std::min(n, i + 5); ++k, bits >>= 12) counts[bits & (cells * cells - 1)] += 1;
    }
    return counts;
}

/// The same for n random points dropped on the centres of 64 x 64 cells; their spectrum is as flat as that of
/// points anywhere.
Amplitudes amplitudes_of_counts(const std::vector<double>& counts)
{
    std::vector<Wave> along_x;
    along_x.reserve(cells);
    for (int y = 0; y < cells; ++y) along_x.push_back(wave_of([&](int x) { return counts[y * cells + x]; }));
    Amplitudes all((waves + 1) * span);
    for (int p = 0; p <= waves; ++p) {
        const Wave real = wave_of([&](int y) { return along_x[y].cosine[p]; });  // of the part along x
        const Wave imag = wave_of([&](int y) { return -along_x[y].sine[p]; });
        for (int q = 0; q <= waves; ++q) {
            all[p * span + waves + q] = {real.cosine[q] + imag.sine[q], imag.cosine[q] - real.sine[q]};
            all[p * span + waves - q] = {real.cosine[q] - imag.sine[q], imag.cosine[q] + real.sine[q]};
        }
    }
    return all;
}

/// Largest directional mean of the squared amplitudes over their mean.
double peak_over_mean(const Amplitudes& amplitudes, double width, double height)
{
    const double finest = waves / std::max(width, height);
    std::array<double, directions> sum{}, count{};
    double total = 0, number = 0;
    for (int p = 0; p <= waves; ++p)
        for (int q = -waves; q <= waves; ++q) {
            if (p == 0 && q <= 0) continue;  // the mean, and one of two equal halves
            const double kx = p / width, ky = q / height;
            if (std::hypot(kx, ky) > finest) continue;
            const double angle = std::atan2(ky, kx);  // (-pi/2, pi/2]
            const int d = int(std::floor(angle / pi * directions + 0.5) + directions) % directions;
            const double power = std::norm(amplitudes[p * span + q + waves]);
            sum[d] += power, count[d] += 1, total += power, number += 1;
        }
    double peak = 0;
    for (int d = 0; d < directions; ++d)
        if (count[d] > 0) peak = std::max(peak, sum[d] / count[d]);
    return peak / (total / number);
}

}  // namespace

StripeIndex stripe_index(const Pattern& pattern, std::uint64_t seed)
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    const std::size_t n = pattern.points.size();
    if (n < 2) return {nan, nan};
    const core::Random random(seed, core::Purpose::reference_pattern);
    const std::vector<int> inside = cells_in(pattern);
    if (pattern.domain && inside.empty()) return {nan, nan};
    std::vector<double> of_random(random_patterns);
    core::parallel_for(random_patterns, 1, [&](std::size_t i, std::size_t) {
        const auto counts = pattern.domain ? random_counts(n, inside, random, i) : random_counts(n, random, i);
        of_random[i] = peak_over_mean(amplitudes_of_counts(counts), pattern.width, pattern.height);
    });
    const core::Spread spread = core::spread_of(of_random);
    Amplitudes amplitudes = amplitudes_of(pattern);
    if (pattern.domain) {
        const Amplitudes even = even_amplitudes(pattern);
        for (std::size_t k = 0; k < even.size(); ++k) amplitudes[k] -= even[k];
    }
    const double own = peak_over_mean(amplitudes, pattern.width, pattern.height);
    return {own / spread.mean, spread.p95 / spread.mean};
}

}  // namespace dermavox::metrics
