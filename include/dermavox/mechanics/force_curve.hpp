/// Force against depth of a device's stroke into whole skin and out again: what `dermavox indent` prints.
///
/// All needles at their seats, median thresholds, the device at its working level. Breaks are located to
/// rounding, and between them the work int F dz is integrated adaptively, so that
///     work in = stored + broken + cut + spread + friction + viscous
/// holds to 1e-6 of the largest work going in, to 2e-6 coming out, and to 5e-5 where needles stand on bone or slip
/// within the skin. stored: elastic, in the dimples and between needles and cap; broken: released where a layer gives
/// way or the needle slips on into something softer, or where the skin lets go of a needle that leaves; spread comes
/// back on the way out. Of a stamp the base's force and work count too, and needles follow tables, to about 1e-3.
///
/// Viscosity: going in, skin has its moduli for the stroke's time. At the turn the elastic stress of dimples, of what
/// needles and cap do to each other and of the stretched holes relaxes at held shape by the share eta that a stroke
/// of skin whose moduli fall as t^-m does not give back (viscous_loss.hpp). `viscous` is what is lost there; coming
/// out, all that is elastic has (1 - eta) of its force. The cap's own force was there before and stays.
#pragma once

#include "dermavox/device/drive.hpp"
#include "dermavox/mechanics/press.hpp"

#include <vector>

namespace dermavox::mechanics {

/// [J], since first touch.
struct WorkSplit {
    double in = 0;  ///< done by the needles on the skin
    double stored = 0, broken = 0, cut = 0, spread = 0, friction = 0, viscous = 0;
    double spent() const { return stored + broken + cut + spread + friction + viscous; }
};

/// SI.
struct CurvePoint {
    double set = 0;    ///< dial depth minus what the device is above its deepest point
    double total = 0;  ///< of all needles
    double cap = 0;    ///< force of the cap on the skin
    bool leaving = false;
    std::vector<double> force{}, inserted{};  ///< by needle
    WorkSplit work{};
};

struct Break {
    double set = 0;
    std::size_t needle = 0, layer = 0;  ///< layer that gave way, from the top
    double force = 0;                   ///< on that needle
};

struct ForceCurve {
    std::vector<CurvePoint> points;  ///< in, then out; two at the same depth where layers broke
    std::vector<Break> breaks;
    bool ends_early = false;  ///< no balance further out: dimples of needles so close overlap past linear theory
    double peak() const;      ///< largest total [N]
};

/// Without the work every WorkSplit is 0, and breaks are located to 1/250 of a point's step: much faster. way_in:
/// forces down to the turn.
enum class Follow { way_in, forces, forces_and_work };

/// `points` on the way in, > 1; as dense on the way out, which ends when the last needle is free. `channel`: depth of
/// a channel that stands open under every needle. Throws core::Failure (3) where the way in has no balance.
ForceCurve force_curve(const Press& press, int points, Length channel = {}, Follow follow = Follow::forces_and_work);

/// Largest torque of the needles on a drive's shaft, total |dz/da| with z its tip depth [J].
Energy peak_torque(const ForceCurve& curve, const device::Drive& drive, Length dial);

}  // namespace dermavox::mechanics
