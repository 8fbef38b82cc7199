#include "dermavox/simulation/curve_fit.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/mechanics/force_curve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace dermavox::simulation {
namespace {

constexpr double k_least_spread = 0.5;
constexpr int k_model_points = 100;
constexpr std::size_t k_least_readings = 10;

/// A force that runs straight between its points.
struct Curve {
    std::vector<double> set, force;

    /// Mean over [from, to]; beyond the last point the force counts as none.
    double mean(double from, double to) const
    {
        double sum = 0;
        for (std::size_t i = 1; i < set.size(); ++i) {
            const double low = std::max(from, set[i - 1]), high = std::min(to, set[i]);
            if (low >= high) continue;
            const double slope = (force[i] - force[i - 1]) / (set[i] - set[i - 1]);
            const double middle = force[i - 1] + slope * ((low + high) / 2 - set[i - 1]);
            sum += middle * (high - low);
        }
        return sum / (to - from);
    }
};

Curve model_curve(const scene::Scene& scene)
{
    const mechanics::Press press(scene.skin, scene.device, scene.mechanics, scene.seed, scene.motion.speed);
    Curve curve;
    for (const mechanics::CurvePoint& point :
         mechanics::force_curve(press, k_model_points, {}, mechanics::Follow::way_in).points) {
        curve.set.push_back(point.set);
        curve.force.push_back(point.total);
    }
    return curve;
}

Curve measured_curve(std::span<const scene::CurveReading> readings)
{
    std::vector<core::Problem> problems;
    const auto refuse = [&](std::string found, std::string expected) {
        problems.push_back({"", 0, 0, "curve", std::move(found), std::move(expected), ""});
    };
    Curve curve;
    double most = 0;
    for (std::size_t i = 0; i < readings.size(); ++i) {
        const scene::CurveReading& r = readings[i];
        if (!std::isfinite(r.set) || !std::isfinite(r.force))
            refuse(fmt::format("reading {} that is not finite", i + 1), "finite depths and forces");
        else if (i > 0 && r.set < readings[i - 1].set)
            refuse(fmt::format("reading {} above the one before", i + 1), "depths that never fall: the way in alone");
        curve.set.push_back(r.set);
        curve.force.push_back(r.force);
        most = std::max(most, r.force);
        if (problems.size() == 20) break;
    }
    if (readings.size() < k_least_readings)
        refuse(fmt::format("{} readings", readings.size()), fmt::format("{} or more", k_least_readings));
    else if (!(most > 0) || !(curve.set.back() > std::max(0.0, curve.set.front())))
        refuse("a curve without force or depth", "a needle that is pushed in");
    if (!problems.empty()) throw core::InputError(std::move(problems));
    return curve;
}

std::optional<Adjustable> adjustable_of(const scene::Entry& entry)
{
    const bool of_layer = entry.key.starts_with("skin.") && entry.key.find('.', 5) != std::string::npos;
    if (!of_layer && !entry.key.starts_with("mechanics.")) return std::nullopt;
    if (entry.key.starts_with("skin.relief.") || entry.key.starts_with("skin.papillae.")) return std::nullopt;
    const bool quoted = entry.value.size() > 2 && entry.value.front() == '"';
    const std::string text = quoted ? entry.value.substr(1, entry.value.size() - 2) : entry.value;
    Adjustable found{.key = entry.key, .value = 0, .spread = std::max(entry.spread, k_least_spread)};
    std::string why;
    for (int d = int(core::Dimension::none); d <= int(core::Dimension::flux_density); ++d)
        if (const auto si = core::parse_quantity(text, core::Dimension(d), why)) {
            found.value = *si, found.dimension = core::Dimension(d);
            break;
        }
    if (!(found.value > 0)) return std::nullopt;
    return found;
}

/// The asked ones, in order; reports those that are none.
std::vector<Adjustable> chosen(const scene::Scene& scene, const std::vector<std::string>& keys)
{
    const std::vector<Adjustable> all = adjustables(scene);
    std::vector<Adjustable> chosen;
    std::vector<core::Problem> problems;
    for (const std::string& key : keys) {
        const auto at = std::ranges::find(all, key, &Adjustable::key);
        const auto twice = std::ranges::find(chosen, key, &Adjustable::key);
        if (at != all.end() && twice == chosen.end())
            chosen.push_back(*at);
        else
            problems.push_back({"--fit", 0, 0, key,
                                at == all.end() ? "no constant that can be fitted" : "named twice",
                                "a positive number under skin.<layer> or mechanics, each once",
                                "dermavox calibrate SCENE --list names them"});
    }
    if (keys.empty()) problems.push_back({"--fit", 0, 0, "", "nothing", "a constant to fit", ""});
    if (!problems.empty()) throw core::InputError(std::move(problems));
    return chosen;
}

}  // namespace

