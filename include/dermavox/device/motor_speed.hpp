/// How fast a motor turns under a load that depends on how fast it turns.
#pragma once

#include "dermavox/device/power.hpp"

#include <functional>

namespace dermavox::device {

/// The drive is held to `set` by its control as long as the motor can turn it so fast; else it turns at the frequency
/// f at which the motor's line and the load agree,
///     f = free (1 - W(f)/(2 pi stall))        W > 0: work_at, of one cycle at f
/// found to 1e-6 of f. A constant W gives running_frequency(), W = a f gives free/(1 + a free/(2 pi stall)).
/// 0: no frequency above a hundredth of set and free speed is held; the motor stalls. Where several are, one of them.
Frequency settled_frequency(const Motor& motor, Frequency set, const std::function<Energy(Frequency)>& work_at);

}  // namespace dermavox::device
