#include "engine/report/compare/compare_noise.hpp"

#include "dermavox/core/statistics.hpp"
#include "dermavox/core/student.hpp"
#include "dermavox/metrics/pattern.hpp"
#include "engine/report/page/factors.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <functional>
#include <numeric>

namespace dermavox::report {
namespace {

using Windows = std::vector<int>;  ///< of each place of a table, 0 .. 15
using KeptFigures = std::map<std::string, LeftOut>;

Windows windows_of(const Places& places, double width, double height)
{
    Windows in(places.size());
    const auto part = [](double at, double size) {
        return std::clamp(int(at / size * window_sides), 0, window_sides - 1);
    };
    for (std::size_t i = 0; i < places.size(); ++i)
        in[i] = part(places.y[i], height) * window_sides + part(places.x[i], width);
    return in;
}

/// Sums of a weight over the whole patch and without each window, and what they give.
LeftOut from_sums(const Windows& in, const std::function<double(std::size_t)>& weight,
                  const std::function<double(double sum, double share)>& figure)
{
    std::array<double, windows> part{};
    double all = 0;
    for (std::size_t i = 0; i < in.size(); ++i) {
        const double w = weight(i);
        part[std::size_t(in[i])] += w;
        all += w;
    }
    LeftOut out;
    out.whole = figure(all, 1);
    for (int g = 0; g < windows; ++g)
        out.without[std::size_t(g)] = figure(all - part[std::size_t(g)], 1 - 1.0 / windows);
    return out;
}

/// Ratio of two sums.
LeftOut ratio(const Windows& in, const std::function<double(std::size_t)>& above,
              const std::function<double(std::size_t)>& below)
{
    const auto plain = [](double sum, double) { return sum; };
    const LeftOut a = from_sums(in, above, plain), b = from_sums(in, below, plain);
    LeftOut out;
    out.whole = a.whole / b.whole;
    for (std::size_t g = 0; g < windows; ++g) out.without[g] = a.without[g] / b.without[g];
    return out;
}

struct Sorted {
    double value;
    int window;
};

/// Mean, standard deviation and quantiles of a sorted sample without one window (-1: of all).
std::array<double, 5> statistics(const std::vector<Sorted>& sample, int window)
{
    std::vector<double> kept;
    kept.reserve(sample.size());
    for (const Sorted& at : sample)
        if (at.window != window) kept.push_back(at.value);
    if (kept.size() < 2) return {NAN, NAN, NAN, NAN, NAN};
    const double n = double(kept.size());
    const double mean = std::accumulate(kept.begin(), kept.end(), 0.0) / n;
    double squares = 0;
    for (const double value : kept) squares += (value - mean) * (value - mean);
    return {mean, std::sqrt(squares / (n - 1)), core::quantile(kept, 0.05), core::quantile(kept, 0.5),
            core::quantile(kept, 0.95)};
}

void add_spread(KeptFigures& figures, const std::string& key, const std::vector<double>& values, const Windows& in,
                const std::vector<bool>& taken, double scale)
{
    std::vector<Sorted> sample;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (taken[i]) sample.push_back({values[i] * scale, in[i]});
    std::sort(sample.begin(), sample.end(), [](const Sorted& a, const Sorted& b) { return a.value < b.value; });
    constexpr const char* names[] = {"mean", "sd", "p5", "p50", "p95"};
    const std::array<double, 5> whole = statistics(sample, -1);
    std::array<LeftOut, 5> out;
    for (std::size_t k = 0; k < 5; ++k) out[k].whole = whole[k];
    for (int g = 0; g < windows; ++g) {
        const std::array<double, 5> without = statistics(sample, g);
        for (std::size_t k = 0; k < 5; ++k) out[k].without[std::size_t(g)] = without[k];
    }
    for (std::size_t k = 0; k < 5; ++k) figures[fmt::format("{}.{}", key, names[k])] = out[k];
}

void add_spots(KeptFigures& figures, const ReadRun& run)
{
    const Windows in = windows_of(run.spots, run.width, run.height);
    const double area = run.width * run.height;
    const auto density = [&](double sum, double share) { return sum / (area * share) * per_cm2; };
    figures["density.channels_per_cm2"] = from_sums(
        in, [](std::size_t) { return 1.0; }, density);
    if (const auto& areas = run.spots.column("area"); !areas.empty())
        figures["coverage.at_depth[0].open_fraction"] = from_sums(
            in, [&](std::size_t i) { return areas[i]; },
            [&](double sum, double share) { return sum / (area * share); });
    if (const auto& depths = run.spots.column("depth"); !depths.empty())
        for (const ReadFigure& at : run.figures) {
            if (!at.key.starts_with("density.at_depth[")) continue;
            const double depth = std::stod(at.key.substr(17)) * 1e-6;
            figures[at.key] = from_sums(
                in, [&](std::size_t i) { return depths[i] >= depth ? 1.0 : 0.0; }, density);
        }
    if (const auto& merged = run.spots.column("merged"); !merged.empty())
        figures["confluence.joined_share"] = ratio(
            in, [&](std::size_t i) { return merged[i] > 1 ? merged[i] : 0; },
            [&](std::size_t i) { return merged[i]; });
}

/// Clark-Evans by windows: distances to the nearest of all punctures, averaged over those that are kept.
void add_evenness(KeptFigures& figures, const ReadRun& run, const Windows& in, const std::vector<bool>& punctured)
{
    metrics::Pattern pattern{.points = {}, .width = run.width, .height = run.height, .periodic = false};
    Windows at;
    for (std::size_t i = 0; i < run.visits.size(); ++i)
        if (punctured[i]) {
            pattern.points.push_back({run.visits.x[i], run.visits.y[i]});
            at.push_back(in[i]);
        }
    if (pattern.points.size() < 2) return;
    const std::vector<double> nearest = metrics::nearest_distances(pattern);
    const LeftOut mean = ratio(
        at, [&](std::size_t i) { return nearest[i]; }, [](std::size_t) { return 1.0; });
    const LeftOut density = from_sums(
        at, [](std::size_t) { return 1.0; },
        [&](double sum, double share) { return sum / (pattern.area() * share); });
    LeftOut out;
    out.whole = mean.whole * 2 * std::sqrt(density.whole);
    for (std::size_t g = 0; g < windows; ++g) out.without[g] = mean.without[g] * 2 * std::sqrt(density.without[g]);
    figures["evenness.clark_evans"] = out;
}

void add_visits(KeptFigures& figures, const ReadRun& run)
{
    const Places& visits = run.visits;
    const Windows in = windows_of(visits, run.width, run.height);
    const double area = run.width * run.height;
    const std::vector<bool> all(visits.size(), true);
    const auto density = [&](double sum, double share) { return sum / (area * share) * per_cm2; };
    const auto& layers = visits.column("layers");
    std::vector<bool> punctured(visits.size(), false);
    for (std::size_t i = 0; i < layers.size(); ++i) punctured[i] = layers[i] > 0;
    const auto through = [&](std::size_t i) { return punctured[i] ? 1.0 : 0.0; };
    figures["strokes.per_cm2"] = from_sums(
        in, [](std::size_t) { return 1.0; }, density);
    figures["density.punctures_per_cm2"] = from_sums(in, through, density);
    figures["depth.punctured_fraction"] = ratio(in, through, [](std::size_t) { return 1.0; });
    for (const char* name : {"inserted", "tip", "residual"})
        if (const auto& values = visits.column(name); !values.empty())
            add_spread(figures, fmt::format("depth.{}_um", name), values, in, punctured, 1e6);
    if (const auto& peaks = visits.column("peak"); !peaks.empty())
        add_spread(figures, "force.needle_peak_mN", peaks, in, all, 1e3);
    if (const auto& sideways = visits.column("lateral"); !sideways.empty())
        add_spread(figures, "force.lateral_peak_mN", sideways, in, all, 1e3);
    if (const auto& slits = visits.column("slit"); !slits.empty())
        figures["slit.compliant_um"] = ratio(
            in, [&](std::size_t i) { return punctured[i] ? slits[i] * 1e6 : 0; }, through);
    add_evenness(figures, run, in, punctured);
}

}  // namespace

std::map<std::string, LeftOut> left_out_figures(const ReadRun& run)
{
    KeptFigures figures;
    if (!(run.width > 0 && run.height > 0)) return figures;
    if (run.spots.size() > 0) add_spots(figures, run);
    if (run.visits.size() > 0) add_visits(figures, run);
    std::erase_if(figures, [&](const auto& entry) {
        const auto& [key, figure] = entry;
        const ReadFigure* reported = run.find(key);
        const bool known = reported && reported->value && std::isfinite(figure.whole) &&
                           std::all_of(figure.without.begin(), figure.without.end(),
                                       [](double value) { return std::isfinite(value); });
        return !known || std::fabs(figure.whole - *reported->value) > 0.05 * std::fabs(*reported->value);
    });
    return figures;
}

double window_variance(const std::array<double, windows>& without)
{
    const double mean = std::accumulate(without.begin(), without.end(), 0.0) / windows;
    double sum = 0;
    for (const double value : without) sum += (value - mean) * (value - mean);
    return (windows - 1.0) / windows * sum;
}

double window_half_width(double variance) { return core::student_975(windows - 1) * std::sqrt(variance); }

}  // namespace dermavox::report
