/// The surface micro-relief: primary furrows between plateaus.
///
/// Two sets of parallel, wavy furrows cross the patch, each with a smooth groove
///
///     g(s) = (1 - 4 s^2/w^2)^2  for |s| < w/2, else 0,      s = distance from the furrow's middle line
///
/// and cut z(x, y) = D [1 - (1 - g_1)(1 - q g_2)] deep into the plateaus, which stay at z = 0: devices rest on
/// them. The interfaces below follow with a share that falls linearly from 1 at the surface to 0 at `carried`.
///
/// Statistics: the furrows of a set lie whole numbers of times in the patch, so the spacing is rounded to
/// that; with m = 8 w/(15 spacing) the mean of g is m and the mean depth D [1 - (1 - m)(1 - q m)].
///
/// Two directions in young skin, of which one fades with age; depths constant to 40 years, then rising to above
/// 100 um past 80 (volar forearm, 116 persons): Corcuff et al., Skin relief and aging, J. Soc. Cosmet. Chem.
/// 34, 177-190, 1983.
#pragma once

#include "dermavox/skin/property.hpp"

namespace dermavox::skin {

struct Relief {
    Property<Length> depth{{0}, 0, Basis::assumed, "smooth unless stated"};                 ///< D, >= 0
    Property<Length> spacing{0.4_mm, 0, Basis::assumed, "no figure adopted"};               ///< within a set, > 0
    Property<Length> width{0.12_mm, 0, Basis::assumed, "no figure adopted"};                ///< w, > 0, <= spacing
    Property<Ratio> second{1.0, 0, Basis::proposed, "two equal directions in young skin"};  ///< q, 0 .. 1
    Property<Angle> direction{0.4, 0, Basis::assumed, "depends on site and posture"};       ///< of set 1, from +x
    Property<Angle> crossing{1.2, 0, Basis::assumed, "rhombic plateaus"};                   ///< set 1 to set 2
    Property<Ratio> waviness{0.25, 0, Basis::assumed, "no figure adopted"};    ///< deviation/spacing, 0 .. 0.5
    Property<Length> carried{0.3_mm, 0, Basis::assumed, "no figure adopted"};  ///< > 0
};

}  // namespace dermavox::skin
