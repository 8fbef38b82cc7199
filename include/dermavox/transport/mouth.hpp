/// One opening in the barrier and the resistances [s/m3] that water meets on its way through.
///
/// The potential is the equivalent vapour density psi = water activity x saturated vapour density [kg/m3];
/// flux = -kappa grad psi, so that a resistance is a potential difference over a mass flow [kg/s].
#pragma once

namespace dermavox::transport {

/// An elliptic opening. SI, radians.
struct Mouth {
    double x = 0, y = 0;
    double long_semi_axis = 0, short_semi_axis = 0;  ///< long >= short > 0
    double depth = 0;                                ///< of the channel below it, > 0
    double angle = 0;                                ///< of the long axis, from +x
};

/// From an elliptic mouth into a half-space of diffusivity kappa:
///
///     R = K(e) / (2 pi a kappa),  e^2 = 1 - b^2/a^2
///
/// a disc gives 1/(4 a kappa). a, b: semi-axes [m], a >= b > 0; kappa > 0 [m2/s]. The capacity of an
/// elliptic plate, e.g. Landau and Lifshitz, Electrodynamics of Continuous Media, section 4.
double mouth_resistance(double a, double b, double kappa);

/// Radius of the disc with the same mouth resistance, pi a/(2 K(e)) [m].
double equivalent_radius(double a, double b);

/// Length/(area kappa): one dimension along a column.
double column_resistance(double length, double area, double kappa);

/// How far neighbours lower a mouth's resistance: each mouth owns the cell of area 1/n, and its flux need not
/// spread further than that.
///
///     f(eps) = 1 - 1.40925 eps + 0.33801 eps^3 + 0.06790 eps^5,  eps = a sqrt(pi n)
///
/// the first terms of Fok's series for a hole in a wall across a tube. The polynomial holds to eps = 0.9;
/// from there on f falls linearly to 0 at eps = 1, where no wall is left, and is 0 beyond.
/// eps < 0, of a mouth that others crowd more than an even pattern would: its first two terms.
double interaction(double eps);
inline constexpr double interaction_limit = 0.9;

/// Through one channel between two half-spaces: flanged tube of length L and radius a, filled with kappa,
/// with the end correction dl = pi a/4 of a disc at each end,
///
///     R = (L + 2 dl)/(pi a^2 kappa)
///
/// exact limits of dl are pi a/4 (uniform potential in the mouth, used here) and 8 a/(3 pi) (uniform flux).
double tube_resistance(double length, double radius, double kappa);

}  // namespace dermavox::transport
