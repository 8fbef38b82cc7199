#include "dermavox/mechanics/force_curve.hpp"

#include "dermavox/core/problem.hpp"
#include "engine/mechanics/stroke_balance.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <optional>

namespace dermavox::mechanics {

namespace {

// A needle has slipped, a shaft from layer to layer or a tip that is let through, where over a way as short as
// short_way of the device it goes more than slip_rate times as far in the skin.
constexpr double short_way = 1e-6;  // [m]
constexpr double slip_rate = 10;
constexpr double nearest = 1e-10;  // [m] of the device to where needles balance again

// Two positions of the device with a jump between them.
struct Bracket {
    double before, after;
};

// Follows one stroke.
class Follower
{
public:
    Follower(const Press::State& state, double channel, Follow follow)
        : m_deepest(device::deepest(state.device).si),
          m_comes_out(follow != Follow::way_in),
          m_with_work(follow == Follow::forces_and_work),
          m_stroke(state, channel)
    {
    }

    ForceCurve follow(int points)
    {
        const double touch = m_stroke.touch();
        m_stroke.move(touch);
        m_stroke.start();
        run(touch, 0, points);
        if (m_comes_out) come_out(3 * touch, 3 * points);
        return std::move(m_curve);
    }

private:
    void come_out(double last, int points)
    try {
        const double lost = m_stroke.turn();
        if (m_with_work) m_work.viscous = lost;
        m_stroke.move(0);
        run(0, last, points);
    } catch (const core::Failure& failure) {
        if (failure.exit_code() != core::exit_code::not_converged) throw;
        m_curve.ends_early = true;
    }
    void run(double first, double last, int points)
    {
        note();
        for (int i = 1; i < points && !(m_stroke.leaving() && m_stroke.free()); ++i) {
            const double to = first + (last - first) * i / (points - 1);
            while (!advance(to)) slips() ? slip() : break_layers();
            note();
        }
    }
    // What ended the last advance: a needle that skin lets go on, or a layer that breaks.
    bool slips() const { return m_slip || m_stroke.leaving(); }
    // On the way in: a layer is about to break. On the way out: more needles have come free.
    bool jumps(std::size_t out_before) const
    {
        if (m_stroke.leaving()) return m_stroke.out() > out_before;
        for (std::size_t i = 0; i < m_stroke.needles().size(); ++i)
            if (m_stroke.breaks(i)) return true;
        return false;
    }

    // Goes on to `to`, or to the first jump before it (false).
    bool advance(double to)
    {
        const double from = m_stroke.at();
        const std::size_t out_before = m_stroke.out();
        m_stroke.move(to);
        Bracket jump{to, to};
        const bool jumped = jumps(out_before);
        m_spent = m_spent_at_start;
        if (jumped) jump = bracket_of(from, to, out_before);
        m_slip.reset(), m_across = 0;
        double work = integral(from, jump.before);
        if (m_slip) {
            jump = balanced(narrowed(*m_slip), from, to);
            m_gone.clear();
            work = integral(from, jump.before);
            m_across = across(jump);
            m_stroke.move(jump.before);
            m_spent = spent();
        }
        m_work.in += work;
        if (!jumped && !m_slip) return m_stroke.move(to), true;
        m_stroke.move(slips() ? jump.before : jump.after);
        m_next = jump.after;
        return false;
    }
    // Of a layer that breaks, of needles that come free: `m_gone`, and `m_spent` before it.
    Bracket bracket_of(double from, double to, std::size_t out_before)
    {
        Bracket jump{from, to};
        for (int i = 0; i < (m_with_work ? 36 : 8); ++i) {
            const double middle = (jump.before + jump.after) / 2;
            m_stroke.move(middle);
            if (jumps(out_before)) {
                jump.after = middle;
                m_gone.clear();
                for (std::size_t k = 0; k < m_stroke.needles().size(); ++k)
                    if (m_stroke.out(k)) m_gone.push_back(k);
            } else {
                jump.before = middle;
                m_spent = spent();
            }
        }
        return jump;
    }
    double integral(double from, double to)
    {
        if (!m_with_work) return 0;
        const double a = m_stroke.force_at(from), m = m_stroke.force_at((from + to) / 2), b = m_stroke.force_at(to);
        return simpson(from, to, a, m, b, 16);
    }
    double simpson(double from, double to, double a, double m, double b, int depth)
    {
        const double middle = (from + to) / 2, h = to - from;
        const double left = m_stroke.force_at((from + middle) / 2), right = m_stroke.force_at((middle + to) / 2);
        const double coarse = h / 6 * (a + 4 * m + b), fine = h / 12 * (a + 4 * left + 2 * m + 4 * right + b);
        const double scale = std::abs(m_work.in) + std::abs(fine);
        if (depth == 0 || std::abs(fine - coarse) <= 3e-8 * scale) {
            if (!m_slip && std::abs(h) < short_way && way(from, to) > slip_rate * std::abs(h)) m_slip = {from, to};
            return fine + (fine - coarse) / 15;
        }
        return simpson(from, middle, a, left, m, depth - 1) + simpson(middle, to, m, right, b, depth - 1);
    }
    // How far the needle that goes furthest in the skin does so between two positions of the device.
    double way(double from, double to)
    {
        m_stroke.move(from);
        const std::vector<Seated> before = m_stroke.needles();
        m_stroke.move(to);
        double most = 0;
        for (std::size_t i = 0; i < before.size(); ++i)
            most = std::max(most, std::abs(before[i].reaction.inserted - m_stroke.needles()[i].reaction.inserted));
        return most;
    }
    Bracket narrowed(Bracket slip)
    {
        const double half = way(slip.before, slip.after) / 2;
        for (int i = 0; i < 30; ++i) {
            const double middle = (slip.before + slip.after) / 2;
            (way(slip.before, middle) > half ? slip.after : slip.before) = middle;
        }
        return slip;
    }

