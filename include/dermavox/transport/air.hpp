/// Water vapour in still air: how much the air can hold, and how fast it spreads.
#pragma once

#include "dermavox/core/units.hpp"

namespace dermavox::transport {

/// Density of saturated vapour over liquid water, e_s(T)/(R_v T), R_v = 461.523 J/(kg K).
///
/// e_s by Murphy and Koop, Q. J. R. Meteorol. Soc. 131 (2005), equation 10, doi:10.1256/qj.04.94; it holds
/// from 123 K to 332 K. 19.42 g/m3 at 22 C, 33.79 g/m3 at 32 C.
Density saturation_density(Temperature temperature);

/// Diffusivity of vapour in air at 101325 Pa, 2.178e-5 (T / 273.15 K)^1.81 m2/s.
Diffusivity vapour_diffusivity(Temperature temperature);

/// Heat that evaporates a mass of water, 2.501e6 - 2361 (T - 273.15 K), in J/kg; linear fit for 0 .. 40 C.
double latent_heat(Temperature temperature);

}  // namespace dermavox::transport
