#include "dermavox/recovery/readings.hpp"
#include "tests/support/catch.hpp"
#include "tests/transport/arrays.hpp"

#include <cmath>

using namespace dermavox;
using namespace dermavox::recovery;
using transport::forearm;
using transport::square_array;

namespace {

Closure closed(const skin::Stack& stack, const transport::Patch& patch, const ClosurePlan& plan)
{
    core::Notes notes;
    const auto result = closure({stack, {}, patch, {}}, plan, notes);
    REQUIRE(result);
    return *result;
}

}  // namespace

TEST_CASE("half-lives are those published by site and cover", "[recovery]")
{
    CHECK_THAT(half_life("volar_forearm", Cover::covered).value.si, WithinRel(20.2 * 3600, 1e-12));
    CHECK_THAT(half_life("abdomen", Cover::covered).value.si, WithinRel(25.9 * 3600, 1e-12));
    CHECK(half_life("abdomen", Cover::covered).basis == skin::Basis::read);
    CHECK_THAT(half_life("cheek", Cover::covered).value.si, WithinRel((20.2 + 23.7 + 25.9) / 3 * 3600, 1e-12));
    CHECK(half_life("cheek", Cover::covered).basis == skin::Basis::assumed);
    CHECK_THAT(half_life("cheek", Cover::open).value.si, WithinRel(0.75 * 3600, 1e-12));
}

TEST_CASE("water loss starts at the calibrated value and ends at that of intact skin", "[recovery]")
{
    const auto array = square_array(15, 0.67e-3, 60e-6, 1e-3);
    core::Notes notes;
    const auto loss = transport::water_loss(forearm(), {}, array.patch(), {}, notes);
    const Closure c =
        closed(forearm(), array.patch(), {.cover = Cover::open, .half_life = {}, .hours = {0, 0.75, 2, 100}});
    CHECK_THAT(c.points[0].tewl, WithinRel(loss->calibrated, 1e-12));
    CHECK_THAT(c.points[0].tewl_low, WithinRel(loss->calibrated_p10, 1e-12));
    CHECK_THAT(c.points[0].tewl_high, WithinRel(loss->calibrated_p90, 1e-12));
    CHECK(c.points[1].open_share == 0.5);
    CHECK_THAT(c.points[3].tewl, WithinRel(loss->intact, 1e-9));
    for (const auto& p : c.points) {
        CHECK(p.tewl_low <= p.tewl * (1 + 1e-12));
        CHECK(p.tewl <= p.tewl_high * (1 + 1e-12));
    }
    for (std::size_t i = 1; i < c.points.size(); ++i) CHECK(c.points[i].tewl < c.points[i - 1].tewl);
}

TEST_CASE("small rises halve with the conductance and large ones later", "[recovery]")
{
    const auto few = square_array(2, 5e-3, 20e-6, 1e-3), many = square_array(40, 0.25e-3, 100e-6, 1e-3);
    const double half = 0.75 * 3600;
    const Closure weak = closed(forearm(), few.patch(), {});
    CHECK_THAT(weak.t50.si, WithinRel(half, 0.01));
    CHECK(weak.t50_low < weak.t50);
    CHECK(weak.t50 < weak.t50_high);
    core::Notes notes;
    transport::NetworkParameters open;
    open.aperture = 1;
    const auto strong = closure({forearm(), {}, many.patch(), open}, {}, notes);
    CHECK(strong->t50.si > 2 * half);
    CHECK(notes.assumed.back().key == "recovery.half_life");
}

TEST_CASE("covered skin stays open for a day", "[recovery]")
{
    const auto array = square_array(15, 0.67e-3, 60e-6, 1e-3);
    const Closure air = closed(forearm(), array.patch(), {.cover = Cover::open, .half_life = {}, .hours = {24}});
    const Closure film = closed(forearm(), array.patch(), {.cover = Cover::covered, .half_life = {}, .hours = {24}});
    CHECK(film.points[0].open_share > 0.4);
    CHECK(air.points[0].open_share < 1e-6);
    CHECK(film.points[0].tewl > air.points[0].tewl);
}

