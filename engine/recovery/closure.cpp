#include "dermavox/recovery/closure.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"

#include <array>
#include <cmath>

namespace dermavox::recovery {
namespace {

constexpr double hour = 3600;
constexpr double decile = 1.2815515655446004;  // of the standard normal

/// Quantile at `z` standard normal deviations of the lognormal with this mean and coefficient of variation.
double lognormal(double mean, double variation, double z)
{
    const double variance = std::log1p(variation * variation);
    return mean * std::exp(z * std::sqrt(variance) - variance / 2);
}

void check_plan(const ClosurePlan& plan)
{
    std::vector<core::Problem> problems;
    for (std::size_t i = 0; i < plan.hours.size(); ++i)
        if (!(plan.hours[i] >= 0) || !std::isfinite(plan.hours[i]))
            problems.push_back({.file = {},
                                .key = "recovery.hours[" + std::to_string(i) + "]",
                                .found = core::format_number(plan.hours[i]),
                                .expected = "0 or more",
                                .hint = {}});
    if (!problems.empty()) throw core::InputError(std::move(problems));
}

/// Share of the openings at which the rise over intact skin is half of that at share 1. The rise grows with the
/// share, so the bracket holds one root.
double half_rise_share(const transport::WaterNetwork& network)
{
    const double intact = network.solve(0).flux, half = (network.solve(1).flux - intact) / 2;
    if (!(half > 1e-12 * std::abs(intact))) return 1;
    double low = 0, high = 1;
    for (int i = 0; i < 60 && high - low > 1e-12; ++i) {
        const double middle = (low + high) / 2;
        (network.solve(middle).flux - intact < half ? low : high) = middle;
    }
    return high;
}

}  // namespace

std::vector<PublishedClosure> published_closure()
{
    return {{Cover::open, 2, 2, "all channels closed, people", "Gupta 2011, J. Control. Release 154:148"},
            {Cover::open, 4, 5, "water loss at its baseline, rat, rollers",
             "Kalluri 2011, doi:10.1208/s12248-011-9288-3"},
            {Cover::covered, 20.2, 25.9, "half closed, three sites, people", "PMC8259462"}};
}

HalfLife half_life(const std::string& site, Cover cover)
{
    if (cover == Cover::open)
        return {
            {0.75 * hour}, 0.5, skin::Basis::assumed, "all channels resealed within 2 h, J Control Release 154:148"};
    struct Measured {
        const char* site;
        double mean, sd;
    };
    static constexpr std::array<Measured, 3> measured{
        {{"volar_forearm", 20.2, 12.0}, {"upper_arm", 23.7, 13.7}, {"abdomen", 25.9, 15.0}}};
    double mean = 0, variation = 0;
    for (const auto& m : measured) {
        if (site == m.site) return {{m.mean * hour}, m.sd / m.mean, skin::Basis::read, "PMC8259462"};
        mean += m.mean / measured.size(), variation += m.sd / m.mean / measured.size();
    }
    return {{mean * hour},
            variation,
            skin::Basis::assumed,
            "mean of forearm, upper arm and abdomen, PMC8259462: not measured at this site"};
}

std::optional<Closure> closure(const TreatedSkin& treated, const ClosurePlan& plan, core::Notes& notes)
{
    const auto& [stack, environment, patch, parameters] = treated;
    check_plan(plan);
    transport::check(environment, parameters);
    const auto skin = transport::fit_skin_water(stack, parameters.reference, notes);
    if (!skin) return std::nullopt;
    const auto network = [&](double aperture) {
        return transport::WaterNetwork(*skin, treated.environment, treated.parameters,
                                       transport::openings_of(treated.patch, aperture), treated.patch.area());
    };
    const auto middle = network(parameters.aperture), low = network(aperture_quantile(parameters, 0.1)),
               high = network(aperture_quantile(parameters, 0.9));

    Closure result;
    result.half_life = plan.half_life ? *plan.half_life : half_life(stack.site, plan.cover);
    const double mean = result.half_life.value.si, spread = result.half_life.spread;
    const double fast = lognormal(mean, spread, -decile), slow = lognormal(mean, spread, decile);
    result.intact = middle.solve(0).flux;
    const double halvings = -std::log2(half_rise_share(middle));
    result.t50 = {halvings * mean}, result.t50_low = {halvings * fast}, result.t50_high = {halvings * slow};
    const auto share = [](double hours, double half) { return std::exp2(-hours * hour / half); };
    for (const double hours : plan.hours) {
        const double open = share(hours, mean);
        result.points.push_back({.hours = hours,
                                 .tewl = middle.solve(open).flux,
                                 .tewl_low = low.solve(share(hours, fast)).flux,
                                 .tewl_high = high.solve(share(hours, slow)).flux,
                                 .open_share = open,
                                 .open_fraction = open * middle.open_fraction()});
    }
    if (result.half_life.basis == skin::Basis::assumed)
        notes.assumed.push_back(
            {"recovery.half_life", core::format_number(mean / hour) + " h", result.half_life.source});
    return result;
}

}  // namespace dermavox::recovery