std::string Adjustable::text(double si) const
{
    const double rounded = std::stod(fmt::format("{:.6g}", si));
    return dimension == core::Dimension::none ? core::format_number(rounded)
                                              : core::format_quantity(rounded, dimension);
}

std::vector<Adjustable> adjustables(const scene::Scene& scene)
{
    std::vector<Adjustable> all;
    for (const scene::Entry& entry : scene.entries)
        if (const auto found = adjustable_of(entry)) all.push_back(*found);
    return all;
}

std::vector<std::string> usual_constants(const scene::Scene& scene)
{
    const auto& layers = scene.skin.layers;
    std::size_t main = 0;
    for (std::size_t i = 0; i < layers.size(); ++i)
        if (skin::depth_of(scene.skin, i) < scene.device.depth &&
            layers[i].thickness.value > layers[main].thickness.value)
            main = i;
    std::vector<std::string> keys{"mechanics.puncture_pressure"};
    const std::vector<Adjustable> all = adjustables(scene);
    for (const char* property : {".young_modulus", ".toughness", ".cutting_factor"})
        for (const std::string& layer : {layers[main].name, fmt::format("layer[{}]", main + 1)}) {
            const std::string key = "skin." + layer + property;
            if (std::ranges::find(all, key, &Adjustable::key) != all.end()) keys.push_back(key);
        }
    return keys;
}

CurveFit fit_curve(const SceneWith& scene_with, std::span<const scene::CurveReading> readings,
                   const CurveFitPlan& plan)
{
    const Curve measured = measured_curve(readings);
    CurveFit result{.constants = chosen(scene_with({}), plan.keys), .fit = {}, .intervals = {}};
    const double start = measured.set.front(), end = measured.set.back();
    double most = 0;
    for (int k = 0; k < plan.intervals; ++k) {
        const double from = start + (end - start) * k / plan.intervals,
                     to = start + (end - start) * (k + 1) / plan.intervals;
        result.intervals.push_back({from, to, measured.mean(from, to), 0});
        most = std::max(most, std::abs(result.intervals.back().measured));
    }
    const auto forces = [&](const std::vector<double>& values) {
        std::vector<std::string> sets;
        for (std::size_t i = 0; i < values.size(); ++i)
            sets.push_back(result.constants[i].key + '=' + result.constants[i].text(values[i]));
        const Curve curve = model_curve(scene_with(sets));
        std::vector<double> means;
        for (const CurveInterval& interval : result.intervals)
            means.push_back(curve.mean(interval.from, interval.to));
        return means;
    };
    std::vector<mechanics::FitConstant> constants;
    for (const Adjustable& c : result.constants) constants.push_back({c.key, c.value, c.spread});
    result.fit = mechanics::fit_constants(constants, [&](const std::vector<double>& values) {
        std::vector<double> misfit = forces(values);
        for (std::size_t k = 0; k < misfit.size(); ++k)
            misfit[k] = (misfit[k] - result.intervals[k].measured) / (plan.error * most);
        return misfit;
    });
    std::vector<double> fitted;
    for (const auto& constant : result.fit.constants) fitted.push_back(constant.value);
    const std::vector<double> means = forces(fitted);
    for (std::size_t k = 0; k < means.size(); ++k) {
        result.intervals[k].fitted = means[k];
        result.rms += std::pow(means[k] - result.intervals[k].measured, 2) / double(means.size());
    }
    result.rms = std::sqrt(result.rms);
    return result;
}

}  // namespace dermavox::simulation
