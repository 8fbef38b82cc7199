/// Cheek of the reference solutions for needles that are drawn sideways.
#pragma once

#include "dermavox/device/device.hpp"
#include "dermavox/skin/layer.hpp"
#include "tests/mechanics/samples.hpp"

#include <cmath>
#include <numbers>

namespace dermavox::mechanics::samples {

inline skin::Stack moist_cheek()
{
    const auto layer = [](const char* name, skin::Role role, double h, double young, double nu, double density) {
        skin::Layer made = samples::layer(name, role, h, young, 300, 0.3);
        made.poisson_ratio.value = nu, made.density.value = Density{density};
        if (role == skin::Role::barrier) made.recoil.value = 1 / 1.8;
        return made;
    };
    skin::Stack stack;
    using skin::Role;
    stack.layers = {layer("barrier", Role::barrier, 16.8e-6, 67e6, 0.45, 1300),
                    layer("epidermis", Role::epidermis, 55e-6, 100e3, 0.48, 1110),
                    layer("papillary", Role::dermis, 0.105e-3, 40e3, 0.48, 1110),
                    layer("reticular", Role::dermis, 0.945e-3, 60e3, 0.48, 1110),
                    layer("fat", Role::fat, 6e-3, 3e3, 0.49, 920)};
    stack.backing.young_modulus.value = Pressure{80e3};
    stack.backing.poisson_ratio.value = 0.48;
    stack.tension = Tension{15};
    return stack;
}

/// Moduli at 3 ms over those at 1 s.
inline constexpr double at_stroke = 1.6;

inline device::Needle gliding_needle()
{
    device::Needle needle;
    needle.diameter = Length{0.25e-3}, needle.taper = Length{1.5e-3}, needle.length = Length{4e-3};
    return needle;
}

enum class Array { one, ring12, grid36 };

inline device::Device gliding(Array array)
{
    device::Device pen = samples::pen(array == Array::ring12 ? 12 : 1, array == Array::ring12 ? 2.5e-3 : 0);
    pen.needle = gliding_needle();
    if (array != Array::grid36) return pen;
    pen.cartridge.seats.clear();
    for (int i = 0; i < 36; ++i) pen.cartridge.seats.push_back({0.75e-3 * (i % 6), 0.75e-3 * (i / 6), 0});
    return pen;
}

}  // namespace dermavox::mechanics::samples
