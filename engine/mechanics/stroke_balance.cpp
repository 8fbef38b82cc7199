#include "engine/mechanics/stroke_balance.hpp"

#include "dermavox/mechanics/viscous_loss.hpp"

#include <algorithm>

namespace dermavox::mechanics {

namespace {
constexpr double hold = 1e-6;  // [m] in the skin: less does not hold a needle that leaves
}

StrokeBalance::StrokeBalance(const Press::State& state, double channel)
    : m_state(state),
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

double StrokeBalance::touch() const
{
    double travel = 0;
    for (std::size_t i = 0; i < m_end.size(); ++i) {
        const double above =
            m_state.stamps() ? m_end[i].set + m_level[Eigen::Index(i)] : m_array.travel(m_end, m_level, i);
        travel = std::max(travel, above);
    }
    return -travel;
}

void StrokeBalance::move(double at)
{
    m_at = at;
    m_needles = m_start;
    const bool base = m_state.stamps();  // comes down with its needles
    for (std::size_t i = 0; i < m_needles.size(); ++i)
        m_needles[i].set = m_end[i].set + (base ? 0 : at), m_needles[i].progress = m_progress[i];
    if (base) m_array.push(m_state.pushed(m_state.plane + at)), m_level = m_state.level(m_state.plane + at);
    m_array.relax(m_needles, m_level);
}

double StrokeBalance::force_at(double at)
{
    move(at);
    return total_force(m_needles) + (m_state.stamps() ? m_array.parts_force(m_needles) : 0);
}

void StrokeBalance::take()
{
    for (std::size_t i = 0; i < m_needles.size(); ++i) m_progress[i].keep(m_needles[i].reaction.inserted);
    m_start = m_needles;
}

double StrokeBalance::turn()
{
    for (std::size_t i = 0; i < m_needles.size(); ++i) {
        if (m_needles[i].reaction.bone > 0) m_progress[i].grounded = response(i).grounding(m_progress[i]);
        m_progress[i].leaving = true, m_progress[i].deepest = m_needles[i].reaction.inserted;
        m_friction[i] = work(i).friction;
        m_cut += work(i).cut;
    }
    m_leaving = true;
    const double before = elastic();
    relax(elastic_return(m_state.parameters.relaxation_exponent.value));
    for (std::size_t i = 0; i < m_needles.size(); ++i) m_friction[i] += work(i).friction;
    return before - elastic();
}

void StrokeBalance::relax(double kept)
{
    m_relaxed.emplace(m_state, kept);
    const Couplings& couplings = m_relaxed->couplings;
    const double plane = m_state.plane + (m_state.stamps() ? m_at : 0);
    m_level = m_state.level(plane, couplings);
    m_array = ArrayBalance(m_relaxed->laws, couplings, m_state.pushed(plane, couplings));
    m_at_rest /= kept;  // of a force that stays
    for (Seated& needle : m_start) needle.reaction.force *= kept, needle.reaction.bone *= kept;
    move(m_at);
}

bool StrokeBalance::breaks(std::size_t needle) const { return m_array.breaks(m_needles[needle]); }

bool StrokeBalance::out(std::size_t needle) const { return m_needles[needle].reaction.inserted < hold; }

std::size_t StrokeBalance::out() const
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < m_needles.size(); ++i) count += out(i) ? 1 : 0;
    return count;
}

bool StrokeBalance::free() const
{
    return std::ranges::all_of(m_needles,
                               [](const Seated& n) { return n.reaction.inserted == 0 && n.reaction.force == 0; });
}

const NeedleResponse& StrokeBalance::response(std::size_t i) const
{
    const std::uint16_t type = m_needles[i].type;
    return m_relaxed ? *m_relaxed->responses[type] : *m_state.types[type].response;
}

Resistance StrokeBalance::work(std::size_t i) const
{
    return response(i).law().work(m_needles[i].reaction.inserted, m_needles[i].progress.channel);
}

WorkSplit StrokeBalance::spent() const
{
    WorkSplit now{.stored = m_array.stored(m_needles) - m_at_rest, .cut = m_cut};
    for (std::size_t i = 0; i < m_needles.size(); ++i) {
        const Resistance done = work(i);
        const Reaction& r = m_needles[i].reaction;
        if (r.force != 0) now.stored += response(i).stored(m_array.travel(m_needles, m_level, i), r.inserted);
        now.spread += done.spread;
        now.friction += m_leaving ? m_friction[i] - done.friction : done.friction;
        if (!m_leaving) now.cut += done.cut;
    }
    return now;
}

double StrokeBalance::elastic() const
{
    const WorkSplit now = spent();
    return now.stored + now.spread;
}

}  // namespace dermavox::mechanics
