#include "dermavox/transport/air.hpp"
#include "dermavox/transport/water_loss.hpp"
#include "tests/support/catch.hpp"
#include "tests/transport/arrays.hpp"

#include <algorithm>
#include <cmath>

using namespace dermavox;
using namespace dermavox::transport;

namespace {

WaterLoss loss_of(const skin::Stack& stack, const Environment& environment, const Patch& patch,
                  const NetworkParameters& parameters = {})
{
    core::Notes notes;
    const auto loss = water_loss(stack, environment, patch, parameters, notes);
    REQUIRE(loss);
    return *loss;
}

}  // namespace

TEST_CASE("intact skin loses what it was fitted to", "[transport][fit]")
{
    const WaterLoss loss = loss_of(forearm(), {}, {{}, 1e-2, 1e-2});
    CHECK_THAT(loss.intact, WithinRel((9.69_g_m2_h).si, 1e-10));
    CHECK_THAT(loss.skin_temperature.si, WithinAbs(305.15, 1e-8));
    CHECK(loss.upper == loss.intact);
    CHECK(loss.lower == Approx(loss.intact).epsilon(1e-9));
}

TEST_CASE("sweat adds to water loss and does not cross the barrier", "[transport][fit]")
{
    auto palm = forearm({49.3e-3 / 3600});
    palm.sweat = {40e-3 / 3600};
    core::Notes notes;
    const auto skin = fit_skin_water(palm, {}, notes), dry = fit_skin_water(forearm({9.3e-3 / 3600}), {}, notes);
    CHECK_THAT(skin->kappa0, WithinRel(dry->kappa0, 1e-12));
    CHECK_THAT(loss_of(palm, {}, {{}, 1e-2, 1e-2}).intact, WithinRel((49.3_g_m2_h).si, 1e-10));
    palm.sweat = {50e-3 / 3600};
    CHECK_THROWS_AS(fit_skin_water(palm, {}, notes), core::InputError);
}

TEST_CASE("a barrier conductivity of the user goes before the water loss of the site", "[transport][fit]")
{
    auto stack = forearm();
    stack.layers[0].thickness.value = 15.0_um;
    stack.layers[0].kappa.value = {1.343e-9};
    core::Notes notes;
    stack.layers[0].kappa.basis = skin::Basis::given;
    const auto skin = fit_skin_water(stack, {}, notes);
    CHECK_THAT(skin->apparent_kappa, WithinRel(1.343e-9, 1e-10));
    CHECK_THAT(loss_of(stack, {}, {{}, 1e-2, 1e-2}).intact, WithinRel((7.4754_g_m2_h).si, 2e-3));
    stack.layers[0].kappa.basis = skin::Basis::assumed;
    CHECK(fit_skin_water(stack, {}, notes)->apparent_kappa > 1.5e-9);
}

TEST_CASE("conductivity exponential in activity has its closed flux", "[transport][analytic]")
{
    SkinWater skin{.barrier = 15e-6, .kappa0 = 4e-10, .hydration = 2};
    const double rho = 33.78e-3, flux = barrier_flux(skin, 0.99 * rho, 0.4 * rho, rho);
    CHECK_THAT(flux * skin.barrier, WithinRel(4e-10 * rho / 2 * (std::exp(1.98) - std::exp(0.8)), 1e-12));
    // its limit is the linear law
    skin.hydration = 1e-9;
    const double nearly = barrier_flux(skin, 0.99 * rho, 0.4 * rho, rho);
    skin.hydration = 0;
    CHECK_THAT(nearly, WithinRel(barrier_flux(skin, 0.99 * rho, 0.4 * rho, rho), 1e-8));
}

TEST_CASE("skin without a barrier or without a water loss gives no number", "[transport][fit]")
{
    core::Notes notes;
    auto bare = forearm();
    bare.layers.erase(bare.layers.begin());
    CHECK_FALSE(water_loss(bare, {}, {{}, 1e-2, 1e-2}, {}, notes));
    CHECK_FALSE(water_loss(forearm({0}), {}, {{}, 1e-2, 1e-2}, {}, notes));
    REQUIRE(notes.warnings.size() == 2);
    CHECK(notes.warnings[0].code == "not_modelled");
    CHECK(notes.assumed.empty());
}

