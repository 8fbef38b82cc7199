/// Intact skin as a conductor of water, fitted once to its measured water loss.
#pragma once

#include "dermavox/core/note.hpp"
#include "dermavox/core/units.hpp"
#include "dermavox/skin/layer.hpp"

#include <optional>

namespace dermavox::transport {

/// Bare numbers of one-dimensional skin under a film. SI.
struct SkinWater {
    double barrier = 0;         ///< L, thickness of the barrier [m]
    double kappa0 = 0;          ///< of the barrier at activity 0 [m2/s]
    double hydration = 0;       ///< beta: kappa = kappa0 exp(beta activity)
    double apparent_kappa = 0;  ///< of the barrier in the reference state [m2/s]
    double tissue = 0;          ///< H, from the barrier down to where the skin is wet through [m]
    double tissue_kappa = 0;    ///< mean along H [m2/s]
    double sweat = 0;           ///< flux that does not cross the barrier [kg/(m2 s)]
    double body_exchange = 0;   ///< U_t, body core to surface [W/(m2 K)]
};

/// The state in which intact water loss is quoted, and the heat exchange of the surface.
struct ReferenceState {
    Temperature air{295.15}, skin{305.15}, body{309.15};
    double humidity = 0.5;
    Length film{8e-3};
    double deep_activity = 0.995;        ///< of the wet tissue
    double convection = 3.5;             ///< h_c [W/(m2 K)]; 3 to 4 in still air
    double radiation = 6.0;              ///< h_r = 4 x emissivity x Stefan-Boltzmann x T^3 at 300 K
    double hydration = 2;                ///< beta, 0 .. 4
    Length tissue{0.5e-3};               ///< H
    Diffusivity default_tissue{1.5e-5};  ///< where a layer states none; 1e-5 to 3e-5 for wet tissue
};

/// Fits the barrier and the heat exchange to the stack's intact water loss in the reference state:
///
///     kappa0 = J L beta / (rho (e^(beta a_i) - e^(beta a_s))),   a_i = (psi_0 - J H/kappa_V)/rho,
///     a_s = (psi_inf + J delta/D)/rho,   U_t = (h (T_skin - T_air) + lambda J_total)/(T_body - T_skin)
///
/// A barrier kappa that the user gave, or that was fitted, goes before the site's water loss; it is the
/// apparent one, J = dpsi/(delta/D + H/kappa_V + L/kappa). Nothing, with a warning in `notes`, for a stack
/// without a barrier or without any of the two. Throws core::InputError when the water loss is more than film
/// and tissue let through, or not more than its sweat.
std::optional<SkinWater> fit_skin_water(const skin::Stack& stack, const ReferenceState& reference,
                                        core::Notes& notes);

/// Flux through the barrier from potential `inner` to `outer`, kappa0 rho/(beta L) (e^(beta a_i) - e^(beta
/// a_s)), exact for conductivity exponential in activity; linear for beta = 0. `saturation` = rho [kg/m3].
double barrier_flux(const SkinWater& skin, double inner, double outer, double saturation);

}  // namespace dermavox::transport
