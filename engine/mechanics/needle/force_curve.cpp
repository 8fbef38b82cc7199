#include "dermavox/mechanics/force_curve.hpp"

#include "dermavox/mechanics/viscous_loss.hpp"
#include "engine/mechanics/balance/press_state.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <optional>

namespace dermavox::mechanics {

namespace {

// Follows one nominal stroke.
class Follower
{
public:
    Follower(const Press::State& state, double channel, Follow follow)
        : m_state(state),
          m_ride(state.nominal()),
          m_follow(follow),
          m_base(state.stamps() ? state.base() : nullptr),
          m_contact(m_base ? m_base->contact.get() : m_ride.contact),
          m_needles(state.needles(channel)),
          m_parts(m_base ? m_base->patches.size() : 0),
          m_space(m_contact->workspace(m_parts.size())),
          m_friction(m_needles.size(), 0),
          m_up(m_ride.reach)
    {
        if (m_base)
            m_linear = &m_base->linear;
        else if (m_ride.path.back().linear.offset.size() > 0)
            m_linear = &m_ride.path.back().linear;
    }

    ForceCurve follow(int points)
    {
        step_in(m_up);
        m_before = force(), m_work = {};
        note();
        const double touch = m_up;
        const int steps = m_follow == Follow::forces_and_work ? 4 : 1;
        for (int i = 1; i < points; ++i) {
            for (int k = 1; k <= steps; ++k) step_in(touch * (1 - (i - 1 + double(k) / steps) / (points - 1)));
            note();
        }
        if (m_follow == Follow::way_in) return std::move(m_curve);
        turn();
        note();
        for (int i = 1; i < 4 * points && !free(); ++i) {
            for (int k = 1; k <= steps; ++k) step_out(touch * (i - 1 + double(k) / steps) / (points - 1));
            note();
        }
        return std::move(m_curve);
    }

private:
    Loads loads() { return {m_needles, m_parts}; }
    void place(double up)
    {
        m_state.place(m_needles, m_ride, up);
        strip();
        for (std::size_t k = 0; k < m_parts.size(); ++k)
            m_parts[k].travel = m_ride.plane - up - m_base->patches[k].gap;
        m_way = m_up - up, m_up = up, m_met = false;
    }
    // A face that stands still strips the skin off needles that go back through it: work that the drive does on them
    // against their friction, beyond that of the force on the skin.
    void strip()
    {
        for (std::size_t i = 0; i < m_needles.size(); ++i) {
            NeedleState& needle = m_needles[i];
            const double off = needle.stands.inserted - needle.stands.root;
            if (off <= 0) continue;
            const Resistance before = work(i);
            needle.stands.inserted = needle.stands.root;
            const Resistance after = work(i);
            const double rubbed = m_leaving ? before.friction - after.friction : after.friction - before.friction;
            m_work.in += rubbed + after.spread - before.spread + m_kept * needle.force * off;
        }
    }
    // Work of the device up to the first balance found at its new place.
    void meet()
    {
        if (m_met) return;
        m_met = true;
        const double now = force();
        m_work.in += m_way * (m_before + now) / 2;
    }
    void step_in(double up)
    {
        place(up);
        std::optional<double> held;
        const auto event = [&] {
            meet();
            if (held) m_work.broken += *held - spent();
            held = spent();
            note_breaks();
        };
        m_contact->move_in(loads(), m_linear, m_space, {}, nullptr, event);
        settle(held);
    }
    void step_out(double up)
    {
        place(up);
        std::optional<double> held;
        const auto event = [&] {
            meet();
            if (held) m_work.broken += *held - spent();
            held = spent();
        };
        m_relaxed->move_out(loads(), m_linear, m_space, {}, event);
        settle(held);
    }
    void settle(const std::optional<double>& held)
    {
        meet();
        if (held) m_work.broken += *held - spent();
        m_before = force();
    }
    void note_breaks()
    {
        bool fresh = false;
        for (std::size_t i = 0; i < m_needles.size(); ++i) {
            const NeedleContact::Step& step = m_space.steps[i];
            if (m_space.points[i].part != NeedleContact::Part::yields || !step.at_layer) continue;
            if (!fresh) note();
            fresh = true;
            m_curve.breaks.push_back({set(), i, m_needles[i].stands.passed, m_needles[i].force});
        }
    }
    // From here on the needles leave; all that is elastic relaxes at held shape.
    void turn()
    {
        spent();
        const double elastic = m_split.stored + m_split.spread;
        m_kept = std::max(1e-6, elastic_return(double(m_state.parameters.relaxation_exponent.value)));
        m_relaxed.emplace(m_contact->relaxed(m_kept));
        for (std::size_t i = 0; i < m_needles.size(); ++i) {
            const Resistance in = work(i);
            m_friction[i] = in.friction, m_cut += in.cut;
        }
        m_leaving = true;
        for (std::size_t i = 0; i < m_needles.size(); ++i) m_friction[i] += work(i).friction;
        m_work.viscous = (1 - m_kept) * elastic;
        m_before = force();
    }

