#include "dermavox/transport/channel_map.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::transport {
namespace {
using std::numbers::pi;

constexpr std::size_t most_openings = 3000;

/// The responses of both sides together, tabulated over log r, and how the rest beyond a radius adds up.
class Response
{
public:
    Response(const Ladder& ladder, double shortest, double reach) : m_low(std::log(shortest))
    {
        m_step = (std::log(reach) - m_low) / (points - 1);
        for (int i = 0; i < points; ++i) {
            const double r = std::exp(m_low + i * m_step);
            // times r: flat near the disc, so that a straight line between two points is close
            m_values.push_back(r * (film_response(r, ladder.film, ladder.film_kappa) +
                                    film_response(r, ladder.tissue, ladder.tissue_kappa)));
        }
    }
    double at(double r) const
    {
        const double x = (std::log(r) - m_low) / m_step;
        const int i = std::clamp(int(x), 0, points - 2);
        return (m_values[i] + (x - i) * (m_values[i + 1] - m_values[i])) / r;
    }

private:
    static constexpr int points = 4000;
    double m_low, m_step;
    std::vector<double> m_values;
};

/// Integral of G over the plane outside radius r, by the slowest mode, G ~ K_0(pi r/(2 delta))/(pi D delta).
double tail(double r, double thickness, double kappa)
{
    const double x = pi * r / (2 * thickness);
    return x > 600 ? 0 : 8 * thickness / (pi * pi * kappa) * x * std::cyl_bessel_k(1, x);
}

struct Repeats {
    std::vector<std::array<double, 2>> offsets;
    double reach;
};

/// Copies of the patch whose centre is within the distance over which responses fade.
Repeats repeats_of(const Patch& patch, const Ladder& ladder)
{
    const double longest = std::max(patch.width, patch.height);
    Repeats repeats{{}, std::max(2.5 * std::max(ladder.film, ladder.tissue), 1.5 * longest)};
    if (!patch.periodic) return {{{0, 0}}, 1.5 * longest};
    const int nx = int(repeats.reach / patch.width) + 1, ny = int(repeats.reach / patch.height) + 1;
    for (int b = -ny; b <= ny; ++b)
        for (int a = -nx; a <= nx; ++a) repeats.offsets.push_back({a * patch.width, b * patch.height});
    return repeats;
}

/// Solves the symmetric positive system in place by Cholesky's factors.
std::vector<double> solve(std::vector<double>& a, std::vector<double> x)
{
    const std::size_t n = x.size();
    for (std::size_t c = 0; c < n; ++c) {
        double* pivot = a.data() + c * n;
        for (std::size_t i = 0; i < c; ++i) pivot[c] -= pivot[i] * pivot[i];
        if (!(pivot[c] > 0))
            throw core::Failure(core::exit_code::not_converged, "openings lie too close for the map of discs");
        pivot[c] = std::sqrt(pivot[c]);
        core::parallel_for(n - c - 1, 64, [&](std::size_t begin, std::size_t end) {
            for (std::size_t r = c + 1 + begin; r < c + 1 + end; ++r) {
                double* row = a.data() + r * n;
                double sum = row[c];
                for (std::size_t i = 0; i < c; ++i) sum -= row[i] * pivot[i];
                row[c] = sum / pivot[c];
            }
        });
    }
    for (std::size_t r = 0; r < n; ++r) {
        for (std::size_t i = 0; i < r; ++i) x[r] -= a[r * n + i] * x[i];
        x[r] /= a[r * n + r];
    }
    for (std::size_t r = n; r-- > 0;) {
        x[r] /= a[r * n + r];
        for (std::size_t i = 0; i < r; ++i) x[i] -= a[r * n + i] * x[r];
    }
    return x;
}

double self_response(double radius, double thickness, double kappa)
{
    return 1 / (4 * radius * kappa) - std::numbers::ln2 / (2 * pi * kappa * thickness);
}

}  // namespace

double film_response(double r, double thickness, double kappa)
{
    // near: images, the alternating sum averaged over its last two parts; far: the slowest modes
    if (r > thickness) {
        double sum = 0;
        for (int n = 1; n < 40; n += 2) {
            const double x = n * pi * r / (2 * thickness);
            if (x > 600) break;
            sum += std::cyl_bessel_k(0, x);
        }
        return sum / (pi * thickness * kappa);
    }
    double sum = 1 / r, sign = -1, last = 0;
    constexpr int images = 400;
    for (int m = 1; m <= images; ++m, sign = -sign) {
        last = 2 * sign / std::hypot(r, 2 * m * thickness);
        sum += last;
    }
    return (sum - last / 2) / (2 * pi * kappa);
}

ChannelMap channel_map(const Openings& openings, const Patch& patch, const Ladder& ladder, double channel_kappa,
                       double drop)
{
    const std::size_t n = openings.all.size();
    if (n > most_openings)
        throw core::Failure(core::exit_code::refused, "the map of discs is dense: " + std::to_string(n) +
                                                          " openings, at most " + std::to_string(most_openings));
    const Repeats repeats = repeats_of(patch, ladder);
    const double area = patch.area(), reach = repeats.reach;
    double shortest = reach;
    for (const auto& o : openings.all) shortest = std::min(shortest, o.radius);
    const Response response(ladder, shortest / 10, 2 * reach + patch.width + patch.height);
    const double rest =
        patch.periodic
            ? (tail(reach, ladder.film, ladder.film_kappa) + tail(reach, ladder.tissue, ladder.tissue_kappa)) / area
            : 0;
    const double layers = ladder.film / ladder.film_kappa + ladder.tissue / ladder.tissue_kappa;

    // unknowns: flow per opening, then the closed barrier's flow (flux x area)
    std::vector<double> matrix((n + 1) * (n + 1), 0.0);
    core::parallel_for(n, 8, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const Opening& o = openings.all[i];
            double* row = matrix.data() + i * (n + 1);
            for (std::size_t k = 0; k <= i; ++k) {
                const double dx = openings.all[k].x - o.x, dy = openings.all[k].y - o.y;
                row[k] = rest;
                for (const auto& offset : repeats.offsets) {
                    const double r = std::hypot(dx + offset[0], dy + offset[1]);
                    if (r > 0 && r < reach) row[k] += response.at(r);
                }
            }
            const double open = std::min(o.depth, ladder.barrier);
            row[i] += self_response(o.radius, ladder.film, ladder.film_kappa) +
                      self_response(o.radius, ladder.tissue, ladder.tissue_kappa) +
                      column_resistance(open, o.area, channel_kappa) +
                      column_resistance(ladder.barrier - open, o.area, ladder.barrier_kappa);
        }
    });
    const double closed_area = area * (1 - openings.fraction);
    for (std::size_t k = 0; k < n; ++k) matrix[n * (n + 1) + k] = layers / area;
    matrix[n * (n + 1) + n] = layers / area + ladder.barrier / ladder.barrier_kappa / closed_area;
    ChannelMap map;
    map.flow = solve(matrix, std::vector<double>(n + 1, drop));
    map.closed = map.flow.back() / closed_area;
    for (const double q : map.flow) map.total += q / area;
    map.flow.pop_back();
    return map;
}

}  // namespace dermavox::transport
