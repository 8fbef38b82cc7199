/// How far the skin's surface sinks, per newton, under discs, points and rings of normal load: inverse Hankel
/// transforms of the layered kernel.
///
/// The short-wave part 1/(M k) is transformed in closed form (Love, doi:10.1098/rsta.1929.0009, for a disc
/// of uniform pressure; Boussinesq 1/(2 pi M r) for a point); only the rest, which falls off with the depth
/// of the first interface, is integrated numerically: Gauss panels, graded at long waves, one per half
/// oscillation elsewhere. Plain doubles, SI.
#pragma once

#include "dermavox/mechanics/layered_kernel.hpp"

#include <array>
#include <span>
#include <vector>

namespace dermavox::mechanics {

/// Sink per newton at distance r >= 0 from the axis of a disc of radius a > 0 under uniform pressure [m/N].
double disc_sink(const ElasticStack& stack, double a, double r);

/// The same for a skin at many distances: what `dermavox kernel` prints.
std::vector<double> disc_sink(const skin::Stack& skin, Length radius, std::span<const double> distances);

/// The stack under a force F that presses it in over a radius R. As of a needle's own dimple, the skin carries a deep
/// sink W over a patch that grows with it,
///     W = F c(R + lambda W)          c: sink per newton of a disc
/// and A is the draping at which a disc of radius R sinks by W. With lambda = 0 the stack stays as it is.
/// Requires R > 0, F >= 0, lambda >= 0; of `stack` the draping is not read.
ElasticStack draped(const ElasticStack& stack, Length radius, Force force, double lambda);

/// The stack under a push that lets a disc of radius R sink by `share` of what it does in the undraped skin, per
/// newton. Requires R > 0, 0 < share <= 1; of `stack` the draping is not read.
ElasticStack draped_to(const ElasticStack& stack, Length radius, double share);

/// The force at which the same skin has taken up this much energy, int_0^W F dW'.
Force draping_force(const ElasticStack& stack, Length radius, Energy energy, double lambda);

/// Tables of one stack for the array model, built once and shared (a few milliseconds).
class SurfaceResponse
{
public:
    explicit SurfaceResponse(const ElasticStack& stack);

    /// Sink per newton at the centre of a disc of radius a: a needle's own compliance [m/N].
    double self(double a) const { return look_up(m_self, a); }
    /// d(1/self)/da [N/m^2]
    double self_stiffness_slope(double a) const;
    /// Sink per newton at distance r from a point load [m/N]. r > 0.
    double point(double r) const { return look_up(m_point, r); }
    /// Sink per newton at distance r from a point load, without its waves shorter than about `scale`: as seen from a
    /// height scale/2,  1/(2 pi) int G e^(-k scale/2) J0(k r) k dk  [m/N]. scale > 0, r >= 0. Computed, not looked
    /// up.
    double smoothed(double scale, double r) const;
    /// Sink per newton at distance r from the axis of a ring of uniform pressure [m/N]. 0 <= inner < outer.
    double ring(double inner, double outer, double r) const;
    /// Mean sink under that ring per newton on it [m/N].
    double ring_self(double inner, double outer) const;
    /// Sink per newton of a disc of radius a when waves are stiffened as `by` is draped; `by`'s layers are not read.
    double draped_self(double a, const ElasticStack& by) const;

    /// Of a skin that is stiffer throughout by this factor, in tension and inertia too. > 0.
    SurfaceResponse scaled(double stiffness) const;

private:
    // Values times distance (a slowly varying apparent modulus), evenly spaced in ln distance.
    using Table = std::vector<double>;
    double look_up(const Table& table, double distance) const;
    double rest(double k) const;  // k M G - 1
    double disc(double a, double r) const;

    double m_stiffness;
    double m_extent;  ///< depth over which the stack's response changes [m]
    std::vector<double> m_rest;
    Table m_self, m_point;
    std::vector<std::array<double, 4>> m_self_cubics;  ///< by the first of the four values it runs through
};

}  // namespace dermavox::mechanics
