#include "engine/simulation/contact_point.hpp"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <limits>

namespace dermavox::simulation {
namespace {

constexpr double k_share = 0.1;           // of the largest force, where the onset ends
constexpr std::size_t k_most_bins = 400;  // enough for the profile; a machine may write a hundred thousand readings
constexpr int k_per_reading = 20;         // places of the grid between two readings
constexpr std::size_t k_least_base = 3, k_least_onset = 6;

struct Onset {
    std::vector<double> x, force;
};

/// Start of the curve up to the first reading past a share of the largest force over the start, in means of equally
/// many readings.
Onset onset_of(const std::vector<double>& x, const std::vector<double>& force)
{
    std::vector<double> start(force.begin(),
                              force.begin() + std::ptrdiff_t(std::max<std::size_t>(3, force.size() / 50)));
    std::ranges::nth_element(start, start.begin() + std::ptrdiff_t(start.size() / 2));
    const double base = std::min(start[start.size() / 2], force.front());
    const double bound = base + k_share * (std::ranges::max(force) - base);
    std::size_t end = std::size_t(std::ranges::find_if(force, [&](double f) { return f > bound; }) - force.begin());
    end = std::min(force.size(), std::max(end + 1, k_least_onset));
    const std::size_t each = (end + k_most_bins - 1) / k_most_bins;
    Onset onset;
    for (std::size_t i = 0; i < end; i += each) {
        const std::size_t last = std::min(end, i + each);
        double sum_x = 0, sum_f = 0;
        for (std::size_t k = i; k < last; ++k) sum_x += x[k], sum_f += force[k];
        onset.x.push_back(sum_x / double(last - i));
        onset.force.push_back(sum_f / double(last - i));
    }
    return onset;
}

struct LeastSquares {
    double sum = std::numeric_limits<double>::infinity(), base = 0;
};

/// Coefficients of 1 (where there is a base), u and u^2 with u = x - x0 past contact, in units of the span.
LeastSquares fit_at(const Onset& onset, double x0, bool with_base)
{
    const auto n = Eigen::Index(onset.x.size());
    const int columns = with_base ? 3 : 2;
    const double span = onset.x.back() - onset.x.front();
    Eigen::MatrixXd a(n, columns);
    const Eigen::Map<const Eigen::VectorXd> force(onset.force.data(), n);
    for (Eigen::Index i = 0; i < n; ++i) {
        const double u = std::max(0.0, (onset.x[std::size_t(i)] - x0) / span);
        a(i, 0) = u, a(i, 1) = u * u;
        if (with_base) a(i, 2) = 1;
    }
    const Eigen::VectorXd c = a.colPivHouseholderQr().solve(force);
    const bool rises = c[0] >= 0 || c[0] + c[1] > 0;
    if (!rises) return {};
    return {(a * c - force).squaredNorm(), with_base ? c[2] : 0};
}

/// Least of the profile over a grid, and where it has grown by the variance to either side.
ContactPoint least_over(const Onset& onset, double from, double to, bool with_base)
{
    const auto n = double(onset.x.size());
    const int places = std::max(2, int(k_per_reading * onset.x.size()));
    std::vector<LeastSquares> fits;
    for (int k = 0; k <= places; ++k) fits.push_back(fit_at(onset, from + (to - from) * k / places, with_base));
    const auto best = std::ranges::min_element(fits, {}, &LeastSquares::sum);
    const double step = (to - from) / places, variance = best->sum / std::max(1.0, n - (with_base ? 4 : 3));
    auto low = best, high = best;
    while (low != fits.begin() && std::prev(low)->sum <= best->sum + variance) --low;
    while (std::next(high) != fits.end() && std::next(high)->sum <= best->sum + variance) ++high;
    return {.position = from + step * double(best - fits.begin()),
            .error = step * double(high - low) / 2,
            .base = best->base,
            .has_base = with_base};
}

}  // namespace

ContactPoint find_contact(const std::vector<double>& x, const std::vector<double>& force)
{
    const Onset onset = onset_of(x, force);
    const double first = onset.x.front(), last = onset.x.back();
    if (!(last > first)) return {.position = first, .error = 0, .base = 0, .has_base = false};
    ContactPoint found = least_over(onset, first, last, true);
    const auto before = std::ranges::count_if(onset.x, [&](double at) { return at < found.position; });
    if (std::size_t(before) < k_least_base) found = least_over(onset, first - (last - first) / 2, last, false);
    const double spacing = (last - first) / double(onset.x.size() - 1);
    found.error = std::hypot(found.error, spacing / std::sqrt(12.0));
    return found;
}

}  // namespace dermavox::simulation
