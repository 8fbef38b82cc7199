/// What skin keeps to itself of a stroke, because its stress relaxes.
///
/// Moduli fall as t^-m. Pushed in at a steady rate for a time T and drawn back as fast, such a skin answers by the
/// hereditary integral int (t - s)^-m dx(s), that is
///     F ~ t^(1-m)                       0 <= t <= T
///     F ~ t^(1-m) - 2 (t - T)^(1-m)     after; 0 at t = s (t - T),  s = 2^(1/(1-m))
/// so that of the work int_0^T F dt a share
///     eta = 2 - 2 (s - 1)^-(1-m)
/// has not come back when the force is gone: 0 at m = 0, 0.202 at m = 0.079, 1 at m = 1.
#pragma once

namespace dermavox::mechanics {

/// 1 - eta, what comes back: at most 1, and at least 1e-6, which it falls to at m = 0.94. 0 <= m <= 1.
double elastic_return(double relaxation_exponent);

}  // namespace dermavox::mechanics
