/// Force against depth of a device's stroke into whole skin and out again: what `dermavox indent` prints.
///
/// All needles at their seats, median thresholds, the device at its working level; a stamp comes down with its base.
/// The stroke is followed in small steps of the device (array_contact.hpp), and where its work goes is booked:
///     work in = stored + broken + cut + spread + friction + viscous
/// work in: force times way by the trapezoidal rule. stored: elastic, in the skin. broken: released at one place of
/// the device where layers break or needles slide. cut, spread, friction: from the resistance's work
/// (insertion_law.hpp); spread comes back on the way out. The sides agree to the errors of the steps and of the
/// shares that loads have in bands, which are renewed from step to step: 2 % of the largest work at 200 points
/// (tests/mechanics/force_curve_test.cpp).
///
/// Viscosity: going in, skin has its moduli for the stroke's time. At the turn all elastic stress relaxes at held
/// shape by the share that a stroke of skin whose moduli fall as t^-m does not give back (viscous_loss.hpp).
/// `viscous` is what is lost there; coming out, all that is elastic has the rest of its force. The cap's own force
/// was there before and stays.
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
    double peak() const;  ///< largest total [N]
};

/// Without the work every WorkSplit is 0, and each point is one step instead of four. way_in: forces down to the
/// turn.
enum class Follow { way_in, forces, forces_and_work };

/// `points` on the way in, > 1; as dense on the way out, which ends when the last needle is free. `channel`: depth of
/// a channel that stands open under every needle. Throws core::Failure (3) where no balance is found.
ForceCurve force_curve(const Press& press, int points, Length channel = {}, Follow follow = Follow::forces_and_work);

/// Largest torque of the needles on a drive's shaft, total |dz/da| with z its tip depth [J].
Energy peak_torque(const ForceCurve& curve, const device::Drive& drive, Length dial);

}  // namespace dermavox::mechanics
