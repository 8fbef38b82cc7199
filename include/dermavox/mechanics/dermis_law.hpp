/// Stress and energy of dermis under stretches in the skin's plane: a soft matrix, and fibres that lock and rupture.
///
/// Incompressible and isotropic in the plane, l3 = 1/(l1 l2), E = max(0, (l1^2 + l2^2)/2 - 1) the fibres' mean
/// strain:
///     W   = mu/2 (l1^2 + l2^2 + l3^2 - 3) + Wf(E),   Wf' = k1 E exp(k2 E^2) up to E_t, where its slope reaches K;
///                                                    then straight with slope K
///     E_t: exp(y)(1 + 2 y) = K/k1 with y = k2 E_t^2, so y = W0(sqrt(e)/2 K/k1) - 1/2 (Lambert's function)
///     Psi = Phi (1 - exp(-W/Phi))                                  energy per volume [J/m3], at most Phi
///     sigma_i = exp(-W/Phi) [mu (l_i^2 - l3^2) + Wf' l_i^2]        Cauchy stress, no stress across the sheet [Pa]
///
/// E, instead of an exponent on each stretch, tells a strip (l2 = 1) from an equibiaxial pull. K is the modulus of
/// straight collagen fibres, Phi the work of rupture: the area under a stress-strain curve pulled to its end.
/// Fibres: Holzapfel, Gasser and Ogden 2000, doi:10.1023/A:1010835316564. Limit of energy: Volokh 2007,
/// doi:10.1016/j.jmps.2007.02.012.
///
/// Limits: skin is not isotropic in its plane; the law stands between along and across its lines. No rate.
#pragma once

namespace dermavox::mechanics {

/// [Pa] but for fibre_stiffening [1]. All > 0 and finite but where said.
struct DermisConstants {
    double matrix = 0;            ///< mu, shear modulus of the matrix
    double fibre = 0;             ///< k1, >= 0: fibres' modulus at small strain
    double fibre_stiffening = 1;  ///< k2
    double fibre_limit = 0;       ///< K, may be infinite
    double rupture = 0;           ///< Phi, may be infinite: nothing breaks
    bool operator==(const DermisConstants&) const = default;
};

class DermisLaw
{
public:
    explicit DermisLaw(const DermisConstants& constants);

    /// Stretches > 0.
    double energy(double l1, double l2) const;    ///< Psi
    double stress(double l1, double l2) const;    ///< sigma along l1
    double locking() const { return m_locking; }  ///< E_t
    double rupture() const { return m_of.rupture; }

    /// l0 >= 1 with sigma(l0, l0) = stress. Throws core::InputError for a negative stress and for one that the fibres
    /// do not bear.
    double prestretch(double stress) const;

private:
    double stored(double l1, double l2) const;  // W
    double fibre_energy(double strain) const;   // Wf
    double fibre_slope(double strain) const;    // Wf'

    DermisConstants m_of;
    double m_locking;
};

}  // namespace dermavox::mechanics
