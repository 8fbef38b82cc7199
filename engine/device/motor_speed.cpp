#include "dermavox/device/motor_speed.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::device {

namespace {
constexpr double slowest = 0.01, closeness = 1e-6;  // of the frequency
constexpr int most = 60;
}  // namespace

Frequency settled_frequency(const Motor& motor, Frequency set, const std::function<Energy(Frequency)>& work_at)
{
    // how much faster it would have to turn than the motor does under that load
    const auto excess = [&](double f) { return f - running_frequency(motor, work_at({f})).si; };
    double high = std::min(set.si, motor.free_speed.si), above = excess(high);
    if (above <= closeness * high) return {high};
    double low = slowest * high, below = excess(low);
    if (below >= 0) return {0};
    bool kept_low = false, kept_high = false;  // regula falsi, Illinois form
    for (int i = 0; i < most; ++i) {
        const double f = low + (high - low) * below / (below - above), off = excess(f);
        if (std::abs(off) <= closeness * f) return {f};
        if (off < 0) {
            low = f, below = off;
            if (kept_high) above /= 2;
            kept_high = true, kept_low = false;
        } else {
            high = f, above = off;
            if (kept_low) below /= 2;
            kept_low = true, kept_high = false;
        }
    }
    return {(low + high) / 2};
}

}  // namespace dermavox::device
