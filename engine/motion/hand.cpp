#include "dermavox/motion/hand.hpp"

#include "dermavox/core/random.hpp"
#include "dermavox/core/unit_names.hpp"
#include "engine/motion/hand_noise.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::motion {
namespace {

enum Channel : std::size_t { speed, wander, rotation, lean_along, lean_across, force, count };
using Values = std::array<double, count>;

/// Standard deviation of ln g for a factor g of mean 1 and standard deviation `noise`.
double log_spread(double noise) { return std::sqrt(std::log1p(noise * noise)); }

Values spreads_of(const Hand& hand)
{
    return {log_spread(hand.speed_noise), hand.wander.si, hand.rotation, hand.tilt_noise, hand.tilt_noise,
            log_spread(hand.force_noise)};
}

/// The six processes, advanced knot by knot. A channel without spread draws nothing.
class Processes
{
public:
    Processes(const Hand& hand, std::uint64_t seed, std::uint32_t pass)
        : m_spreads(spreads_of(hand)),
          m_random(seed, core::Purpose::hand),
          m_pass(pass)
    {
    }

    /// Values at the next knot.
    Values next()
    {
        const double kept = m_knot == 0 ? 0 : std::exp(-1.0 / knots_per_correlation);
        Values out{};
        for (std::size_t c = 0; c < count; ++c) {
            if (m_spreads[c] > 0)
                m_state[c] = kept * m_state[c] + std::sqrt(1 - kept * kept) *
                                                     m_random.normal({.pass = m_pass, .cycle = m_knot, .draw = c});
            const double s = m_spreads[c];
            const bool factor = c == speed || c == force;
            out[c] = factor ? std::exp(s * m_state[c] - s * s / 2) : s * m_state[c];
        }
        ++m_knot;
        return out;
    }

private:
    Values m_spreads, m_state{};
    core::Random m_random;
    std::uint32_t m_pass;
    std::uint64_t m_knot = 0;
};

/// Time after a knot at which linear rates r0 .. r1 over `step` have covered `distance`: the root of
/// r0 h + (r1 - r0) h^2/(2 step) = distance, in the form that does not cancel.
double time_to_cover(double distance, double r0, double r1, double step)
{
    return 2 * distance / (r0 + std::sqrt(r0 * r0 + 2 * (r1 - r0) / step * distance));
}

void require_not_negative(double si, core::Dimension dimension, const char* key, core::Checklist& list)
{
    list.require(std::isfinite(si) && si >= 0, std::string("motion.hand.") + key,
                 core::format_quantity(si, dimension), std::string(core::info_of(dimension).noun) + " of 0 or more");
}

}  // namespace

bool is_steady(const Hand& hand)
{
    const Values spreads = spreads_of(hand);
    return std::all_of(spreads.begin(), spreads.end(), [](double s) { return s == 0; });
}

void check(const Hand& hand, core::Checklist& list)
{
    using core::Dimension;
    for (const auto& [ratio, key] : {std::pair{hand.speed_noise, "speed_noise"}, {hand.force_noise, "force_noise"}})
        list.require(std::isfinite(ratio) && ratio >= 0, std::string("motion.hand.") + key,
                     core::format_number(ratio), "a ratio of 0 or more", "write e.g. 0.1");
    list.require(std::isfinite(hand.correlation.si) && hand.correlation.si > 0, "motion.hand.correlation",
                 core::format_quantity(hand.correlation.si, Dimension::time), "a time above 0");
    list.require(hand.tilt >= 0 && hand.tilt < std::numbers::pi / 2, "motion.hand.tilt",
                 core::format_quantity(hand.tilt, Dimension::angle), "an angle from 0 to below 90 deg");
    list.require(std::isfinite(hand.tilt_direction), "motion.hand.tilt_direction",
                 core::format_number(hand.tilt_direction), "an angle");
    require_not_negative(hand.tilt_noise, Dimension::angle, "tilt_noise", list);
    require_not_negative(hand.wander.si, Dimension::length, "wander", list);
    require_not_negative(hand.rotation, Dimension::angle, "rotation", list);
}

HandTrace::HandTrace(const Hand& hand, double nominal, std::uint64_t seed, std::uint32_t pass)
    : m_step(hand.correlation.si / knots_per_correlation),
      m_duration(nominal)
{
    if (nominal <= 0 || is_steady(hand)) return;

    Processes processes(hand, seed, pass);
    m_knots.push_back({0, processes.next()});
    while (m_knots.back().nominal < nominal) {
        const Knot last = m_knots.back();
        const Values value = processes.next();
        m_knots.push_back({last.nominal + m_step * (last.value[speed] + value[speed]) / 2, value});
    }
    m_duration = time_at(nominal);
}

HandTrace::Place HandTrace::place_of(double t) const
{
    const std::size_t k = std::min(std::size_t(std::max(0.0, t / m_step)), m_knots.size() - 2);
    return {m_knots[k], m_knots[k + 1], t - double(k) * m_step};
}

double HandTrace::nominal(double t) const
{
    if (m_knots.empty()) return t;
    const Place p = place_of(t);
    const double r0 = p.from.value[speed], r1 = p.to.value[speed];
    return p.from.nominal + p.h * (r0 + (r1 - r0) * p.h / (2 * m_step));
}

double HandTrace::time_at(double nominal) const
{
    if (m_knots.empty()) return nominal;
    const auto next = std::upper_bound(m_knots.begin() + 1, m_knots.end() - 1, nominal,
                                       [](double at, const Knot& knot) { return at < knot.nominal; });
    const auto from = std::prev(next);
    return m_step * double(from - m_knots.begin()) +
           time_to_cover(nominal - from->nominal, from->value[speed], next->value[speed], m_step);
}

double HandTrace::rate(double t) const
{
    if (m_knots.empty()) return 1;
    const Place p = place_of(t);
    return p.from.value[speed] + (p.to.value[speed] - p.from.value[speed]) * p.h / m_step;
}

Deviation HandTrace::deviation(double t) const
{
    if (m_knots.empty()) return {};
    const Place p = place_of(t);
    const auto at = [&](Channel c) { return p.from.value[c] + (p.to.value[c] - p.from.value[c]) * p.h / m_step; };
    return {at(wander), at(rotation), at(lean_along), at(lean_across), at(force)};
}

}  // namespace dermavox::motion
