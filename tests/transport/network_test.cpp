#include "dermavox/core/random.hpp"
#include "dermavox/transport/air.hpp"
#include "dermavox/transport/channel_map.hpp"
#include "dermavox/transport/water_loss.hpp"
#include "tests/support/catch.hpp"
#include "tests/transport/arrays.hpp"

#include <cmath>
#include <numbers>

using namespace dermavox;
using namespace dermavox::transport;

TEST_CASE("saturated air holds the tabulated vapour", "[transport][air]")
{
    CHECK_THAT(saturation_density(22.0_C).si, WithinRel(19.412e-3, 1e-3));
    CHECK_THAT(saturation_density(32.0_C).si, WithinRel(33.783e-3, 1e-3));
    CHECK_THAT(vapour_diffusivity(26.2_C).si, WithinRel(2.57e-5, 1e-3));
    CHECK_THAT(latent_heat(32.0_C), WithinRel(2.4254e6, 1e-4));
}

TEST_CASE("intact layers resist in series", "[transport][analytic]")
{
    const double resistance = ladder_resistance(reference_ladder(), 0, 0);
    CHECK_THAT(resistance, WithinRel(15e-6 / 1.343e-9 + 500e-6 / 1.5e-5 + 8e-3 / 2.57e-5, 1e-10));
    CHECK_THAT(resistance, WithinRel(11513.6, 1e-5));
    CHECK_THAT(reference_drop / resistance, WithinRel((7.4754_g_m2_h).si, 1e-4));
}

TEST_CASE("mouths conduct as discs and ellipses on a half-space", "[transport][analytic]")
{
    const double a = 20e-6, kappa = 2.57e-5;
    CHECK_THAT(mouth_resistance(a, a, kappa), WithinRel(1 / (4 * a * kappa), 1e-12));
    CHECK_THAT(equivalent_radius(a, a), WithinRel(a, 1e-12));
    // both sides of a hole in a thin wall
    CHECK_THAT(2 * mouth_resistance(a, a, kappa), WithinRel(1 / (2 * a * kappa), 1e-12));
    const double ratio[] = {1, .5, .286, .143, .057}, share[] = {1, .728, .587, .470, .369};
    for (int i = 0; i < 5; ++i)
        CHECK_THAT(1 / (mouth_resistance(a, ratio[i] * a, kappa) * 4 * a * kappa), WithinAbs(share[i], 8e-4));
    const double length = 15e-6, area = std::numbers::pi * a * a;
    for (const double dl : {tube_resistance(length, a, kappa) * area * kappa - length})
        CHECK_THAT(dl / 2, WithinRel(0.7854 * a, 1e-4));
}

TEST_CASE("interaction falls from one to zero and stays continuous", "[transport]")
{
    CHECK(interaction(0) == 1);
    CHECK_THAT(interaction(0.062), WithinRel(1 - 1.40925 * .062 + .33801 * std::pow(.062, 3), 1e-6));
    CHECK_THAT(interaction(0.9 + 1e-9), WithinAbs(interaction(0.9), 1e-8));
    double before = 1;
    for (double eps = 0.01; eps < 1.2; eps += 0.01) {
        CHECK(interaction(eps) <= before);
        before = interaction(eps);
    }
    CHECK(interaction(1) == 0);
    CHECK_THAT(interaction(-0.1), WithinRel(1.140925, 1e-12));
}

TEST_CASE("a square array of discs has the network figures of the reference", "[transport][analytic]")
{
    const double radius[] = {10e-6, 20e-6, 35e-6}, flux[] = {20.8, 41.4, 70.6};
    for (int i = 0; i < 3; ++i) {
        const Array array = square_array(10, 1e-3, radius[i], 15e-6);
        const Openings openings = openings_of(array.patch(), 1);
        const Ladder ladder = reference_ladder();
        const double g = conductance_per_area(openings, array.patch().area(), ladder, 1.5e-5);
        const double j = reference_drop / ladder_resistance(ladder, openings.fraction, g);
        CHECK_THAT(j * 3.6e6, WithinAbs(flux[i], 0.05));
    }
}

TEST_CASE("openings that vanish leave the barrier and openings that fill the patch replace it",
          "[transport][analytic]")
{
    const Ladder ladder = reference_ladder();
    const auto resistance = [&](double radius) {
        const Array array = square_array(1, 1e-3, radius, 15e-6);
        const Openings o = openings_of(array.patch(), 1);
        return ladder_resistance(ladder, o.fraction, conductance_per_area(o, 1e-6, ladder, 1.5e-5));
    };
    CHECK_THAT(resistance(1e-12), WithinRel(11513.6, 1e-5));
    const double all = 1e-3 / std::sqrt(std::numbers::pi) * (1 - 1e-12);
    CHECK_THAT(resistance(all), WithinRel(8e-3 / 2.57e-5 + 500e-6 / 1.5e-5 + 15e-6 / 1.5e-5, 1e-9));
}

