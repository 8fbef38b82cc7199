#include "dermavox/skin/person.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

using namespace dermavox;
using skin::Role;

namespace {

skin::Stack two_dermis_layers()
{
    skin::Stack stack;
    for (const Role role : {Role::barrier, Role::dermis, Role::dermis}) {
        skin::Layer layer;
        layer.role = role;
        layer.thickness = {Length{1e-4}, 0.3, skin::Basis::read, "test"};
        layer.young_modulus = {Pressure{1e5}, 0.0, skin::Basis::read, "test"};
        layer.recoil = {Ratio{0.9}, 0.5, skin::Basis::read, "test"};
        stack.layers.push_back(layer);
    }
    stack.tewl = {FluxDensity{3e-6}, 0.25, skin::Basis::read, "test"};
    return stack;
}

}  // namespace

TEST_CASE("people scatter round the median with the stated coefficient of variation")
{
    constexpr int people = 20000;
    double sum = 0, squares = 0, logs = 0;
    for (int k = 0; k < people; ++k) {
        const double t = skin::person(two_dermis_layers(), 7, k).layers[0].thickness.value.si / 1e-4;
        sum += t, squares += t * t, logs += std::log(t);
    }
    const double mean = sum / people, sd = std::sqrt(squares / people - mean * mean);
    CHECK(sd / mean == Approx(0.3).epsilon(0.03));
    CHECK(std::exp(logs / people) == Approx(1).epsilon(0.01));
}

TEST_CASE("layers of one role share a person's draw, and what has no spread stays")
{
    const skin::Stack stack = two_dermis_layers(), person = skin::person(stack, 1, 5);
    CHECK(person.layers[1].thickness.value.si == person.layers[2].thickness.value.si);
    CHECK(person.layers[0].thickness.value.si != person.layers[1].thickness.value.si);
    CHECK(person.layers[1].young_modulus.value.si == 1e5);
    CHECK(person.tewl.value.si != stack.tewl.value.si);
    CHECK(skin::person(stack, 1, 5).tewl.value.si == person.tewl.value.si);
    CHECK(skin::person(stack, 1, 6).tewl.value.si != person.tewl.value.si);
    CHECK(skin::person(stack, 2, 5).tewl.value.si != person.tewl.value.si);
}

TEST_CASE("a share never leaves its range")
{
    bool near_one = false;
    for (int k = 0; k < 2000; ++k) {
        const double recoil = skin::person(two_dermis_layers(), 3, k).layers[1].recoil.value.si;
        CHECK((recoil > 0 && recoil <= 1));
        near_one = near_one || recoil > 0.95;
    }
    CHECK(near_one);
}
