/// Skins and devices that several tests of mechanics share.
#pragma once

#include "dermavox/device/device.hpp"
#include "dermavox/mechanics/parameters.hpp"
#include "dermavox/skin/layer.hpp"

#include <cmath>
#include <numbers>

namespace dermavox::mechanics::samples {

inline skin::Layer layer(const char* name, skin::Role role, double thickness, double young, double toughness,
                         double puncture_factor)
{
    skin::Layer made;
    made.name = name, made.role = role;
    made.thickness.value = Length{thickness};
    made.young_modulus.value = Pressure{young};
    made.poisson_ratio.value = 0.48;
    made.density.value = Density{1100};
    const bool upper = role == skin::Role::barrier || role == skin::Role::epidermis;
    made.cutting_factor.value = upper ? 0.3 : role == skin::Role::fat ? 0.1 : 1;
    made.toughness.value = Toughness{toughness};  // of Role::other
    made.puncture_factor.value = puncture_factor;
    made.friction.value = 0.15;
    made.recoil.value = role == skin::Role::barrier ? 0.5 : 0.2;
    return made;
}

/// A cheek in round figures.
inline skin::Stack cheek(double tension = 40)
{
    skin::Stack stack;
    stack.layers = {layer("barrier", skin::Role::barrier, 17e-6, 50e6, 100, 1),
                    layer("epidermis", skin::Role::epidermis, 55e-6, 100e3, 100, 0.2),
                    layer("upper dermis", skin::Role::dermis, 0.1e-3, 40e3, 300, 0.3),
                    layer("lower dermis", skin::Role::dermis, 0.95e-3, 60e3, 350, 0.3),
                    layer("fat", skin::Role::fat, 6e-3, 3e3, 100, 0.1)};
    stack.backing.name = "muscle";
    stack.backing.young_modulus.value = Pressure{80e3};
    stack.backing.poisson_ratio.value = 0.48;
    stack.tension = Tension{tension};
    return stack;
}

/// The cheek's skin with 0.4 mm of fat over bone.
inline skin::Stack bony()
{
    skin::Stack skin = cheek();
    skin.layers.back().thickness.value = 0.4_mm;
    skin.backing.rigid = true;
    return skin;
}

/// A pen with its needles on a ring.
inline device::Device pen(int needles = 12, double radius = 2.5e-3, double dial = 1e-3)
{
    device::Device made;
    made.depth = Length{dial};
    for (int i = 0; i < needles; ++i) {
        const double angle = 2 * std::numbers::pi * i / needles;
        made.cartridge.seats.push_back({radius * std::cos(angle), radius * std::sin(angle), 0});
    }
    return made;
}

/// Without scatter from place to place.
inline Parameters weak_dermis()
{
    Parameters p = Parameters::defaults();
    p.dermis_rupture.value = 0.2 * p.dermis_rupture.value;
    return p;
}

inline Parameters calm()
{
    Parameters p = Parameters::defaults();
    p.puncture_spread.value = 0.0;
    return p;
}

}  // namespace dermavox::mechanics::samples
