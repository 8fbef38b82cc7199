#include "engine/report/chart/neighbour_chart.hpp"

#include "dermavox/metrics/pattern.hpp"
#include "dermavox/wound/wound.hpp"
#include "engine/report/chart/markup.hpp"
#include "engine/report/chart/svg.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace dermavox::report {
namespace {

constexpr int distance_bins = 40;
using Shares = std::array<double, distance_bins>;

/// Share of the distances in each bin; the last one holds all beyond.
Shares shares_of(const std::vector<double>& distances, double high)
{
    Shares shares{};
    for (const double d : distances)
        shares[std::size_t(std::clamp(int(d / high * distance_bins), 0, distance_bins - 1))] +=
            1 / double(distances.size());
    return shares;
}

/// The same of random points: a distance beyond d has the chance exp(-density pi d^2).
Shares random_shares(double density, double high)
{
    Shares shares;
    const auto beyond = [&](int i) {
        return std::exp(-density * std::numbers::pi * std::pow(high * i / distance_bins, 2));
    };
    for (int i = 0; i < distance_bins; ++i)
        shares[std::size_t(i)] = beyond(i) - (i + 1 < distance_bins ? beyond(i + 1) : 0);
    return shares;
}

std::string distance_curve(const Shares& shares, const Axis& x, const Axis& y)
{
    std::string path;
    for (int i = 0; i + 1 < distance_bins; ++i)  // the last bin holds a tail
        path += fmt::format("{}{} {}", i == 0 ? "M" : "L", coordinate(x.at(x.high * (i + 0.5) / distance_bins)),
                            coordinate(y.at(shares[std::size_t(i)])));
    return path;
}

std::string neighbour_chart_of(const Shares& own, const Shares& random, double high)
{
    const double most =
        std::max(*std::max_element(own.begin(), own.end()), *std::max_element(random.begin(), random.end()));
    Svg svg(720, 280, "Histogram of the distance from each puncture to the nearest other one");
    const Axis x{0, high, 56, 700}, y{0, 1.12 * most, 228, 26};
    for (int i = 0; i < distance_bins; ++i) {
        const double low = high * i / distance_bins, up = high * (i + 1) / distance_bins, share = own[std::size_t(i)];
        svg.raw(fmt::format("<g data-say=\"{} to {}{}: {} of the punctures; of random ones {}\">", length_text(low),
                            length_text(up), i + 1 == distance_bins ? " and beyond" : "", percent_text(share),
                            percent_text(random[std::size_t(i)])));
        svg.rect({x.at(low), y.at(share)}, x.at(up) - x.at(low) - 1, y.from - y.at(share), "load-fill").raw("</g>");
    }
    svg.path(distance_curve(random, x, y), "curve dashed");
    const auto peak = std::max_element(random.begin(), random.end());
    svg.text({x.at(high * double(peak - random.begin() + 3) / distance_bins), y.at(*peak) - 6}, "random", "halo");
    svg.x_axis(x, y.from, 1e3, "distance to the nearest puncture [mm]")
        .y_axis(y, x.from, 100, "share of the punctures [%]");
    return svg.take();
}

}  // namespace

metrics::Pattern punctures_of(const simulation::Outcome& outcome)
{
    const core::Lattice& patch = outcome.wound->lattice;
    metrics::Pattern pattern{{}, patch.width(), patch.height(), outcome.wound->periodic};
    for (const mechanics::Insertion& at : outcome.insertions)
        if (at.punctured()) pattern.points.push_back({at.x, at.y});
    return pattern;
}

std::string neighbour_figure(const simulation::Outcome& outcome)
{
    if (!outcome.wound) return {};
    const metrics::Pattern punctures = punctures_of(outcome);
    if (punctures.points.size() < 2) return {};
    std::vector<double> distances = metrics::nearest_distances(punctures);
    std::sort(distances.begin(), distances.end());
    const double density = double(punctures.points.size()) / punctures.area();
    const double high = std::max(1.05 * distances[distances.size() * 99 / 100], 1.5 / std::sqrt(density));
    return figure(
        neighbour_chart_of(shares_of(distances, high), random_shares(density, high), high),
        fmt::format("Distance from each puncture to the nearest other one; half of them lie within {}. Dashed: "
                    "random punctures of the same density.",
                    length_text(distances[distances.size() / 2])));
}

}  // namespace dermavox::report
