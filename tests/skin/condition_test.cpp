#include "dermavox/core/problem.hpp"
#include "dermavox/skin/condition.hpp"
#include "dermavox/skin/skin.hpp"
#include "tests/skin/samples.hpp"
#include "tests/support/catch.hpp"

#include <cmath>

using namespace dermavox;
using namespace dermavox::skin;

namespace {

Stack cheek()
{
    Stack stack = textured_cheek();
    const Role roles[] = {Role::barrier, Role::epidermis, Role::dermis, Role::fat};
    for (std::size_t i = 0; i < 4; ++i) {
        stack.layers[i].role = roles[i];
        stack.layers[i].young_modulus.value = 1.0_MPa;
        stack.layers[i].cutting_factor.value = 1.0;
        stack.layers[i].puncture_factor.value = 1;
        stack.layers[i].thickness.basis = Basis::read;
    }
    return stack;
}

}  // namespace

TEST_CASE("layers thin with age at the published rates", "[skin][age]")
{
    const Stack young = cheek(), old = aged(young, 20, 70);
    CHECK_THAT(old.layers[1].thickness.value / young.layers[1].thickness.value, WithinRel(1 - 5 * 0.0645, 1e-12));
    CHECK_THAT(old.layers[2].thickness.value / young.layers[2].thickness.value, WithinRel(0.70, 1e-12));
    CHECK(old.layers[2].thickness.basis == Basis::derived);
    CHECK(old.layers[0].thickness.value == young.layers[0].thickness.value);
    CHECK(old.layers[0].thickness.basis == Basis::read);
    CHECK(old.layers[3].thickness.value == young.layers[3].thickness.value);
    CHECK(old.layers[2].young_modulus.value == young.layers[2].young_modulus.value);

    Ageing stiffening;
    stiffening.dermis_modulus_per_decade.value = 0.1;
    CHECK_THAT(aged(young, 20, 70, stiffening).layers[2].young_modulus.value.si, WithinRel(1.5e6, 1e-12));
}

TEST_CASE("papillae flatten from 100 to 40 um and furrows deepen after 50 years", "[skin][age]")
{
    CHECK_THAT(papillae_height(20).si, WithinRel(100e-6, 1e-12));
    CHECK_THAT(papillae_height(50).si, WithinRel(70e-6, 1e-12));
    CHECK_THAT(papillae_height(80).si, WithinRel(40e-6, 1e-12));
    CHECK(furrow_depth(25) == furrow_depth(50));
    CHECK_THAT(furrow_depth(65).si, WithinRel(75e-6, 1e-12));
    CHECK_THAT(furrow_depth(80).si, WithinRel(100e-6, 1e-12));
    CHECK(furrow_depth(90) > furrow_depth(80));
    CHECK(second_furrows(30) == 1);
    CHECK_THAT(second_furrows(65), WithinRel(0.5, 1e-12));
    CHECK(second_furrows(95) == 0);

    const Stack old = aged(cheek(), 20, 80);
    CHECK_THAT(old.papillae.height.value.si, WithinRel(0.4 * 50e-6, 1e-12));
    CHECK_THAT(old.relief.depth.value.si, WithinRel(2 * 50e-6, 1e-12));
    CHECK(old.relief.second.value == 0);
    CHECK(aged(flat_cheek(), 20, 80).papillae.height.value.si == 0);
}

TEST_CASE("ageing in two steps is ageing in one and back is the same skin", "[skin][age]")
{
    const Stack once = aged(cheek(), 25, 70), twice = aged(aged(cheek(), 25, 45), 45, 70);
    const Stack back = aged(once, 70, 25);
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK_THAT(twice.layers[i].thickness.value.si, WithinRel(once.layers[i].thickness.value.si, 1e-12));
        CHECK_THAT(back.layers[i].thickness.value.si, WithinRel(cheek().layers[i].thickness.value.si, 1e-12));
    }
    CHECK_THAT(twice.papillae.height.value.si, WithinRel(once.papillae.height.value.si, 1e-12));
    CHECK_NOTHROW(Skin(once, 4e-3, 4e-3, 1));
}

TEST_CASE("ages out of range and rates that leave nothing are named", "[skin][age][bad]")
{
    Ageing fast;
    fast.dermis_per_decade.value = 0.2;
    try {
        aged(cheek(), 10, 90, fast);
        FAIL("accepted");
    } catch (const core::InputError& error) {
        CHECK(error.problems().size() == 2);
    }
    CHECK_THROWS_AS(aged(cheek(), 20, std::nan("")), core::InputError);
}

