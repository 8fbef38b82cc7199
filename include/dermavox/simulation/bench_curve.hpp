/// A force-depth curve as a testing machine writes it, made ready for a fit.
///
/// Position: turned round where the machine counts upwards; smoothed on the way in to the monotone curve next to it
/// in the sense of least squares (isotonic regression by pooling adjacent violators), which takes out an encoder's
/// jitter. Loading ends at the deepest reading; readings that stay there are a dwell, those after it the withdrawal.
///
/// Contact x0: on the way in up to a tenth of the largest force,
///     F(x) = b + c1 (x - x0) + c2 (x - x0)^2  past x0,  F(x) = b  before it
/// is fitted for every x0 on a grid; x0 is that of the least squares, its standard error from the profile of the sum
/// of squares (where it has grown by the residual variance) and from the spacing of the readings. With fewer than
/// three readings before contact b is taken as none.
///
/// Tare: the mean force before contact. Drift: of the force in time, from the mean before contact to that after the
/// withdrawal, or from the slope before contact, where either is four times its standard error.
#pragma once

#include "dermavox/scene/measured.hpp"

#include <optional>
#include <string>
#include <vector>

namespace dermavox::simulation {

/// A point of the way in.
struct BenchPoint {
    double travel = 0;  ///< of the needles since contact [m], ascending from 0
    double force = 0;   ///< without tare and drift [N]
};

struct BenchCurve {
    std::vector<BenchPoint> points;
    double contact = 0;        ///< position of the machine at contact, in its own count [m]
    double contact_error = 0;  ///< standard error [m]; 0 where the contact was given
    bool contact_given = false;
    double tare = 0;   ///< [N]
    double drift = 0;  ///< from contact to the deepest reading [N]
    double noise = 0;  ///< standard deviation of the force before contact [N]; 0 with fewer than three readings there
    double jitter = 0;  ///< root mean square that smoothing moved the positions by [m]
    bool force_turned = false, position_turned = false;
    std::size_t approach = 0, loading = 0, dwell = 0, withdrawal = 0;  ///< readings of each part
    double dwell_drop = 0;                                             ///< of the force during the dwell [N]
};

/// @param contact  position at contact in the machine's own count; found where it is not given
/// Throws core::InputError for fewer than 10 readings of the way in, a way in that turns back, no force, a curve that
/// begins when the needles are in contact already, or a contact outside the curve.
BenchCurve bench_curve(const scene::RawCurve& raw, std::optional<double> contact = {});

/// What was found and taken out, a line each.
std::vector<std::string> description(const BenchCurve& curve);

}  // namespace dermavox::simulation
