/// A smooth random surface over a periodic patch, read at any point.
///
/// White noise n on a lattice of pitch a = l/2 is smoothed twice by b = (1 4 1)/6 along x and along y, and
/// read through the uniform cubic B-spline B:
///
///     f(x, y) = sum_ij c_ij B(x/a - i) B(y/a - j),   c = s/v (b*b)_x (b*b)_y n
///
/// Three convolved cubic B-splines have variance a^2 (1/3 + 1/3 + 1/3) and are a Gaussian to 0.2 % of the
/// peak, so the correlation is C(r) = s^2 exp(-r^2/l^2) to 0.003 s^2, alike in all directions, with the
/// spectrum S(k) = s^2 l^2/(4 pi) exp(-k^2 l^2/4). The patch holds whole lattice cells, which rounds l: by at
/// most the share l/(4 W) in a patch of width W. The mean over the patch is taken out, so a patch that is not
/// large against l is smoother than s says, as it would be on real skin.
#pragma once

#include "dermavox/core/random.hpp"

#include <cstdint>
#include <vector>

namespace dermavox::skin {

struct Roughness {
    double deviation;           ///< s, standard deviation [m], > 0
    double correlation_length;  ///< l [m], > 0
};

class HeightField
{
public:
    /// The flat surface.
    HeightField() = default;
    /// One field per (random, number), periodic over width x height [m]. Throws core::Failure (69) where
    /// l needs more than 2^26 lattice points.
    HeightField(Roughness roughness, double width, double height, const core::Random& random, std::uint64_t number);

    /// Height [m] at (x, y) [m], anywhere in the plane.
    double at(double x, double y) const;
    bool flat() const { return m_nodes.empty(); }

private:
    int m_nx = 0, m_ny = 0;
    double m_per_x = 0, m_per_y = 0;  ///< lattice cells per metre
    std::vector<float> m_nodes;       ///< c_ij [m], row j after row j - 1
};

}  // namespace dermavox::skin