TEST_CASE("the environment never fits the barrier anew", "[transport]")
{
    const Patch none{{}, 1e-2, 1e-2};
    const double normal = loss_of(forearm(), {}, none).intact;
    const double humid = loss_of(forearm(), {.humidity = 0.9}, none).intact;
    const double dry = loss_of(forearm(), {.humidity = 0.1}, none).intact;
    CHECK(humid < normal);
    CHECK(std::isfinite(dry));
    const double condenser = loss_of(forearm(), {.instrument = Instrument::condenser}, none).intact;
    CHECK(condenser != normal);
    // over 31 C saturated air wets the skin
    CHECK(loss_of(forearm(), {.air = 40.0_C, .humidity = 1}, none).intact < 0);
}

TEST_CASE("evaporation cools wet skin far below the isothermal ceiling", "[transport]")
{
    const Array array = square_array(10, 1e-3, 200e-6, 1e-4);
    NetworkParameters open;
    open.aperture = 1;
    const WaterLoss loss = loss_of(forearm(), {}, array.patch(), open);
    CHECK(loss.skin_temperature.si < 305.15 - 2);
    CHECK(loss.residual < 1e-9);
    CHECK(loss.calibrated == loss.upper);
    CHECK(loss.calibrated > 3 * loss.intact);
    // isothermal, film and tissue alone
    const double ceiling = (0.995 * 33.79e-3 - 0.5 * 19.42e-3) / (8e-3 / 2.58e-5 + 500e-6 / 1.5e-5);
    CHECK(loss.calibrated < 0.85 * ceiling);
}

TEST_CASE("the three values and their band lie in order on a plain array", "[transport]")
{
    const Array array = square_array(15, 0.67e-3, 60e-6, 1e-3);
    const WaterLoss loss = loss_of(forearm(), {}, array.patch());
    CHECK(loss.intact < loss.lower);
    CHECK(loss.lower < loss.calibrated_p10);
    CHECK(loss.calibrated_p10 < loss.calibrated);
    CHECK(loss.calibrated < loss.calibrated_p90);
    CHECK(loss.calibrated_p90 < loss.upper);
}

TEST_CASE("a uniform film hides most of what mouths lose", "[transport][analytic]")
{
    // 100 mouths of 35 um per cm2: 8.5 g/m2/h under a uniform film against about 70 with spreading vapour,
    // isothermal; both fall with the cooling that is on here
    auto stack = forearm();
    stack.layers[0].thickness.value = 15.0_um;
    stack.layers[0].kappa.value = {1.343e-9};
    stack.layers[0].kappa.basis = skin::Basis::given;
    const Array array = square_array(10, 1e-3, 35e-6, 1e-4);
    NetworkParameters p;
    p.aperture = 1;
    p.reference.hydration = 0;
    p.reference.convection = 1e9;  // holds the air side, and so the surface, at its temperature
    const WaterLoss cold = loss_of(stack, {}, array.patch(), p);
    CHECK_THAT(cold.lower * 3.6e6, WithinAbs(8.5, 0.1));
    CHECK_THAT(cold.upper * 3.6e6, WithinAbs(70.6, 0.8));
}

TEST_CASE("channels that end in the barrier hardly raise water loss", "[transport]")
{
    const Array shallow = square_array(10, 1e-3, 35e-6, 10e-6), through = square_array(10, 1e-3, 35e-6, 30e-6);
    const double intact = loss_of(forearm(), {}, shallow.patch()).intact;
    CHECK(loss_of(forearm(), {}, shallow.patch()).upper < 1.1 * intact);
    CHECK(loss_of(forearm(), {}, through.patch()).upper > 3 * intact);
}

TEST_CASE("every assumed input is listed and every bad one refused", "[transport][bad input]")
{
    core::Notes notes;
    water_loss(forearm(), {}, {{}, 1e-2, 1e-2}, {}, notes);
    const auto has = [&](const char* key) {
        return std::any_of(notes.assumed.begin(), notes.assumed.end(), [&](const auto& a) { return a.key == key; });
    };
    for (const char* key : {"transport.aperture", "transport.kappa_channel", "transport.hydration"}) CHECK(has(key));

    NetworkParameters wide;
    wide.aperture = 1.5;
    const Environment air{.air = {400}, .humidity = 2, .film = {0}};
    try {
        water_loss(forearm(), air, {{}, 1e-2, 1e-2}, wide, notes);
        FAIL("accepted");
    } catch (const core::InputError& e) {
        CHECK(e.problems().size() == 4);
    }
    // more than a film of 8 mm carries
    CHECK_THROWS_AS(fit_skin_water(forearm({300e-3 / 3600}), {}, notes), core::InputError);
}