    // Widened to where needles balance on both sides: some do not while the skin lets go.
    Bracket balanced(Bracket slip, double first, double last)
    {
        const double way = (last - first) / std::abs(last - first);
        const auto off = [&](double at) { return m_stroke.move(at), !m_stroke.balances(); };
        for (double step = nearest; step < short_way; step *= 2) {
            const bool before = off(slip.before), after = off(slip.after);
            if (before) slip.before = way * std::max(way * first, way * slip.before - step);
            if (after) slip.after = way * std::min(way * last, way * slip.after + step);
            if (!before && !after) break;
        }
        return slip;
    }
    // Work over it.
    double across(const Bracket& slip)
    {
        const double before = m_stroke.force_at(slip.before);
        return (slip.after - slip.before) / 2 * (before + m_stroke.force_at(slip.after));
    }

    double spent() const { return m_with_work ? m_stroke.spent().spent() : 0; }
    void slip()
    {
        note();
        for (const std::size_t i : m_gone) m_stroke.let_go(i);
        m_stroke.move(m_next);
        m_work.in += m_across;
        m_work.broken += m_spent + m_across - spent();
        note();
    }
    void break_layers()
    {
        note();
        const double before = spent();
        for (bool broke = true; broke;) {
            broke = false;
            for (std::size_t i = 0; i < m_stroke.needles().size(); ++i) {
                if (!m_stroke.breaks(i)) continue;
                const Seated& needle = m_stroke.needles()[i];
                m_curve.breaks.push_back(
                    {m_deepest + m_stroke.at(), i, needle.progress.passed, needle.reaction.force});
                m_stroke.break_layer(i);
                broke = true;
            }
            m_stroke.move(m_stroke.at());
        }
        m_work.broken += before - spent();
        note();
    }

    WorkSplit split() const
    {
        if (!m_with_work) return m_work;
        WorkSplit now = m_stroke.spent();
        now.in = m_work.in, now.broken = m_work.broken, now.viscous = m_work.viscous;
        return now;
    }
    void note()
    {
        CurvePoint point{.set = m_deepest + m_stroke.at(),
                         .total = total_force(m_stroke.needles()),
                         .cap = m_stroke.parts_force(),
                         .leaving = m_stroke.leaving()};
        for (const Seated& needle : m_stroke.needles()) {
            point.force.push_back(needle.reaction.force);
            point.inserted.push_back(needle.reaction.inserted);
        }
        m_stroke.take();
        m_spent_at_start = spent();
        point.work = split();
        m_curve.points.push_back(std::move(point));
    }

    double m_deepest;  // of the tips, past the device's plane
    bool m_comes_out, m_with_work;
    StrokeBalance m_stroke;
    ForceCurve m_curve;
    std::vector<std::size_t> m_gone;  // needles that come free at m_next
    std::optional<Bracket> m_slip;    // the first that an integral met
    double m_next = 0, m_across = 0;  // work on the way there, where it slips
    double m_spent = 0, m_spent_at_start = 0;
    WorkSplit m_work;  // in, broken and viscous
};

}  // namespace

double ForceCurve::peak() const
{
    double most = 0;
    for (const CurvePoint& point : points) most = std::max(most, point.total);
    return most;
}

ForceCurve force_curve(const Press& press, int points, Length channel, Follow follow)
{
    assert(points > 1);
    return Follower(press.state(), channel.si, follow).follow(points);
}

Energy peak_torque(const ForceCurve& curve, const device::Drive& drive, Length dial)
{
    constexpr double turn = 1e-4;
    double most = 0;
    for (const CurvePoint& point : curve.points) {
        if (point.set <= 0 || point.leaving) continue;
        const double phase = device::half_angle(drive, dial, Length{point.set}) / (2 * std::numbers::pi);
        const double slope =
            (device::tip_depth(drive, dial, phase + turn) - device::tip_depth(drive, dial, phase - turn)).si /
            (2 * turn * 2 * std::numbers::pi);
        most = std::max(most, point.total * std::abs(slope));
    }
    return Energy{most};
}

}  // namespace dermavox::mechanics
