/// Linear elastic response of a layered skin to a normal load on its surface, in Hankel space.
///
/// A load of pressure transform P(k) per newton sinks the surface by
///     u(r) = 1/(2 pi) int_0^inf G(k) P(k) J0(k r) k dk          [m/N]
/// G(k) [m^3/N] comes from a recursion over layers, bottom up, on the 2 x 2 compliance between displacement
/// and traction. All exponentials are <= 1 and nothing is divided by 1 - 2 nu, so thick stacks, short waves
/// and nearly incompressible layers (nu up to 0.4999) are safe. No limit on the number of layers.
///
/// Skin that is pressed in as a whole over a radius R stiffens where it is strained; the strain of a wave is its
/// slope, of the sink W e^(-kR) that of k W e^(-kR), so that
///     draping      1/G x (1 + A kR e^(1 - kR))        A from the large-strain law: draped() in surface_response.hpp
/// Two terms act in parallel with the stiffness 1/G:
///     taut skin    N k^2/(1 + k h_t)   a membrane for long waves, a prestress N/h_t for short ones
///     inertia      2 rho/(k t^2)       a wave of length 1/k moves tissue of mass rho/k; within the time t a
///                                      step load moves it by t^2/2 per unit of acceleration, so the load
///                                      only reaches as far as shear waves travel; t = inf is static
///
/// Homogeneous half-space: G = (1 - nu)/(mu k). Short waves: k G -> 1/M, M = mu_1/(1 - nu_1) + N/h_t.
#pragma once

#include "dermavox/skin/layer.hpp"

#include <limits>
#include <vector>

namespace dermavox::mechanics {

/// SI throughout.
struct ElasticLayer {
    double thickness = 0;  ///< > 0; not read for a half-space
    double shear_modulus = 0;
    double poisson_ratio = 0;  ///< 0 .. 0.4999
    bool operator==(const ElasticLayer&) const = default;
};

struct ElasticStack {
    std::vector<ElasticLayer> layers;  ///< top down, all bonded; may be empty over a half-space
    ElasticLayer below;                ///< half-space; not read when `rigid_base`
    bool rigid_base = false;
    double tension = 0;        ///< N [N/m]
    double tension_depth = 0;  ///< h_t [m], > 0 where tension > 0
    double drape_radius = 0;   ///< R [m]; 0 = not draped
    double draping = 0;        ///< A, >= 0
    double density = 0;        ///< rho [kg/m3], read only for a finite response time
    double response_time = std::numeric_limits<double>::infinity();  ///< t [s], > 0
    bool operator==(const ElasticStack&) const = default;
};

/// The elastic part of a skin. `stiffening` multiplies every modulus (rate of loading). The tension is
/// carried down to the end of the dermis, or of the last layer where there is no dermis, unless the stack
/// says otherwise. Throws core::InputError for a stack that is not elastic (modulus, ratio, thickness).
ElasticStack elastic_stack(const skin::Stack& skin, double stiffening = 1);

/// G(k) of a stack. k > 0 [1/m]; result [m^3/N].
double surface_kernel(const ElasticStack& stack, double k);

/// 1 + A kR e^(1 - kR): what draping multiplies 1/G by.
double drape_factor(const ElasticStack& stack, double k);

/// M = lim 1/(k G) for short waves [Pa].
double short_wave_stiffness(const ElasticStack& stack);

}  // namespace dermavox::mechanics
