/// Skins, needles and insertions that the wound's and the metrics' tests share.
#pragma once

#include "dermavox/core/random.hpp"
#include "dermavox/mechanics/insertion.hpp"
#include "dermavox/skin/skin.hpp"

#include <cmath>
#include <numbers>
#include <vector>

namespace dermavox::wound {

/// A barrier of 15 um, an epidermis of 60 um and a dermis of 2 mm, with given recoil; flat unless rough.
inline skin::Skin three_layers(double width, double height, double recoil_barrier = 0.5, double recoil_dermis = 0.25,
                               double roughness = 0)
{
    const auto layer = [&](const char* name, skin::Role role, double thickness, double recoil) {
        skin::Layer l;
        l.name = name, l.role = role;
        l.thickness.value = Length{thickness};
        l.recoil.value = recoil;
        l.roughness.value = Length{roughness};
        l.correlation_length.value = Length{200e-6};
        return l;
    };
    skin::Stack stack;
    stack.layers = {layer("barrier", skin::Role::barrier, 15e-6, recoil_barrier),
                    layer("epidermis", skin::Role::epidermis, 60e-6, recoil_barrier),
                    layer("dermis", skin::Role::dermis, 2e-3, recoil_dermis)};
    return skin::Skin(stack, width, height, 1);
}

/// An insertion straight down to a depth, all of which stays open.
inline mechanics::Insertion straight_down(double x, double y, double depth)
{
    mechanics::Insertion in;
    in.x = x, in.y = y;
    in.punctured_layers = 1;
    in.set = in.inserted = in.tip = in.residual = depth;
    return in;
}

/// Insertions at random places of a square, a margin of which lies outside the patch [0, side]; every second one
/// with a slit, every third one leaning.
inline std::vector<mechanics::Insertion> random_insertions(std::size_t n, double side, double margin, double deepest,
                                                           std::uint64_t seed)
{
    const core::Random random(seed, core::Purpose::reference_pattern);
    std::vector<mechanics::Insertion> all;
    for (std::size_t i = 0; i < n; ++i) {
        const auto u = [&](std::uint64_t k) { return random.uniform({.cycle = i, .draw = k}); };
        const double span = side + 2 * margin;
        mechanics::Insertion in =
            straight_down(u(0) * span - margin, u(1) * span - margin, deepest * (0.2 + 0.8 * u(2)));
        in.residual = in.tip * u(3);
        in.heading = 2 * std::numbers::pi * u(4);
        in.slit_dermis = i % 2 ? 0 : 0.3e-3 * u(5);
        in.slit_open = in.slit = i % 3 ? in.slit_dermis : 0;
        if (i % 3 == 2) in.lean_x = u(6) - 0.5, in.lean_y = u(7) - 0.5;  // up to 35 degrees
        if (i % 11 == 10) in.punctured_layers = 0;
        all.push_back(in);
    }
    return all;
}

}  // namespace dermavox::wound
