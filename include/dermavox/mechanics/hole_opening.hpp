/// Opening of a hole in prestretched tissue to a shaft's radius R, per depth: the tissue in its way ruptures, or a
/// crack is cut and the rest is stretched open.
///
/// A crack of half length a has the perimeter of a round hole of radius A, 4 a = 2 pi A. Widened to R in plane
/// strain, tissue that was at rho from the axis stands at r with r^2 - rho^2 = R^2 - A^2; its stretches are l0 x and
/// l0/x with x = r/rho, so that with Psi(x) of dermis_law.hpp and sigma0 = sigma(l0, l0)
///     I(s)  = int_1^s [Psi(x) - Psi(1)] x/(x^2 - 1)^2 dx
///     e(R)  = min over A of  pi A J + (R^2 - A^2) [2 pi I(R/A) - pi sigma0]          [J/m]
///     A = 0:  e = G R^2,  G = 2 pi I(inf) - pi sigma0      everything that is in the way ruptures
///     q(R)  = e'/(2 pi R) = 2 I(s) + (s - 1/s) I'(s) - sigma0,  s = R/A; G/pi for A = 0       wall pressure [Pa]
/// (sigma0 pulls the wall back and so does work pi (R^2 - A^2) sigma0.) The branch A = 0 is the cheaper one below a
/// radius near pi J/G, where the slope of e drops: the force on thin shafts grows as R^2, that on thick ones as R.
/// The shares of e:
///     cut    = pi A J + 2 pi (R^2 - A^2) [I(s) - I(min(s, s_b))]     dissipated, s_b = stretch of greatest dPsi/ds
///     spread = e - cut = (R^2 - A^2) [2 pi I(min(s, s_b)) - pi sigma0]       comes back on the way out
/// Neo-Hookean tissue that does not rupture (k1 = 0, Phi infinite): I = mu/2 ln s.
///
/// Crack and round hole: Shergold and Fleck 2004, doi:10.1098/rspa.2004.1315; rupture instead of a crack follows from
/// the limit of energy. Steady cutting in plane strain; what happens above and below is the dimple's.
#pragma once

#include "dermavox/mechanics/dermis_law.hpp"

#include <vector>

namespace dermavox::mechanics {

/// SI; energies per depth [J/m].
struct Opening {
    double cut = 0, spread = 0;
    double pressure = 0;  ///< q [Pa]
    double crack = 0;     ///< A [m]; 0 where the tissue ruptures
};

class HoleOpening
{
public:
    /// J >= 0 [J/m2]; J = 0 opens any hole free of charge. l0 >= 1. The law's Phi or J must be finite.
    HoleOpening(const DermisLaw& law, double toughness, double prestretch = 1);

    Opening open(double radius) const;                ///< R >= 0 [m]
    double rupture() const { return m_rupture; }      ///< G [Pa]; infinite where nothing ruptures
    double crossover() const { return m_crossover; }  ///< radius from which cracks are the cheaper way [m]
    double integral(double stretch) const;            ///< I [Pa], stretch >= 1

private:
    double gain(double x) const;                                      // Psi(x) - Psi(1)
    double slope(double s) const;                                     // I'
    double price(double log_gap, double toughness_per_radius) const;  // e/R^2 with a crack, s = 1 + exp(log_gap)
    double best(double toughness_per_radius) const;                   // log_gap of the least price
    Opening ruptured(double radius) const;

    DermisLaw m_law;
    double m_toughness, m_prestretch, m_stress, m_energy;  // sigma0 and Psi(1)
    std::vector<double> m_integral;                        // at stretches 1 + exp(x), x evenly spaced
    std::vector<double> m_inverse, m_ring;                 // 1/s and what is stretched open of e/R^2, there
    double m_peak = 0;                                     // s_b; infinite where nothing ruptures
    double m_rupture = 0, m_crossover = 0;
};

}  // namespace dermavox::mechanics
