/// What a needle does to the skin that it is drawn through sideways: carry it along, and cut what cannot follow.
///
/// While the tip is in, the device moves by x. Of that the needle moves by delta against the skin round it, the rest
/// is the skin's common displacement C F under all needles of the array and their bending; the barrier is cut by s,
/// the tissue below by s_d:
///     F_s = ss (delta - s) - sd (delta - s_d)      F_d = dd (delta - s_d) - sd (delta - s)
///     x = delta + C (F_s + F_d),                   C = 1/k_array - 1/k_needle + l^3/(3 E I)
/// ss, sd, dd: stiffness of the needle embedded to L, from a finite-element solution of its layered skin; k_array:
/// mean force per common displacement of all needles, with the surface's tangential response between them
/// (tangential_response.hpp, mean over the directions of travel); l, E I: of the free needle. Each part cuts while
/// its force exceeds
///     barrier  W_s (b + r) h      a sheet that is destroyed as wide as the edge and a zone b beside it; r = R0, the
///     needle's radius at the surface; on the way out, blunted by the recoil
///                                 c of the hole cut on the way in, max(R0, c R0max)
///     below    int edge_resistance dz        over the inserted length below the barrier (cutting_law.hpp)
///
/// A stroke: L (1 - t^2), -1 <= t <= 1, x (1 + t)/2 of a pen, x (1 + t^3)/2 of a rolling drum, in 100 steps. Up to
/// the travel at which the first of the two cuts everything is proportional to x, and looked up.
///
/// Limits: linear in delta; tissue that the tip reaches later counts as displaced since the puncture; every needle of
/// the array counts as inserted as deep; no turning of the needle; smooth barrier (furrows soften it). The barrier's
/// resistance was never measured by itself: see the spreads of mechanics.barrier_*.
#pragma once

#include "dermavox/device/device.hpp"
#include "dermavox/mechanics/parameters.hpp"
#include "dermavox/skin/layer.hpp"

#include <vector>

namespace dermavox::mechanics {

/// SI.
struct SidewaysCut {
    double surface = 0;  ///< length cut in the barrier; where the skin has none, below
    double below = 0;    ///< length cut in the tissue below the barrier
    double force = 0;    ///< largest sideways force on the needle
    double load = 0;     ///< largest of F_d over what cuts the tissue below, 0 .. 1
};

/// One needle of an array in one skin: set up in some tens of milliseconds.
class SidewaysLaw
{
public:
    /// `stiffening`: of all moduli but the barrier's at the stroke's rate; `time`: that the needle is in the skin.
    SidewaysLaw(const skin::Stack& skin, const device::Device& device, const device::Needle& needle,
                const Parameters& parameters, double stiffening, double time);

    /// A stroke inserted to L while the device moves by x, both >= 0.
    SidewaysCut stroke(double inserted, double travel) const;
    /// Travel at which the barrier is first cut [m]; infinite where it is not.
    double first_cut(double inserted) const;

private:
    struct Depth {  ///< what holds the needle when it is inserted so deep
        double ss = 0, sd = 0, dd = 0, common = 0;
        double radius = 0, below = 0;  ///< at the surface; line force that cuts the tissue below, summed
        double whole() const { return ss - 2 * sd + dd; }
    };
    struct Onset {  ///< largest per travel of a stroke
        double force = 0, barrier = 0, below = 0;
    };
    Depth at(double inserted) const;
    double barrier_strength(const Depth& now, double inserted, double widest, bool out) const;
    double travelled(double t) const { return (1 + (m_rolls ? t * t * t : t)) / 2; }
    Onset onset(double inserted) const;
    SidewaysCut march(double inserted, double travel) const;

    double m_step = 1;  ///< between the depths
    std::vector<Depth> m_depths;
    std::vector<Onset> m_onsets;
    double m_thickness = 0, m_recoil = 1;  ///< of the barrier
    double m_work = 0, m_zone = 0;         ///< of its cut
    bool m_rolls = false;
};

}  // namespace dermavox::mechanics
