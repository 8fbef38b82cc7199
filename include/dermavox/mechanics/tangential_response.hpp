/// How far the skin's surface moves along a tangential point load, per newton:
///
///     ahead   u = 1/(2 pi) int_0^inf [G_P (J0(kr) - J1(kr)/(kr)) + G_S J1(kr)/(kr)] k dk
///     beside  G_P and G_S swapped
///
/// at distance r in the load's direction and at right angles to it; at an angle a from the load ahead cos^2 a +
/// beside sin^2 a. Half-space: 1 and 1 - nu over 2 pi mu r (Cerruti 1882). Of short waves the closed form, the rest
/// by quadrature, as in surface_response.hpp.
#pragma once

#include "dermavox/mechanics/layered_kernel.hpp"

#include <vector>

namespace dermavox::mechanics {

/// Tables of one stack. SI.
class TangentialResponse
{
public:
    /// For distances between `nearest` and `farthest`, both > 0; beyond them the nearer one's apparent modulus.
    TangentialResponse(const ElasticStack& stack, double nearest, double farthest);

    double ahead(double r) const { return look_up(m_ahead, r); }    ///< [m/N]
    double beside(double r) const { return look_up(m_beside, r); }  ///< [m/N]

private:
    double look_up(const std::vector<double>& table, double r) const;

    double m_first, m_step;                 ///< of the distances' logarithms
    std::vector<double> m_ahead, m_beside;  ///< times distance
};

}  // namespace dermavox::mechanics