TEST_CASE("touching mouths count as one outline", "[transport][openings]")
{
    const double r = 50e-6;
    std::vector<Mouth> mouths{disc(1e-3, 1e-3, r), disc(1.08e-3, 1e-3, r), disc(5e-3, 5e-3, r)};
    const Patch patch{mouths, 10e-3, 10e-3};
    const Openings o = openings_of(patch, 1);
    REQUIRE(o.all.size() == 2);
    CHECK(o.merged == 2);
    const double d = 0.8, lens = 2 * std::acos(d) - 2 * d * std::sqrt(1 - d * d);  // in r^2, half distance d r
    CHECK_THAT(o.all[0].area, WithinRel((2 * std::numbers::pi - lens) * r * r, 1e-3));
    CHECK_THAT(o.all[0].x, WithinRel(1.04e-3, 1e-6));
    CHECK(o.all[0].radius > 1.3 * r);
    CHECK(o.all[0].radius < 1.6 * r);
    CHECK_THAT(o.all[1].area, WithinRel(std::numbers::pi * r * r, 1e-12));
    // smaller apertures part them
    CHECK(openings_of(patch, 0.5).all.size() == 3);
    // across the edge of a patch that repeats
    mouths = {disc(0.02e-3, 3e-3, r), disc(9.95e-3, 3e-3, r)};
    CHECK(openings_of({mouths, 10e-3, 10e-3}, 1).all.size() == 1);
    CHECK(openings_of({mouths, 10e-3, 10e-3, false}, 1).all.size() == 2);
}

TEST_CASE("slits touch where their outlines do", "[transport][openings]")
{
    // two thin slits: crossing, parallel and apart, end to end
    const auto slit = [](double x, double y, double angle) { return Mouth{x, y, 100e-6, 5e-6, 1e-4, angle}; };
    const auto count = [&](Mouth p, Mouth q) {
        const std::vector<Mouth> both{p, q};
        return openings_of({both, 10e-3, 10e-3}, 1).all.size();
    };
    const double right = std::numbers::pi / 2;
    CHECK(count(slit(5e-3, 5e-3, 0), slit(5e-3, 5.05e-3, right)) == 1);
    CHECK(count(slit(5e-3, 5e-3, 0), slit(5e-3, 5.02e-3, 0)) == 2);
    CHECK(count(slit(5e-3, 5e-3, 0), slit(5.1999e-3, 5e-3, 0)) == 1);
    CHECK(count(slit(5e-3, 5e-3, 0), slit(5.2001e-3, 5e-3, 0)) == 2);
    CHECK(count(slit(5e-3, 5e-3, 0.3), slit(5e-3, 5.104e-3, 0.3 + right)) == 1);
}

TEST_CASE("crowding on lattices is Ewald's sum", "[transport][openings][analytic]")
{
    // Bonsall and Maradudin 1977: 3.900265 on the square lattice, 3.921034 on the hexagonal one
    const Array square = square_array(20, 0.5e-3, 10e-6, 1e-4);
    for (const auto& o : openings_of(square.patch(), 1).all) CHECK_THAT(o.crowding, WithinRel(2e3, 2e-3));
    const double step = 0.5e-3, row = step * std::sqrt(3) / 2;
    std::vector<Mouth> hex;
    for (int j = 0; j < 24; ++j)
        for (int i = 0; i < 20; ++i) hex.push_back(disc((i + j % 2 * 0.5 + 0.2) * step, (j + 0.5) * row, 10e-6));
    const double root_n = 1 / std::sqrt(step * row);
    for (const auto& o : openings_of({hex, 20 * step, 24 * row}, 1).all)
        CHECK_THAT(o.crowding, WithinRel(root_n * 3.921034 / 3.900265, 2e-3));
}

TEST_CASE("crowded mouths shield each other, sparse ones less than a lattice", "[transport][openings]")
{
    Array array = square_array(20, 0.5e-3, 10e-6, 1e-4);
    const double even = conductance_per_area(openings_of(array.patch(), 1), 1e-4, reference_ladder(), 1.5e-5);
    for (auto& m : array.mouths) m.x *= 0.5;
    const auto squeezed = openings_of({array.mouths, 10e-3, 10e-3}, 1);
    CHECK(squeezed.all[205].crowding < 0);
    CHECK(squeezed.all[205].interaction > 1);
    CHECK(conductance_per_area(squeezed, 1e-4, reference_ladder(), 1.5e-5) < even);
}

TEST_CASE("the network gives patterns at random what the discs of the map give", "[transport][openings]")
{
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        const core::Random random(seed, core::Purpose::pattern);
        std::vector<Mouth> mouths;
        for (std::uint64_t i = 0; i < 100; ++i)
            mouths.push_back(disc(1e-2 * random.uniform({.needle = i}),
                                  1e-2 * random.uniform({.needle = i, .draw = 1}), 35e-6, 15e-6));
        const Patch patch{mouths, 1e-2, 1e-2};
        const Openings openings = openings_of(patch, 1);
        const double network =
            reference_drop / ladder_resistance(reference_ladder(), openings.fraction,
                                               conductance_per_area(openings, 1e-4, reference_ladder(), 1.5e-5));
        const double map = channel_map(openings, patch, reference_ladder(), 1.5e-5, reference_drop).total;
        CHECK_THAT(network, WithinRel(map, 0.01));
    }
}

TEST_CASE("mouths out of range are all named", "[transport][bad input]")
{
    const std::vector<Mouth> mouths{disc(-1e-3, 0, 1e-5),
                                    {1e-3, 1e-3, 1e-5, 2e-5, 1e-4, 0},
                                    disc(1e-3, 1e-3, std::nan("")),
                                    {1e-3, 1e-3, 1e-5, 1e-5, 0, 0}};
    try {
        openings_of({mouths, 5e-3, 5e-3}, 1);
        FAIL("accepted");
    } catch (const core::InputError& e) {
        CHECK(e.problems().size() == 4);
    }
    CHECK_THROWS_AS(openings_of({{}, 0, 5e-3}, 1), core::InputError);
    const std::vector<Mouth> too_wide{disc(1e-3, 1e-3, 1.2e-3)};
    CHECK_THROWS_AS(openings_of({too_wide, 2e-3, 2e-3}, 1), core::InputError);
}
