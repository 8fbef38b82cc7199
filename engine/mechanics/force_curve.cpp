#include "dermavox/mechanics/force_curve.hpp"

#include "engine/mechanics/press_state.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <optional>

namespace dermavox::mechanics {

namespace {

constexpr double hold = 1e-6;       // [m] in the skin: less does not hold a needle that leaves
constexpr double short_way = 1e-6;  // [m] of the device, over which a shaft that leaves more than slip_rate times as
constexpr double slip_rate = 10;    // far has slipped from layer to layer

// Two positions of the device with a jump between them.
struct Bracket {
    double before, after;
};

// Follows one stroke: position, needles, and the energies so far.
class Follower
{
public:
    Follower(const Press::State& state, double channel, Follow follow)
        : m_state(state),
          m_with_work(follow == Follow::forces_and_work),
          m_array(state.array(state.plane)),
          m_level(state.level(state.plane)),
          m_end(state.nominal())
    {
        for (Seated& needle : m_end) {
            const InsertionLaw& law = state.types[needle.type].response->law();
            needle.progress.exact = !state.stamps(), needle.progress.channel = channel;
            while (channel > 0 && needle.progress.passed < law.layers() && law.top(needle.progress.passed) < channel)
                ++needle.progress.passed;
        }
        m_needles = m_start = m_end;
        for (const Seated& needle : m_end) m_progress.push_back(needle.progress);
        m_friction.assign(m_end.size(), 0);
    }

    double deepest() const { return device::deepest(m_state.device).si; }
    /// Where the first needle touches the skin.
    double touch() const
    {
        double travel = 0;
        for (std::size_t i = 0; i < m_end.size(); ++i)
            travel = std::max(travel, m_end[i].set + m_level[Eigen::Index(i)]);
        return -travel;
    }

    void run(double first, double last, int points)
    {
        move(first);
        if (!m_leaving) m_at_rest = m_array.stored(m_needles);
        note();
        for (int i = 1; i < points && !(m_leaving && free()); ++i) {
            const double to = first + (last - first) * i / (points - 1);
            while (!advance(to)) m_leaving ? let_go() : break_layers();
            note();
        }
    }
    void turn()
    {
        for (std::size_t i = 0; i < m_needles.size(); ++i) {
            m_progress[i].leaving = true, m_progress[i].deepest = m_needles[i].reaction.inserted;
            m_friction[i] = work(i).friction;
            m_cut += work(i).cut;
        }
        m_leaving = true;
    }
    ForceCurve curve;

private:
    // Balance with the device `m_at` below its deepest point (<= 0).
    void move(double at)
    {
        m_at = at;
        m_needles = m_start;
        const bool base = m_state.stamps();  // comes down with its needles
        for (std::size_t i = 0; i < m_needles.size(); ++i)
            m_needles[i].set = m_end[i].set + (base ? 0 : at), m_needles[i].progress = m_progress[i];
        if (base) m_array.push(m_state.pushed(m_state.plane + at)), m_level = m_state.level(m_state.plane + at);
        m_array.relax(m_needles, m_level);
    }
    /// Of what moves.
    double force_at(double at)
    {
        move(at);
        return total_force(m_needles) + (m_state.stamps() ? m_array.parts_force(m_needles) : 0);
    }
    std::size_t out() const  // needles that are not in the skin
    {
        return std::size_t(
            std::ranges::count_if(m_needles, [](const Seated& n) { return n.reaction.inserted < hold; }));
    }
    bool free() const  // no needle touches the skin
    {
        return std::ranges::all_of(m_needles,
                                   [](const Seated& n) { return n.reaction.inserted == 0 && n.reaction.force == 0; });
    }
    // On the way in: a layer is about to break. On the way out: more needles have come free.
    bool jumps(std::size_t out_before) const
    {
        if (m_leaving) return out() > out_before;
        return std::ranges::any_of(m_needles,
                                   [&](const Seated& n) { return n.reaction.force >= m_array.threshold(n); });
    }

