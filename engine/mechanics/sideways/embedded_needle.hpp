/// Sideways stiffness of one needle in layered skin: first_harmonic.hpp on a mesh round the needle.
///
/// The needle is bonded and does not turn: U = V = shift, W = 0 on its surface. Its part in the barrier shifts by a,
/// the part below by b:
///     F_barrier = ss a - sd b,   F_below = -sd a + dd b
/// From one to the other the shift changes linearly over 0.6 of the barrier's thickness below it. A jump at one point
/// would take infinite energy: ss, sd and dd all grow by the logarithm of that length, a tenth when it is halved; ss
/// - sd, dd - sd and the whole needle's stiffness hardly depend on it. Skin ends, fixed, at 60 mm from the needle and
/// below. A needle that lets the skin slip is 6 to 9 % softer. Where the stack has no barrier the whole needle is
/// "below" and ss = sd = 0.
#pragma once

#include "dermavox/device/profile.hpp"
#include "dermavox/mechanics/layered_kernel.hpp"

namespace dermavox::mechanics {

struct EmbeddedStiffness {
    double ss = 0, sd = 0, dd = 0;  ///< [N/m], >= 0
    double whole() const { return ss - 2 * sd + dd; }
};

/// Fineness of the mesh: by default within 2 % in a few milliseconds.
struct EmbeddedMesh {
    double outer = 60e-3;    ///< radius and depth of the block [m]
    double first = 0.2;      ///< width of the elements at the needle over its radius at the surface
    double grow_across = 3;  ///< width of an element over that of its inner neighbour
    double grow_down = 2;    ///< height of an element over its distance from the barrier's lower face or the tip
};

/// `barrier`: thickness of the first layer, 0 = none. Requires inserted > 0.
EmbeddedStiffness embedded_stiffness(const ElasticStack& stack, double barrier, const device::Profile& needle,
                                     double inserted, const EmbeddedMesh& mesh = {});

}  // namespace dermavox::mechanics