TEST_CASE("water softens and toughens the barrier and nothing else", "[skin][hydration]")
{
    const auto dry = hydration_named("dry"), wet = hydration_named("wet");
    REQUIRE((dry && wet));
    CHECK_THAT(dry->modulus.value / wet->modulus.value, WithinRel(10, 1e-12));
    CHECK_THAT(wet->toughness.value / dry->toughness.value, WithinRel(7, 1e-12));
    CHECK_THAT(wet->puncture.value / dry->puncture.value, WithinRel(0.15, 1e-12));
    CHECK_FALSE(hydration_named("moist"));

    const Stack soaked = hydrated(cheek(), *wet);
    CHECK_THAT(soaked.layers[0].young_modulus.value.si, WithinRel(1e6 / std::sqrt(10), 1e-12));
    CHECK_THAT(double(soaked.layers[0].cutting_factor.value), WithinRel(std::sqrt(7), 1e-12));
    CHECK_THAT(soaked.layers[0].puncture_factor.value, WithinRel(std::sqrt(0.15), 1e-12));
    CHECK(soaked.layers[0].cutting_factor.basis == Basis::derived);
    CHECK(soaked.layers[1].cutting_factor.value == cheek().layers[1].cutting_factor.value);

    const Stack same = hydrated(cheek(), *hydration_named("normal"));
    CHECK(same.layers[0].cutting_factor.value == cheek().layers[0].cutting_factor.value);
    CHECK(same.layers[0].cutting_factor.basis == cheek().layers[0].cutting_factor.basis);
}

TEST_CASE("scars and stretch marks change what they are known to change", "[skin][tissue]")
{
    const Stack whole = [] {
        Stack stack = cheek();
        stack.tewl.value = {4e-6};
        stack.sweat = {1e-6};
        return stack;
    }();
    const Stack same = scarred(whole, *tissue_named("normal"));
    CHECK(same.layers[2].thickness.value == whole.layers[2].thickness.value);
    CHECK(same.layers[2].thickness.basis == Basis::read);
    CHECK(factors_of(*tissue_named("normal")).empty());

    const Stack hypertrophic = scarred(whole, *tissue_named("hypertrophic-scar"));
    // published: 16.2 % stretch against 37.9 % of the skin opposite, under one tension
    CHECK_THAT(hypertrophic.layers[2].young_modulus.value / whole.layers[2].young_modulus.value,
               WithinRel(37.9 / 16.2, 1e-12));
    CHECK(hypertrophic.layers[2].thickness.value > whole.layers[2].thickness.value);
    CHECK_THAT(hypertrophic.tewl.value.si, WithinRel(1e-6 + 1.5 * 3e-6, 1e-12));  // sweat stays
    CHECK(hypertrophic.papillae.height.value.si == 0);
    CHECK(hypertrophic.appendages.follicles.value.si == 0);
    CHECK(hypertrophic.layers[2].young_modulus.basis == Basis::derived);

    const Stack scar = scarred(whole, *tissue_named("scar"));
    CHECK(scar.layers[1].thickness.value < whole.layers[1].thickness.value);
    CHECK(scar.layers[2].young_modulus.value > whole.layers[2].young_modulus.value);
    CHECK(scar.layers[2].cutting_factor.value < whole.layers[2].cutting_factor.value);
    CHECK(scar.tewl.value.si == whole.tewl.value.si);

    const Stack mark = scarred(whole, *tissue_named("stretch-mark"));
    CHECK(mark.layers[1].thickness.value < whole.layers[1].thickness.value);
    CHECK(mark.papillae.height.value.si == 0);
    CHECK(mark.appendages.follicles.value.si == whole.appendages.follicles.value.si);
    for (const Stack& stack : {scar, hypertrophic, mark}) {  // the barrier and the fat stay
        CHECK(stack.layers[0].young_modulus.value == whole.layers[0].young_modulus.value);
        CHECK(stack.layers[3].thickness.value == whole.layers[3].thickness.value);
        CHECK_NOTHROW(Skin(stack, 4e-3, 4e-3, 1));
    }
    CHECK_FALSE(tissue_named("keloid"));
    for (const char* name : {"scar", "hypertrophic-scar", "stretch-mark"})
        for (const auto& [key, factor] : factors_of(*tissue_named(name))) {
            INFO(name << ' ' << key);
            CHECK_FALSE(factor.source.empty());
        }
}
