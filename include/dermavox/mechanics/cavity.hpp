/// Opening of a hole in tissue by a shaft: a crack is cut and the rest is stretched open.
///
/// A crack of half length a opens to a circle of radius R; with the perimeter kept, 4 a = 2 pi A, it behaves
/// as a round hole of radius A = 2 a/pi that is expanded by the stretch s = R/A (plane strain,
/// incompressible, Ogden energy W = 2 mu/alpha^2 (s^alpha + s^-alpha - 2)). Per unit depth
///     cut     2 a J = pi A J
///     spread  mu R^2 f(s),  f = pi K (1 - 1/s^2) I(s),  K = 4/alpha^2
///             I(s) = int_1^s x (x^(alpha/2) - x^(-alpha/2))^2/(x^2 - 1)^2 dx
/// and A is the one of least total energy (Shergold and Fleck 2004, doi:10.1098/rspa.2004.1315), so that the
/// wall pressure q = mu K [I + (s^2 - 1) I'(s)/(2 s)] pays for both: d(cut + spread)/dR = 2 pi R q.
/// alpha = 2: I = ln s, q = mu [ln s + (1 - 1/s^2)/2].
#pragma once

#include <vector>

namespace dermavox::mechanics {

/// SI; energies per depth [J/m].
struct Opening {
    double cut = 0, spread = 0;
    double pressure = 0;  ///< q [Pa]
};

class Cavity
{
public:
    /// alpha >= 2.
    explicit Cavity(double alpha);
    /// Radius R >= 0, shear modulus mu > 0, toughness J >= 0. J = 0 cuts the whole hole free of charge.
    Opening open(double radius, double shear_modulus, double toughness) const;

private:
    double slope(double stretch) const;     // I'
    double integral(double stretch) const;  // I
    double price(double stretch) const;     // J/(mu R) at which this stretch is best

    double m_alpha;
    std::vector<double> m_integral;  // at stretches 1 + exp(x), x evenly spaced
};

}  // namespace dermavox::mechanics
