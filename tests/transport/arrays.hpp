/// Openings and skins that several transport tests and benchmarks share.
#pragma once

#include "dermavox/core/problem.hpp"
#include "dermavox/transport/water_loss.hpp"

#include <vector>

namespace dermavox::transport {

inline Mouth disc(double x, double y, double radius, double depth = 1e-4) { return {x, y, radius, radius, depth, 0}; }

struct Array {
    std::vector<Mouth> mouths;
    double side;
    Patch patch() const { return {mouths, side, side}; }
};

/// n x n discs at a spacing.
inline Array square_array(int n, double spacing, double radius, double depth)
{
    Array array{{}, n * spacing};
    for (int j = 0; j < n; ++j)
        for (int i = 0; i < n; ++i)
            array.mouths.push_back(disc((i + 0.5) * spacing, (j + 0.5) * spacing, radius, depth));
    return array;
}

/// Barrier 15 um, tissue 0.5 mm, still air 8 mm.
inline Ladder reference_ladder()
{
    return {.film = 8e-3,
            .film_kappa = 2.57e-5,
            .barrier = 15e-6,
            .barrier_kappa = 1.343e-9,
            .tissue = 500e-6,
            .tissue_kappa = 1.5e-5};
}
inline constexpr double reference_drop = 0.995 * 33.783e-3 - 0.5 * 19.412e-3;  ///< [kg/m3]

/// Barrier over dermis, with an intact water loss.
inline skin::Stack forearm(FluxDensity tewl = {9.69e-3 / 3600})
{
    skin::Stack stack;
    stack.site = "volar_forearm";
    skin::Layer barrier, dermis;
    barrier.name = "stratum corneum";
    barrier.role = skin::Role::barrier;
    barrier.thickness.value = {20e-6};
    dermis.name = "dermis";
    dermis.role = skin::Role::dermis;
    dermis.thickness.value = {1.1e-3};
    dermis.kappa.value = {1.5e-5};
    stack.layers = {barrier, dermis};
    stack.tewl.value = tewl;
    return stack;
}

}  // namespace dermavox::transport
