/// The surface of an elastic half-space under a load that is put on at once.
///
/// Pekeris 1955, doi:10.1073/pnas.41.7.469, for a point load and Poisson's ratio 1/4; over the static displacement,
/// at tau = c_s t/r with c_s the speed of shear waves and g = sqrt(3 + sqrt 3)/2 the arrival of the Rayleigh wave:
///     0                                                                                          tau < 1/sqrt 3
///     1/12 [6 - sqrt 3/sqrt(tau^2 - 1/4) - sqrt(3 sqrt 3 + 5)/sqrt(g^2 - tau^2)
///             + sqrt(3 sqrt 3 - 5)/sqrt(tau^2 - 3/4 + sqrt(3)/4)]                                 tau < 1
///     1/6 [6 - sqrt(3 sqrt 3 + 5)/sqrt(g^2 - tau^2)]                                             tau < g
///     1                                                                                          beyond
#pragma once

namespace dermavox::verify {

/// tau > 0.
double point_step(double tau);

/// Displacement at the centre of a disc of radius a under uniform pressure that has grown evenly for the time t, over
/// the static one at that pressure; x = c_s t/a > 0. Superposition of point loads over disc and time:
///     1/(2 x) [int_0^x point_step dtau + x^2 int_x^inf point_step/tau^2 dtau]
double disc_ramp(double x);

}  // namespace dermavox::verify
