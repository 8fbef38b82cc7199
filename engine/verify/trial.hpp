/// One set of values of the free constants, as skin, needles and constants of the engine.
#pragma once

#include "dermavox/mechanics/dermis_law.hpp"
#include "dermavox/mechanics/parameters.hpp"

#include <vector>

namespace dermavox::verify {

/// Places in free_constants().
enum FreeIndex : std::size_t {
    matrix,
    fibre,
    stiffening,
    limit,
    rupture,
    toughness,
    crack,
    pressure,
    friction,
    shaft,
    lubricant,
    upper,
    barrier_recoil,
    dermis_recoil,
    relaxation,
    // nuisances
    r_angle,
    r_barrier,
    o_tip,
    j_radius,
    b_wet,
    b_angle,
    l_angle,
    n_push,
    n_count,
    n_skin,
    k_push,
    k_skin,
    human_over_pig,
    free_count
};

struct Trial {
    std::vector<double> at;  ///< by FreeIndex
    mechanics::Parameters parameters;

    Trial(std::vector<double> values, mechanics::Cutting cutting);
    double operator[](FreeIndex i) const { return at[i]; }
    mechanics::DermisConstants dermis() const;
    double crack_toughness() const;  ///< J of the way of cutting
};

// Stress of dermis in tension (trial_tension.cpp).
/// Uniaxial pull across a strip that is free to narrow: strength and its strain (nominal), steepest and first slope.
struct Pull {
    double strength = 0, strain = 0, steepest = 0, first = 0;
};
Pull pulled(const mechanics::DermisConstants& dermis);
/// Young's modulus of a membrane that is taut by this stress: half the slope of the equibiaxial stress (nu = 0.5).
double membrane_modulus(const mechanics::DermisConstants& dermis, double stress);

}  // namespace dermavox::verify
