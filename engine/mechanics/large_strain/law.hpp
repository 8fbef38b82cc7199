/// Compressible Ogden solid under in-plane prestress: stress and tangent at one point of an axisymmetric or plane
/// body.
///
///     W = (2 mu/alpha^2) (l1^alpha + l2^alpha + l3^alpha - 3) - (2 mu/alpha) ln J + (lam/2) (ln J)^2
///
/// l: principal stretches, J = l1 l2 l3, lam = 2 mu nu/(1 - 2 nu). alpha = 2 is neo-Hookean. Its second
/// Piola-Kirchhoff stress has the principal values S_a = [(2 mu/alpha) (l_a^alpha - 1) + lam ln J]/l_a^2; the
/// prestress is added to those along r and around, and stays as it is (Ogden 1984, Non-linear Elastic Deformations,
/// section 7). SI.
#pragma once

#include <Eigen/Core>

namespace dermavox::mechanics::large_strain {

struct Material {
    double shear_modulus = 0;  ///< mu > 0
    double lame = 0;           ///< lam >= 0
    double alpha = 2;          ///< > 0
    double prestress = 0;      ///< s >= 0
};

/// Deformation gradient and what is conjugate to it, in the order rr, rz, zr, zz, tt: displacement's component first,
/// direction in the undeformed body second; tt around the axis.
using Five = Eigen::Matrix<double, 5, 1>;

struct Stress {
    Five nominal;                         ///< first Piola-Kirchhoff stress
    Eigen::Matrix<double, 5, 5> tangent;  ///< its exact derivative
};

/// False, and nothing set, where the body is turned inside out (J <= 0).
bool stress_at(const Material& material, const Five& gradient, Stress& stress);

}  // namespace dermavox::mechanics::large_strain
