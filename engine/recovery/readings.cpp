#include "dermavox/recovery/readings.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace dermavox::recovery {
namespace {

constexpr double one_hour = 3600;
constexpr double least_aperture = 1e-3, shortest = 0.05 * one_hour, longest = 500 * one_hour;

[[noreturn]] void refuse(const std::string& key, const std::string& found, const std::string& expected)
{
    throw core::InputError({{.file = {}, .key = key, .found = found, .expected = expected, .hint = {}}});
}

void check_readings(std::span<const Reading> readings)
{
    std::vector<core::Problem> problems;
    bool after = false;
    for (std::size_t i = 0; i < readings.size(); ++i) {
        after = after || readings[i].hours >= 0;
        if (std::isfinite(readings[i].hours) && readings[i].tewl > 0 && std::isfinite(readings[i].tewl)) continue;
        problems.push_back({.file = {},
                            .key = "reading[" + std::to_string(i) + "]",
                            .found = core::format_number(readings[i].hours) + " h, " +
                                     core::format_number(readings[i].tewl * 3.6e6) + " g/m2/h",
                            .expected = "a finite time and a positive water loss",
                            .hint = {}});
    }
    if (!problems.empty()) throw core::InputError(std::move(problems));
    if (!after) refuse("readings", std::to_string(readings.size()) + " readings", "one or more at 0 h or later");
}

/// The skin whose intact water loss in this environment is `wanted`: both grow together.
skin::Stack matched(const TreatedSkin& treated, double wanted)
{
    skin::Stack stack = treated.stack;
    for (auto& layer : stack.layers)
        if (layer.role == skin::Role::barrier) layer.kappa.basis = skin::Basis::assumed;
    const auto intact = [&](double reference) {
        stack.tewl.value = {reference};
        core::Notes unused;
        const auto skin = transport::fit_skin_water(stack, treated.parameters.reference, unused);
        if (!skin) return 0.0;
        return transport::WaterNetwork(*skin, treated.environment, treated.parameters, {}, 1).solve().flux;
    };
    double low = stack.sweat.si + 1e-3 * wanted, high = stack.sweat.si + 4 * wanted;
    try {
        if (intact(low) > wanted || intact(high) < wanted) throw core::InputError(std::vector<core::Problem>{});
        for (int i = 0; i < 60; ++i) {
            const double middle = std::sqrt(low * high);
            (intact(middle) < wanted ? low : high) = middle;
        }
    } catch (const core::InputError&) {
        refuse("readings", core::format_number(wanted * 3.6e6) + " g/m2/h before the treatment",
               "a water loss that this skin can have in this environment");
    }
    stack.tewl.value = {high};
    stack.tewl.basis = skin::Basis::fitted;
    return stack;
}

/// One axis of the search, uniform in the logarithm.
struct Axis {
    double low, high;
    int points;
    double at(int i) const { return points == 1 ? low : low * std::pow(high / low, double(i) / (points - 1)); }
    /// Narrower, round point i, inside the first bounds.
    Axis round(int i, const Axis& bounds) const
    {
        if (points == 1) return *this;
        return {std::max(bounds.low, at(i - 1)), std::min(bounds.high, at(i + 1)), points};
    }
};

struct Best {
    double sum = std::numeric_limits<double>::infinity();
    double aperture = 0, half = 0;
    int i = 0, j = 0;
};

double predicted(const transport::WaterNetwork& network, double hours, double half)
{
    return network.solve(hours < 0 ? 0 : std::exp2(-hours * one_hour / half)).flux;
}

double squares(std::span<const Reading> readings, const transport::WaterNetwork& network, double half)
{
    double sum = 0;
    for (const auto& r : readings)
        if (r.hours >= 0) sum += std::pow(predicted(network, r.hours, half) - r.tewl, 2);
    return sum;
}

/// Best point of a grid that is drawn in round it; `network` makes one of an aperture.
Best search(std::span<const Reading> readings, auto network, const Axis& all_half)
{
    const Axis all_chi{least_aperture, 1, 13};
    Axis chi = all_chi, half = all_half;
    Best best;
    for (int round = 0; round < 14; ++round) {
        best = {};
        for (int i = 0; i < chi.points; ++i) {
            const transport::WaterNetwork with = network(chi.at(i));
            for (int j = 0; j < half.points; ++j)
                if (const double sum = squares(readings, with, half.at(j)); sum < best.sum)
                    best = {sum, chi.at(i), half.at(j), i, j};
        }
        chi = chi.round(best.i, all_chi), half = half.round(best.j, all_half);
        chi.points = std::min(chi.points, 5), half.points = std::min(half.points, 5);
    }
    return best;
}

void warn(const Best& best, bool half_life_fitted, core::Notes& notes)
{
    if (best.aperture < least_aperture * 1.001 || best.aperture > 0.999)
        notes.warnings.push_back({"fit_on_bound", "the fitted aperture lies on its bound of " +
                                                      core::format_number(best.aperture < 0.5 ? least_aperture : 1)});
    if (half_life_fitted && (best.half < shortest * 1.001 || best.half > longest * 0.999))
        notes.warnings.push_back({"fit_on_bound", "the fitted half-life lies on its bound"});
}

}  // namespace

ReadingsFit fit_readings(std::span<const Reading> readings, const TreatedSkin& treated, const ClosurePlan& plan,
                         core::Notes& notes)
{
    check_readings(readings);
    transport::check(treated.environment, treated.parameters);
    double before = 0;
    int count = 0;
    std::set<double> times;
    for (const auto& r : readings)
        if (r.hours < 0)
            before += r.tewl, ++count;
        else
            times.insert(r.hours);
    const skin::Stack own = count ? matched(treated, before / count) : treated.stack;
    const auto skin = transport::fit_skin_water(own, treated.parameters.reference, notes);
    if (!skin)
        refuse("skin", own.site, "skin with a barrier and a known water loss, or readings before the treatment");

    ReadingsFit fit;
    fit.half_life = plan.half_life ? *plan.half_life : half_life(own.site, plan.cover);
    fit.half_life_fitted = times.size() >= 3;
    const Axis half =
        fit.half_life_fitted ? Axis{shortest, longest, 13} : Axis{fit.half_life.value.si, fit.half_life.value.si, 1};
    const auto network = [&](double aperture) {
        return transport::WaterNetwork(*skin, treated.environment, treated.parameters,
                                       transport::openings_of(treated.patch, aperture), treated.patch.area());
    };
    const Best best = search(readings, network, half);
    warn(best, fit.half_life_fitted, notes);
    fit.intact = own.tewl.value;
    fit.barrier_kappa = skin->apparent_kappa;
    fit.aperture = best.aperture;
    if (fit.half_life_fitted) fit.half_life = {{best.half}, 0, skin::Basis::fitted, "the readings"};
    const auto fitted = network(best.aperture);
    for (const auto& r : readings) fit.residuals.push_back(predicted(fitted, r.hours, best.half) - r.tewl);
    fit.rms = std::sqrt(best.sum / double(readings.size() - std::size_t(count)));
    return fit;
}

}  // namespace dermavox::recovery
