#include "dermavox/transport/water_loss.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace dermavox::transport {
namespace {

void require(std::vector<core::Problem>& problems, bool good, const char* key, double found, const char* expected)
{
    if (good) return;
    problems.push_back(
        {.file = {}, .key = key, .found = core::format_number(found), .expected = expected, .hint = {}});
}

}  // namespace

void check(const Environment& e, const NetworkParameters& p)
{
    std::vector<core::Problem> problems;
    const auto positive = [&](double value, const char* key) {
        require(problems, value > 0 && std::isfinite(value), key, value, "more than 0");
    };
    require(problems, e.air.si >= 233 && e.air.si <= 323, "environment.temperature", e.air.si - 273.15,
            "-40 .. 50 C");
    require(problems, e.humidity >= 0 && e.humidity <= 1, "environment.humidity", e.humidity, "0 .. 1");
    positive(e.film.si, "environment.film");
    if (e.instrument == Instrument::condenser) positive(e.condenser_path.si, "environment.condenser_path");
    require(problems, p.aperture > 0 && p.aperture <= 1, "transport.aperture", p.aperture, "0 .. 1, not 0");
    require(problems, p.aperture_low > 0 && p.aperture_low <= p.aperture_high && p.aperture_high <= 1,
            "transport.aperture_low", p.aperture_low, "0 < aperture_low <= aperture_high <= 1");
    positive(p.channel.si, "transport.kappa_channel");
    positive(p.reference.tissue.si, "transport.tissue");
    positive(p.reference.default_tissue.si, "transport.kappa_tissue");
    require(problems, p.reference.hydration >= 0 && p.reference.hydration <= 4, "transport.hydration",
            p.reference.hydration, "0 .. 4");
    if (!problems.empty()) throw core::InputError(std::move(problems));
}

namespace {

void assume(const NetworkParameters& p, core::Notes& notes)
{
    const auto number = [](double v) { return core::format_number(v); };
    notes.assumed.push_back(
        {"transport.aperture",
         number(p.aperture) + " (" + number(p.aperture_low) + " .. " + number(p.aperture_high) + ")",
         "residual over cut radius; no measured water loss with a known density exists for "
         "steel needles, so the band is wide; fit your own readings with calibrate"});
    notes.assumed.push_back({"transport.kappa_channel", number(p.channel.si) + " m2/s",
                             "a channel filled with wet debris conducts as tissue; free fluid would be 8e-5, "
                             "air 2.6e-5"});
    notes.assumed.push_back({"transport.hydration", number(p.reference.hydration),
                             "exponent of barrier conductivity with water activity, between 0 and 4"});
    notes.assumed.push_back({"transport.heat_exchange",
                             number(p.reference.convection + p.reference.radiation) + " W/m2/K",
                             "still air 3 to 4, and black-body radiation near 300 K"});
}

void warn(const Openings& openings, core::Notes& notes)
{
    if (openings.merged > 0)
        notes.warnings.push_back(
            {"merged_openings",
             std::to_string(openings.merged) + " mouths touch a neighbour and count as part of one outline"});
    if (openings.dense > 0)
        notes.warnings.push_back({"dense_openings", std::to_string(openings.dense) +
                                                        " openings fill their cell beyond the range of the "
                                                        "interaction series; linear to the open limit there"});
}

}  // namespace

double aperture_quantile(const NetworkParameters& p, double share)
{
    return p.aperture_low * std::pow(p.aperture_high / p.aperture_low, share);
}

std::optional<WaterLoss> water_loss(const skin::Stack& stack, const Environment& environment, const Patch& patch,
                                    const NetworkParameters& parameters, core::Notes& notes)
{
    check(environment, parameters);
    const auto skin = fit_skin_water(stack, parameters.reference, notes);
    if (!skin) return std::nullopt;
    assume(parameters, notes);

    const double apertures[] = {parameters.aperture, 1, aperture_quantile(parameters, 0.1),
                                aperture_quantile(parameters, 0.9)};
    std::vector<Openings> all = openings_of(patch, apertures);
    all.emplace_back();  // intact
    const std::size_t merged = all[1].merged;
    warn(all[1], notes);
    std::array<SurfaceState, 6> states;  // one for each aperture, then unspread and intact
    core::parallel_for(all.size(), 1, [&](std::size_t c, std::size_t) {
        const WaterNetwork network(*skin, environment, parameters, std::move(all[c]), patch.area());
        states[c < 4 ? c : 5] = network.solve();
        if (c == 0) states[4] = network.solve(1, false);
    });
    WaterLoss loss{.intact = states[5].flux,
                   .lower = states[4].flux,
                   .calibrated = states[0].flux,
                   .upper = states[1].flux,
                   .calibrated_p10 = states[2].flux,
                   .calibrated_p90 = states[3].flux,
                   .skin_temperature = states[0].temperature,
                   .merged_mouths = merged};
    for (const auto& state : states) {
        loss.iterations = std::max(loss.iterations, state.iterations);
        loss.residual = std::max(loss.residual, state.residual);
    }
    return loss;
}

}  // namespace dermavox::transport