    Resistance work(std::size_t i) const
    {
        const NeedleState& needle = m_needles[i];
        const ArrayContact& contact = m_leaving ? *m_relaxed : *m_contact;
        return contact.type(needle.type).law().work(needle.stands.inserted, m_leaving ? 0 : needle.stands.channel);
    }
    double stored()
    {
        return m_follow == Follow::forces_and_work ? m_kept * m_contact->stored(loads(), m_linear, m_space) : 0;
    }
    // Of the skin on needles and base, bone included.
    double force() const
    {
        double sum = parts_force();
        for (const NeedleState& needle : m_needles) sum += m_kept * (needle.force + needle.bone);
        return sum;
    }
    double parts_force() const
    {
        double sum = 0;
        for (const PartState& part : m_parts) sum += m_kept * part.force;
        return sum;
    }
    // stored, cut, spread and friction here, and their sum.
    double spent()
    {
        if (m_follow != Follow::forces_and_work) return 0;
        m_split = {.stored = stored(), .cut = m_cut};
        for (std::size_t i = 0; i < m_needles.size(); ++i) {
            const Resistance done = work(i);
            m_split.spread += done.spread;
            m_split.friction += m_leaving ? m_friction[i] - done.friction : done.friction;
            if (!m_leaving) m_split.cut += done.cut;
        }
        return m_split.spent();
    }
    bool free() const
    {
        return std::ranges::all_of(m_needles,
                                   [](const NeedleState& n) { return n.stands.inserted == 0 && n.force <= 0; });
    }
    double set() const { return device::deepest(m_state.device).si - m_up; }
    void note()
    {
        spent();
        CurvePoint point{.set = set(), .cap = parts_force(), .leaving = m_leaving, .work = m_split};
        point.work.in = m_work.in, point.work.broken = m_work.broken, point.work.viscous = m_work.viscous;
        for (const NeedleState& needle : m_needles) {
            point.force.push_back(m_kept * (needle.force + needle.bone));
            point.inserted.push_back(needle.stands.inserted);
            point.total += point.force.back();
        }
        if (m_state.capped()) point.cap = m_state.cap_force(m_ride, point.force);
        m_curve.points.push_back(std::move(point));
    }

    const Press::State& m_state;
    const Ride& m_ride;
    Follow m_follow;
    const DeviceBase* m_base;  // that comes down with the needles
    const ArrayContact* m_contact;
    const LinearPart* m_linear = nullptr;
    std::vector<NeedleState> m_needles;
    std::vector<PartState> m_parts;
    ArrayContact::Workspace m_space;
    ForceCurve m_curve;
    std::optional<ArrayContact> m_relaxed;  // on the way out; forces in it are those over m_kept
    std::vector<double> m_friction;         // of each needle on the way in and, all of it, on the way out
    double m_kept = 1, m_cut = 0;
    double m_up, m_way = 0, m_before = 0;
    bool m_met = false, m_leaving = false;
    WorkSplit m_work, m_split;  // in, broken and viscous; the rest here
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
