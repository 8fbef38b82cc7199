#include "engine/mechanics/large_strain/law.hpp"

#include <cmath>

namespace dermavox::mechanics::large_strain {

namespace {

using Four = Eigen::Matrix<double, 4, 1>;  // rr, zz, rz, tt; of strains twice rz
using FourByFour = Eigen::Matrix<double, 4, 4>;

// Principal values of stress and tangent, by squares c of the stretches.
struct Principal {
    double stress, stiffness;  // S_a, C_aaaa

    Principal(const Material& m, double c, double ln_j)
    {
        const double power = std::pow(c, m.alpha / 2);
        stress = (2 * m.shear_modulus / m.alpha * (power - 1) + m.lame * ln_j) / c;
        stiffness = (2 * m.shear_modulus * power + m.lame) / (c * c) - 2 * stress / c;
    }
};

// Turns strains into principal axes 1, 2 of the section, at cosine c and sine s to r.
FourByFour turned(double c, double s)
{
    FourByFour q;
    q << c * c, s * s, c * s, 0,  //
        s * s, c * c, -c * s, 0,  //
        -2 * c * s, 2 * c * s, c * c - s * s, 0, 0, 0, 0, 1;
    return q;
}

// dE of dF.
Eigen::Matrix<double, 4, 5> strain_of(const Five& f)
{
    Eigen::Matrix<double, 4, 5> t;
    t << f[0], 0, f[2], 0, 0,  //
        0, f[1], 0, f[3], 0,   //
        f[1], f[0], f[3], f[2], 0, 0, 0, 0, 0, f[4];
    return t;
}

}  // namespace

bool stress_at(const Material& m, const Five& f, Stress& stress)
{
    const double section = f[0] * f[3] - f[1] * f[2], j = section * f[4];
    if (!(section > 0) || !(f[4] > 0)) return false;
    const double ln_j = std::log(j);
    const double rr = f[0] * f[0] + f[2] * f[2], zz = f[1] * f[1] + f[3] * f[3], rz = f[0] * f[1] + f[2] * f[3];
    const double half = std::hypot((rr - zz) / 2, rz), c1 = (rr + zz) / 2 + half, c2 = section * section / c1;
    const double ct = f[4] * f[4], angle = 0.5 * std::atan2(2 * rz, rr - zz);
    const Principal one(m, c1, ln_j), two(m, c2, ln_j), around(m, ct, ln_j);
    const double across = m.lame / (c1 * c2);
    const double shear = c1 - c2 > 1e-4 * c1 ? (one.stress - two.stress) / (c1 - c2)
                                             : ((one.stiffness + two.stiffness) / 2 - across) / 2;
    FourByFour principal;
    principal << one.stiffness, across, 0, m.lame / (c1 * ct),  //
        across, two.stiffness, 0, m.lame / (c2 * ct),           //
        0, 0, shear, 0, m.lame / (c1 * ct), m.lame / (c2 * ct), 0, around.stiffness;
    const FourByFour q = turned(std::cos(angle), std::sin(angle));
    Four s = q.transpose() * Four(one.stress, two.stress, 0, around.stress);
    s[0] += m.prestress, s[3] += m.prestress;
    const Eigen::Matrix<double, 4, 5> t = strain_of(f), qt = q * t;
    stress.nominal.noalias() = t.transpose() * s;
    stress.tangent.noalias() = qt.transpose() * (principal * qt);
    for (const int i : {0, 2}) {
        stress.tangent(i, i) += s[0], stress.tangent(i + 1, i + 1) += s[1];
        stress.tangent(i, i + 1) += s[2], stress.tangent(i + 1, i) += s[2];
    }
    stress.tangent(4, 4) += s[3];
    return true;
}

}  // namespace dermavox::mechanics::large_strain
