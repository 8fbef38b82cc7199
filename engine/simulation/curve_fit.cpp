#include "dermavox/simulation/curve_fit.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/mechanics/force_curve.hpp"
#include "engine/simulation/contact_point.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

namespace dermavox::simulation {
namespace {

constexpr double k_least_spread = 0.5;
constexpr int k_model_points = 200;  // a break lies within a step: as dense as indent writes curves
constexpr double k_travel_slack = 0.01;

/// Mean force over [from, to] of a curve that runs straight between its points; past the last it stays.
double mean_force(const std::vector<BenchPoint>& curve, double from, double to)
{
    double sum = 0;
    for (std::size_t i = 1; i < curve.size(); ++i) {
        const BenchPoint &a = curve[i - 1], &b = curve[i];
        const double low = std::max(from, a.travel), high = std::min(to, b.travel);
        if (low >= high) continue;
        const double slope = (b.force - a.force) / (b.travel - a.travel);
        sum += (a.force + slope * ((low + high) / 2 - a.travel)) * (high - low);
    }
    const double past = std::max(from, curve.back().travel);
    if (past < to) sum += curve.back().force * (to - past);
    return sum / (to - from);
}

/// How skin bears a pen's cap in every trial of a fit: as the scene's own. What skin rises inside the cap adds to the
/// travel of the needles. How far a base dents the skin drops out of a curve since contact: its closed form serves.
std::unique_ptr<const mechanics::ContactTables> cap_of(const scene::Scene& scene)
{
    if (scene.device.kind != device::Kind::pen || !scene.contact) return {};
    return std::make_unique<const mechanics::ContactTables>(
        scene.contact->get(mechanics::device_case(scene.skin, scene.device, scene.mechanics)));
}

/// Since contact, which is looked for as in a measured curve, so that what the search is off by falls out.
std::vector<BenchPoint> model_curve(const scene::Scene& scene, const mechanics::ContactTables* cap)
{
    const mechanics::Press press(scene.skin, scene.device, scene.mechanics, scene.seed, scene.motion.speed, cap);
    const auto points = mechanics::force_curve(press, k_model_points, {}, mechanics::Follow::way_in).points;
    std::vector<double> set, force;
    for (const mechanics::CurvePoint& point : points) set.push_back(point.set), force.push_back(point.total);
    const double contact = find_contact(set, force).position;
    std::vector<BenchPoint> curve;
    for (std::size_t i = 0; i < set.size(); ++i) curve.push_back({set[i] - contact, force[i]});
    return curve;
}

/// What the model's needles cannot reach cannot be fitted.
void refuse_far(const BenchCurve& measured, const std::vector<BenchPoint>& model, const scene::Scene& scene)
{
    const double end = measured.points.back().travel, travel = model.back().travel;
    // the skin bulges less under a cap whose needles go deeper: a tenth more than what is missing, in whole steps
    const double dial = std::ceil((1e3 * scene.device.depth.si + 1.1e3 * (end - travel)) * 10) / 10;
    if (end <= travel * (1 + k_travel_slack) + 3 * measured.contact_error) return;
    throw core::InputError({{scene.source_name, 0, 0, "device.depth",
                             fmt::format("the curve goes {:.4g} mm past contact, the needles of the scene {:.4g} mm",
                                         1e3 * end, 1e3 * travel),
                             "readings within the travel of the scene's needles",
                             fmt::format("set the dial as on the bench: --set device.depth=\"{:.4g} mm\"", dial)}});
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

CurveFit fit_curve(const SceneWith& scene_with, const BenchCurve& curve, const CurveFitPlan& plan)
{
    const scene::Scene scene = scene_with({});
    CurveFit result{.constants = chosen(scene, plan.keys), .fit = {}, .intervals = {}, .measured = curve.points};
    const auto cap = cap_of(scene);
    const std::vector<BenchPoint> before = model_curve(scene, cap.get());
    refuse_far(curve, before, scene);
    const double end = std::min(curve.points.back().travel, before.back().travel);
    for (int k = 0; k < plan.intervals; ++k) {
        const double from = end * k / plan.intervals, to = end * (k + 1) / plan.intervals;
        result.intervals.push_back({from, to, mean_force(curve.points, from, to), 0});
        result.most = std::max(result.most, std::abs(result.intervals.back().measured));
    }
    result.error = plan.error * result.most;
    const auto fitted_curve = [&](const std::vector<double>& values) {
        std::vector<std::string> sets;
        for (std::size_t i = 0; i < values.size(); ++i)
            sets.push_back(result.constants[i].key + '=' + result.constants[i].text(values[i]));
        return model_curve(scene_with(sets), cap.get());
    };
    std::vector<mechanics::FitConstant> constants;
    for (const Adjustable& c : result.constants) constants.push_back({c.key, c.value, c.spread});
    result.fit = mechanics::fit_constants(constants, [&](const std::vector<double>& values) {
        const std::vector<BenchPoint> model = fitted_curve(values);
        std::vector<double> misfit;
        for (const CurveInterval& k : result.intervals)
            misfit.push_back((mean_force(model, k.from, k.to) - k.measured) / result.error);
        return misfit;
    });
    std::vector<double> values;
    for (const auto& constant : result.fit.constants) values.push_back(constant.value);
    result.fitted = fitted_curve(values);
    for (CurveInterval& k : result.intervals) {
        k.fitted = mean_force(result.fitted, k.from, k.to);
        result.rms += std::pow(k.fitted - k.measured, 2) / double(result.intervals.size());
    }
    result.rms = std::sqrt(result.rms);
    return result;
}

}  // namespace dermavox::simulation