    // Goes on to `to`, or to the first jump before it (false).
    bool advance(double to)
    {
        const double from = m_at;
        const std::size_t out_before = out();
        move(to);
        Bracket jump{to, to};
        const bool jumped = jumps(out_before);
        m_spent = m_spent_at_start;
        if (jumped) jump = bracket_of(from, to, out_before);
        m_slip.reset();
        double work = integral(from, jump.before);
        if (m_slip) {
            jump = narrowed(*m_slip);
            m_gone.clear();
            work = integral(from, jump.before);
            move(jump.before);
            m_spent = spent();
        }
        m_work.in += work;
        if (!jumped && !m_slip) return move(to), true;
        move(m_leaving ? jump.before : jump.after);
        m_next = jump.after;
        return false;
    }
    // Of a layer that breaks, of needles that come free: `m_gone`, and `m_spent` before it.
    Bracket bracket_of(double from, double to, std::size_t out_before)
    {
        Bracket jump{from, to};
        for (int i = 0; i < (m_with_work ? 36 : 8); ++i) {
            const double middle = (jump.before + jump.after) / 2;
            move(middle);
            if (jumps(out_before)) {
                jump.after = middle;
                m_gone.clear();
                for (std::size_t k = 0; k < m_needles.size(); ++k)
                    if (m_needles[k].reaction.inserted < hold) m_gone.push_back(k);
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
        const double a = force_at(from), m = force_at((from + to) / 2), b = force_at(to);
        return simpson(from, to, a, m, b, 16);
    }
    double simpson(double from, double to, double a, double m, double b, int depth)
    {
        const double middle = (from + to) / 2, h = to - from;
        const double left = force_at((from + middle) / 2), right = force_at((middle + to) / 2);
        const double coarse = h / 6 * (a + 4 * m + b), fine = h / 12 * (a + 4 * left + 2 * m + 4 * right + b);
        const double scale = std::abs(m_work.in) + std::abs(fine);
        if (depth == 0 || std::abs(fine - coarse) <= 1e-7 * scale) {
            if (m_leaving && !m_slip && std::abs(h) < short_way && drop(from, to) > slip_rate * std::abs(h))
                m_slip = {from, to};
            return fine + (fine - coarse) / 15;
        }
        return simpson(from, middle, a, left, m, depth - 1) + simpson(middle, to, m, right, b, depth - 1);
    }
    // By how much the needle that comes out most does so between two positions.
    double drop(double from, double to)
    {
        move(from);
        const std::vector<Seated> before = m_needles;
        move(to);
        double most = 0;
        for (std::size_t i = 0; i < before.size(); ++i)
            most = std::max(most, before[i].reaction.inserted - m_needles[i].reaction.inserted);
        return most;
    }
    Bracket narrowed(Bracket slip)
    {
        const double half = drop(slip.before, slip.after) / 2;
        for (int i = 0; i < 30; ++i) {
            const double middle = (slip.before + slip.after) / 2;
            (drop(slip.before, middle) > half ? slip.after : slip.before) = middle;
        }
        return slip;
    }

    double spent() const
    {
        const WorkSplit w = split();
        return w.stored + w.cut + w.spread + w.friction;
    }
    void let_go()
    {
        note();
        for (const std::size_t i : m_gone) m_progress[i].deepest = 0;
        move(m_next);
        m_work.broken += m_spent - spent();
        note();
    }
    void break_layers()
    {
        note();
        const double before = spent();
        for (bool broke = true; broke;) {
            broke = false;
            for (std::size_t i = 0; i < m_needles.size(); ++i) {
                Seated& needle = m_needles[i];
                if (needle.reaction.force < m_array.threshold(needle)) continue;
                curve.breaks.push_back({deepest() + m_at, i, needle.progress.passed, needle.reaction.force});
                ++m_progress[i].passed;
                broke = true;
            }
            move(m_at);
        }
        m_work.broken += before - spent();
        note();
    }

    const NeedleResponse& response(std::size_t i) const { return *m_state.types[m_needles[i].type].response; }
    Resistance work(std::size_t i) const
    {
        const Progress& progress = m_needles[i].progress;
        return response(i).law().work(m_needles[i].reaction.inserted, progress.channel);
    }
    WorkSplit split() const
    {
        WorkSplit now = m_work;
        if (!m_with_work) return now;
        now.cut = m_cut;
        now.stored = m_array.stored(m_needles) - m_at_rest;
        for (std::size_t i = 0; i < m_needles.size(); ++i) {
            const Resistance done = work(i);
            const Reaction& r = m_needles[i].reaction;
            if (r.force != 0) now.stored += response(i).stored(m_array.travel(m_needles, m_level, i), r.inserted);
            now.spread += done.spread;
            now.friction += m_leaving ? 2 * m_friction[i] - done.friction : done.friction;
            if (!m_leaving) now.cut += done.cut;
        }
        return now;
    }
    void note()
    {
        CurvePoint point{.set = deepest() + m_at,
                         .total = total_force(m_needles),
                         .cap = m_array.parts_force(m_needles),
                         .leaving = m_leaving};
        for (const Seated& needle : m_needles) {
            point.force.push_back(needle.reaction.force);
            point.inserted.push_back(needle.reaction.inserted);
        }
        point.work = split();
        curve.points.push_back(std::move(point));
        m_start = m_needles;
        m_spent_at_start = spent();
    }

    const Press::State& m_state;
    bool m_with_work;
    ArrayBalance m_array;
    Eigen::VectorXd m_level;
    std::vector<Seated> m_end, m_needles;
    std::vector<Seated> m_start;       // the last point taken: every balance starts from it
    std::vector<double> m_friction;    // of each needle on the way in
    std::vector<Progress> m_progress;  // kept here: balances are tried before one is taken
    std::vector<std::size_t> m_gone;   // needles that come free at m_next
    std::optional<Bracket> m_slip;     // the first that an integral met
    double m_cut = 0, m_at = 0, m_next = 0, m_spent = 0, m_spent_at_start = 0;
    double m_at_rest = 0;  // stored under the cap before the needles come
    bool m_leaving = false;
    WorkSplit m_work;
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
    Follower stroke(press.state(), channel.si, follow);
    stroke.run(stroke.touch(), 0, points);
    stroke.turn();
    stroke.run(0, 3 * stroke.touch(), 3 * points);
    return std::move(stroke.curve);
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
