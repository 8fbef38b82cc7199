#include "dermavox/simulation/simulate.hpp"
#include "dermavox/wound/wound.hpp"
#include "scenes.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace dermavox;
using testing::scene_of;

namespace {

const std::string niacinamide = testing::known_lattice + R"([solute]
name = "niacinamide"
molar_mass = 122.12
log_kow = -0.37
channel_diffusivity = "9e-10 m2/s"
tissue_diffusivity = "3.04e-10 m2/s"
)";

double cm_h(Speed p) { return p.si * 3.6e5; }

bool warned(const simulation::Outcome& outcome, const std::string& code)
{
    return std::any_of(outcome.notes.warnings.begin(), outcome.notes.warnings.end(),
                       [&](const core::Warning& w) { return w.code == code; });
}

}  // namespace

TEST_CASE("A solute passes the openings of a scene as the closed form says", "[simulation][analytic]")
{
    const scene::Scene scene = scene_of(niacinamide, {"wound.lattice.radius=\"35 um\""});
    const auto outcome = simulation::simulate(scene);
    REQUIRE(outcome.solute);
    const simulation::SolutePassage& s = *outcome.solute;
    const double a = 35e-6, barrier = scene.solute->parameters.barrier.si, n = 100e4;
    CHECK(barrier > 5e-6);
    const double eps = a * std::sqrt(std::numbers::pi * n);
    const double f = 1 - 1.40925 * eps + 0.33801 * std::pow(eps, 3) + 0.06790 * std::pow(eps, 5);
    const double one = barrier / (std::numbers::pi * a * a * 9e-10) + f / (4 * a * 3.04e-10);
    CHECK_THAT(s.upper.channels.si, WithinRel(1 / (one / n + 200e-6 / 3.04e-10), 2e-3));
    CHECK_THAT(cm_h(s.upper.intact), WithinRel(std::pow(10, -2.7 - 0.71 * 0.37 - 0.0061 * 122.12), 1e-9));
    CHECK(s.p10.total.si < s.calibrated.total.si);
    CHECK(s.calibrated.total.si < s.p90.total.si);
    REQUIRE(s.tile);
    CHECK_THAT(s.tile->network, WithinRel(s.upper.total.si, 0.02));  // a lattice: the tile is as the whole
    CHECK(s.tile->relative_difference < -0.1);  // the channels conduct three times better than tissue and go deep
    CHECK(warned(outcome, "permeation_network"));
}

TEST_CASE("Channels that conduct as tissue pass as much in the resolved field", "[simulation]")
{
    const auto outcome =
        simulation::simulate(scene_of(niacinamide, {"solute.channel_diffusivity=\"3.04e-10 m2/s\""}));
    REQUIRE(outcome.solute->tile);
    CHECK(std::abs(outcome.solute->tile->relative_difference) < 0.05);
    CHECK_FALSE(warned(outcome, "permeation_network"));
}

TEST_CASE("What the channels hold is their exact volume", "[simulation][analytic]")
{
    const auto outcome = simulation::simulate(scene_of(niacinamide));
    const double cylinder = std::numbers::pi * 20e-6 * 20e-6 * 0.3e-3 * 100e4;
    CHECK_THAT(outcome.solute->fill_upper.si, WithinRel(cylinder, 1e-3));
    const double chi = outcome.scene.transport.aperture;
    CHECK_THAT(outcome.solute->fill.si, WithinRel(cylinder * chi * chi, 1e-3));
}

TEST_CASE("Large solutes have a volume and no tile", "[simulation]")
{
    const auto outcome = simulation::simulate(scene_of(niacinamide, {"solute.molar_mass=1e6"}));
    CHECK(outcome.solute->upper.stays);
    CHECK_FALSE(outcome.solute->tile);
    CHECK(outcome.solute->calibrated.gain == 1);
}

TEST_CASE("Without a barrier or without a solute there is no passage", "[simulation]")
{
    CHECK_FALSE(simulation::simulate(scene_of(testing::known_lattice)).solute);
    const auto gelatine = simulation::simulate(scene_of(niacinamide, {"skin.site=\"gelatine\""}));
    CHECK_FALSE(gelatine.solute);
    bool told = false;
    for (const auto& w : gelatine.notes.warnings) told = told || w.text.starts_with("permeation:");
    CHECK(told);
}
