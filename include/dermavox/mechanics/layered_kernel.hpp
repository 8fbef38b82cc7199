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
/// Inertia acts in parallel with the stiffness 1/G:
///     2 rho/(k t^2)       a wave of length 1/k moves tissue of mass rho/k; within the time t a step load moves it
///                         by t^2/2 per unit of acceleration, so the load only reaches as far as shear waves travel;
///                         t = inf is static. Under a disc of radius a whose load has grown evenly for the time t
///                         this is within 10 % of Pekeris's exact solution from c_s t = a/2 on (verify); load that
///                         is put on at once moves the skin up to twice as far by c_s t = a
///
/// Taut skin carries an in-plane prestress s, a second Piola-Kirchhoff stress that is equal in both directions and
/// stays as it is. Small displacements u on top of it obey
///     mu lap u + (lam + mu) grad div u + s lap_h u = 0                  lap_h = d2/dx2 + d2/dy2
/// whose waves decay with depth as exp(-k p z), p = sqrt(1 + s/mu) without change of volume and sqrt(1 + s/(lam + 2
/// mu)) without rotation. In-plane prestress puts no traction on horizontal faces, so the recursion is that of slack
/// skin. Both solutions and their difference are formed without cancellation: s -> 0 gives the slack layer to
/// rounding.
///
/// Homogeneous half-space: G = (1 - nu)/(mu k). Short waves: k G -> 1/M, M that of the top layer
/// (short_wave_stiffness).
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
    double prestress = 0;      ///< s [Pa], >= 0
    bool operator==(const ElasticLayer&) const = default;
};

struct ElasticStack {
    std::vector<ElasticLayer> layers;  ///< top down, all bonded; may be empty over a half-space
    ElasticLayer below;                ///< half-space; not read when `rigid_base`
    bool rigid_base = false;
    double drape_radius = 0;  ///< R [m]; 0 = not draped
    double draping = 0;       ///< A, >= 0
    double density = 0;       ///< rho [kg/m3], read only for a finite response time
    double response_time = std::numeric_limits<double>::infinity();  ///< t [s], > 0
    bool operator==(const ElasticStack&) const = default;
};

/// The elastic part of a skin. `stiffening` multiplies every modulus (rate of loading). The tension N is carried
/// evenly, s = N/h, down to the depth h = tension_depth(skin). Throws core::InputError for a stack that is not
/// elastic (modulus, ratio, thickness).
ElasticStack elastic_stack(const skin::Stack& skin, double stiffening = 1);

/// Depth down to which a skin carries its tension: as given, else to the end of the dermis, else of all layers; never
/// below the last layer.
Length tension_depth(const skin::Stack& skin);

/// The stack whose upper part, down to `depth`, carries the tension N [N/m]: s = N/depth there, 0 below; a layer that
/// straddles the depth is split. Requires N >= 0 and 0 < depth <= the depth of all layers.
ElasticStack with_tension(ElasticStack stack, double tension, double depth);

/// G(k) of a stack. k > 0 [1/m]; result [m^3/N].
double surface_kernel(const ElasticStack& stack, double k);

/// The same under a tangential load: what moves along it in waves that run with the load and in waves that run
/// across.
struct TangentialKernel {
    double with;    ///< G_P [m^3/N]: the tangential entry of the same recursion; half-space (1 - nu)/(mu k)
    double across;  ///< G_S: shear alone, exponent k sqrt(1 + s/mu); half-space 1/(mu k)
};
/// Without draping. Under a load that grows evenly over a finite response time t, a wave of static compliance G moves
/// by the share (1 + (2/X)^4)^(-1/4) of it, X = 1.25 t sqrt(k/(rho G)). Shear of a half-space moves by g(X) - J1(X),
/// g(X) = int_0^X J0, X = c k t, 0.1 more at most; the factor 1.25 is that of skin, where fat lags behind (transient
/// columns of dermis on fat, 0.1 off where waves are shorter than 60 mm). k > 0 [1/m].
TangentialKernel tangential_kernel(const ElasticStack& stack, double k);

/// 1 + A kR e^(1 - kR): what draping multiplies 1/G by.
double drape_factor(const ElasticStack& stack, double k);

/// M = lim 1/(k G) for short waves [Pa], with p, r of the top layer for waves without change of volume, rotation:
///     M = [(2 mu + s)^2 - 4 mu^2 p r]/(s r)        mu/(1 - nu) without prestress
double short_wave_stiffness(const ElasticStack& stack);

}  // namespace dermavox::mechanics