TEST_CASE("no openings close at once and unknown skin gives no number", "[recovery]")
{
    CHECK(closed(forearm(), {{}, 1e-2, 1e-2}, {}).t50.si == 0);
    core::Notes notes;
    CHECK_FALSE(closure({forearm({0}), {}, {{}, 1e-2, 1e-2}, {}}, {}, notes));
    CHECK(notes.warnings.size() == 1);
    CHECK_THROWS_AS(
        closure({forearm(), {}, {{}, 1e-2, 1e-2}, {}}, {.cover = Cover::open, .half_life = {}, .hours = {-1}}, notes),
        core::InputError);
}

TEST_CASE("readings made by the model give back its aperture and half-life", "[recovery][fit]")
{
    const auto array = square_array(15, 0.67e-3, 60e-6, 1e-3);
    const transport::Environment room{.air = {294.15}, .humidity = 0.4};
    transport::NetworkParameters truth;
    truth.aperture = 0.12;
    core::Notes notes;
    auto person = forearm({12e-3 / 3600});
    const auto skin = transport::fit_skin_water(person, {}, notes);
    const transport::WaterNetwork network(*skin, room, truth, openings_of(array.patch(), truth.aperture), 1.0100e-4);
    std::vector<Reading> readings;
    for (const double hours : {-0.2, -0.1, 0.1, 0.5, 1.0, 2.0, 4.0})
        readings.push_back({hours, network.solve(hours < 0 ? 0 : std::exp2(-hours / 1.4)).flux});
    const ReadingsFit fit = fit_readings(readings, {forearm(), room, array.patch(), {}}, {}, notes);
    CHECK_THAT(fit.intact.si, WithinRel((12.0_g_m2_h).si, 1e-6));
    CHECK_THAT(fit.barrier_kappa, WithinRel(skin->apparent_kappa, 1e-6));
    CHECK_THAT(fit.aperture, WithinRel(0.12, 2e-3));
    CHECK_THAT(fit.half_life.value.si, WithinRel(1.4 * 3600, 2e-3));
    CHECK(fit.rms < 1e-3 * readings[2].tewl);
    CHECK(fit.residuals.size() == readings.size());
}

TEST_CASE("few readings leave the half-life and bad ones are refused", "[recovery][fit][bad input]")
{
    const auto array = square_array(15, 0.67e-3, 60e-6, 1e-3);
    core::Notes notes;
    const std::vector<Reading> two{{0.1, 13e-3 / 3600}, {0.2, 12.5e-3 / 3600}};
    const ReadingsFit fit = fit_readings(two, {forearm(), {}, array.patch(), {}}, {}, notes);
    CHECK_FALSE(fit.half_life_fitted);
    CHECK_THAT(fit.half_life.value.si, WithinRel(0.75 * 3600, 1e-12));
    CHECK_THAT(fit.intact.si, WithinRel((9.69_g_m2_h).si, 1e-12));
    // below intact skin: the smallest aperture fits best, and says so
    const std::vector<Reading> low{{0.1, 5e-3 / 3600}};
    CHECK(fit_readings(low, {forearm(), {}, array.patch(), {}}, {}, notes).aperture < 1.1e-3);
    CHECK(notes.warnings.back().code == "fit_on_bound");
    const std::vector<Reading> before{{-1, 9e-3 / 3600}}, bad{{0, -1}, {std::nan(""), 1e-6}};
    CHECK_THROWS_AS(fit_readings(before, {forearm(), {}, array.patch(), {}}, {}, notes), core::InputError);
    CHECK_THROWS_AS(fit_readings(bad, {forearm(), {}, array.patch(), {}}, {}, notes), core::InputError);
}
