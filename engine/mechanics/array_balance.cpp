#include "engine/mechanics/array_balance.hpp"

#include "dermavox/core/problem.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace dermavox::mechanics {

namespace {
constexpr int max_iterations = 100;
constexpr double tolerance = 1e-9;  // [m] sought
constexpr double exactly = 1e-12;   // [m] sought where works are to balance
constexpr double closest = 1e-14;   // [m] of one needle by itself
constexpr double enough = 1e-6;     // [m] that will do where layers hold many needles at once
constexpr int patience = 20;        // steps before slopes are measured, or
constexpr int in_vain = 8;          // steps for nothing
constexpr double probe = 1e-9;      // [m] over which
constexpr int all_at_once = 12;     // exchanges of parts before they go one by one
constexpr int max_exchanges = 200;
constexpr double meets = 1e-12;  // [m] between skin and part

/// On the skin.
Eigen::VectorXd forces(const std::vector<Seated>& needles)
{
    Eigen::VectorXd force(Eigen::Index(needles.size()));
    for (std::size_t i = 0; i < needles.size(); ++i) force[Eigen::Index(i)] = needles[i].reaction.on_skin();
    return force;
}
}  // namespace

ArrayBalance::ArrayBalance(std::vector<NeedleLaw> laws, const Couplings& couplings, Eigen::VectorXd pushed)
    : m_laws(std::move(laws)),
      m_couplings(&couplings),
      m_pushed(std::move(pushed))
{
    std::vector<Eigen::Index> parts;
    for (Eigen::Index k = 0; k < m_pushed.size(); ++k)
        if (m_pushed[k] > 0) parts.push_back(k);
    touch(std::move(parts));
}

void ArrayBalance::touch(std::vector<Eigen::Index> parts)
{
    m_touching = std::move(parts);
    m_reduced = m_couplings->needles;
    if (m_touching.empty()) return;
    m_across = m_couplings->across(Eigen::all, m_touching);
    m_parts.compute(m_couplings->parts(m_touching, m_touching));
    m_reduced.noalias() -= m_across * m_parts.solve(m_across.transpose());
}

double ArrayBalance::threshold(const Seated& needle) const
{
    const std::size_t passed = needle.progress.passed;
    const NeedleLaw& law = m_laws[needle.type];
    if (needle.progress.leaving || passed >= law.share->size()) return std::numeric_limits<double>::infinity();
    return law.response->arrival(needle.progress) + (*law.share)[passed] * needle.threshold;
}

double ArrayBalance::ground(const Seated& needle) const
{
    const InsertionLaw& law = m_laws[needle.type].response->law();
    return needle.progress.passed < law.layers() ? law.top(needle.progress.passed) : law.floor();
}

bool ArrayBalance::breaks(const Seated& needle) const
{
    return needle.reaction.force >= threshold(needle) && needle.reaction.inserted >= ground(needle);
}

Eigen::VectorXd ArrayBalance::borne(const std::vector<Seated>& needles) const
{
    if (m_touching.empty()) return {};
    return m_parts.solve(m_pushed(m_touching) - m_across.transpose() * forces(needles));
}

Eigen::VectorXd ArrayBalance::parts_forces(const std::vector<Seated>& needles) const
{
    Eigen::VectorXd all = Eigen::VectorXd::Zero(m_pushed.size());
    if (rests()) all(m_touching) = borne(needles);
    return all;
}

double ArrayBalance::parts_force(const std::vector<Seated>& needles) const
{
    return m_touching.empty() ? 0 : borne(needles).sum();
}

Eigen::VectorXd ArrayBalance::passed(const std::vector<Seated>& needles) const
{
    Eigen::VectorXd level = m_couplings->across.transpose() * forces(needles) - m_pushed;
    if (!m_touching.empty()) level += m_couplings->parts(Eigen::all, m_touching) * borne(needles);
    return level;
}

double ArrayBalance::clearance(const std::vector<Seated>& needles) const
{
    if (m_pushed.size() == 0 || rests()) return 0;
    return std::max(0.0, passed(needles).minCoeff());
}

// The balance of all needles in the travels t:  t + G F(t) = offset.  As F never falls with the travel and
// G + own compliance is positive definite, the solution is one and minimises a convex energy, so that
// relaxing one needle at a time always gets there; Newton steps get there sooner.
struct ArrayBalance::Equations {
    const std::vector<NeedleLaw>& laws;
    const Eigen::MatrixXd& coupling;
    std::vector<Seated>& needles;
    Eigen::VectorXd offset, travel, force, slope, residual;
    bool convex = true;
    bool measured = false;   // slopes by difference; those that needles tell are near ones
    Eigen::VectorXd limit;   // force that breaks the next layer under each tip
    Eigen::VectorXd ground;  // inserted depth at which the tip stands on it

    Equations(const std::vector<NeedleLaw>& types, const Eigen::MatrixXd& matrix, std::vector<Seated>& array)
        : laws(types),
          coupling(matrix),
          needles(array),
          force(matrix.rows()),
          slope(matrix.rows()),
          limit(matrix.rows()),
          ground(matrix.rows())
    {
    }

    double react(Eigen::Index i)
    {
        Seated& needle = needles[std::size_t(i)];
        needle.reaction = laws[needle.type].response->at(travel[i], needle.progress);
        if (needle.reaction.force >= limit[i] && needle.reaction.inserted >= ground[i])  // about to break: it bears
                                                                                         // no more
            needle.reaction.force = limit[i], needle.reaction.slope = 0;
        force[i] = needle.reaction.on_skin(), slope[i] = needle.reaction.slope;
        return force[i];
    }
    void measure(Eigen::Index i)
    {
        const double at = travel[i], here = force[i];
        const Reaction reaction = needles[std::size_t(i)].reaction;
        travel[i] = at + probe;
        slope[i] = (react(i) - here) / probe;
        travel[i] = at, force[i] = here;
        needles[std::size_t(i)].reaction = reaction;
    }
    double evaluate()
    {
        for (Eigen::Index i = 0; i < travel.size(); ++i) react(i);
        residual = travel + coupling * force - offset;
        return residual.lpNorm<Eigen::Infinity>();
    }
    // One Newton step, halved until it is one for the better; false when it is not. Needles that only go in have a
    // convex energy: where it has fallen, its gradient (the residual) does not point back. Else the residual falls.
    bool step(double& error)
    {
        if (measured)
            for (Eigen::Index i = 0; i < travel.size(); ++i) measure(i);
        Eigen::MatrixXd matrix = coupling * slope.asDiagonal();
        matrix.diagonal().array() += 1;
        const Eigen::VectorXd from = travel, before = force, way = matrix.partialPivLu().solve(residual);
        const double first = error, rounding = 1e-12 * error * before.lpNorm<Eigen::Infinity>();
        for (double length = 1; length > (convex ? 1e-3 : 0.1); length /= 2) {
            travel = from - length * way;
            error = evaluate();
            if (convex ? (force - before).dot(residual) <= rounding : error < (1 - 0.3 * length) * first) return true;
        }
        travel = from;
        error = evaluate();
        return false;
    }
    // Of one needle, with what the others leave it.
    double excess(Eigen::Index i, double others) { return travel[i] + coupling(i, i) * react(i) - others; }
    // The travel t at which t + c F(t) = others, next to where it is: false position in Illinois form, every third
    // step a bisection. False where F jumps, because the skin lets go: there the needle is left behind the jump.
    bool seek(Eigen::Index i, double others)
    {
        double low = travel[i], high = low, off = excess(i, others), below = off, above = off;
        for (double step = std::abs(off); off < 0 && above < 0; step *= 2) {
            low = high, below = above;
            travel[i] = high += step, above = excess(i, others);
        }
        for (double step = std::abs(off); off > 0 && below > 0; step *= 2) {
            high = low, above = below;
            travel[i] = low -= step, below = excess(i, others);
        }
        int side = 0;  // that was kept twice in a row gets half its weight
        for (int k = 0; high - low > closest; ++k) {
            travel[i] = k % 3 == 2 ? (low + high) / 2 : low + (high - low) * below / (below - above);
            off = excess(i, others);
            if (std::abs(off) <= closest) return true;
            if (off < 0) {
                low = travel[i], below = off, above /= side < 0 ? 2 : 1, side = -1;
            } else {
                high = travel[i], above = off, below /= side > 0 ? 2 : 1, side = 1;
            }
        }
        travel[i] = needles[std::size_t(i)].progress.leaving ? low : high;
        return std::abs(excess(i, others)) <= tolerance;
    }
    // Each needle in turn to its balance with the others where they are. Where there is none, between two holds of
    // the skin or between coming out and being out, it slips to the next one and holds on there. `stay`: all hold on
    // where they are, lest they go to and fro between two holds.
    void sweep(bool stay)
    {
        for (Eigen::Index i = 0; i < travel.size(); ++i) {
            const double others = offset[i] - coupling.row(i).dot(force) + coupling(i, i) * force[i];
            Seated& needle = needles[std::size_t(i)];
            const bool slips = !seek(i, others);
            if (slips || stay) needle.progress.keep(needle.reaction.inserted);
            if (slips) seek(i, others);
        }
    }
};

bool ArrayBalance::needles_balance(std::vector<Seated>& needles, const Eigen::VectorXd& level)
{
    Equations all(m_laws, m_reduced, needles);
    all.offset = level;
    if (rests()) all.offset -= m_across * m_parts.solve(m_pushed(m_touching));
    for (std::size_t i = 0; i < needles.size(); ++i) {
        all.offset[Eigen::Index(i)] += needles[i].set;
        all.force[Eigen::Index(i)] = needles[i].reaction.on_skin();
        all.limit[Eigen::Index(i)] = threshold(needles[i]);
        all.ground[Eigen::Index(i)] = ground(needles[i]);
        all.convex = all.convex && !needles[i].progress.leaving && !needles[i].progress.exact;
    }
    const bool exact = std::ranges::any_of(needles, [](const Seated& n) { return n.progress.exact; });
    const bool leaving = std::ranges::any_of(needles, [](const Seated& n) { return n.progress.leaving; });
    const double sought = exact ? exactly : tolerance;
    all.travel = all.offset - all.coupling * all.force;
    double error = all.evaluate();
    int stalled = 0;
    for (int iteration = 0; iteration < max_iterations && error > sought; ++iteration) {
        all.measured = iteration >= patience || stalled >= (leaving ? 1 : in_vain);
        const double before = error;
        if (!all.step(error)) {
            for (int k = 0; k <= std::min(stalled, in_vain) && error > sought; ++k) {  // lest steps undo what they do
                all.sweep(stalled >= in_vain);
                error = all.evaluate();
            }
            ++stalled;
        }
        if (error <= tolerance && error > before / 2) break;  // good enough, and getting no better
    }
    m_error = error;
    return error <= enough;
}

// Parts that pull let go, parts that the skin has passed touch; `one`: only the worst of them. False when all is
// well.
bool ArrayBalance::exchange(const std::vector<Seated>& needles, bool one)
{
    if (m_pushed.size() == 0) return false;  // a drum has no parts
    const Eigen::VectorXd force = borne(needles), level = passed(needles);
    std::vector<double> wrong(std::size_t(m_pushed.size()));  // how far each is from where it should be [m]
    for (Eigen::Index k = 0; k < m_pushed.size(); ++k) wrong[std::size_t(k)] = std::max(0.0, -level[k] - meets);
    for (std::size_t a = 0; a < m_touching.size(); ++a) {
        const Eigen::Index k = m_touching[a];
        wrong[std::size_t(k)] = std::max(0.0, -force[Eigen::Index(a)] * m_couplings->parts(k, k) - meets);
    }
    const double worst = wrong.empty() ? 0 : *std::max_element(wrong.begin(), wrong.end());
    if (worst <= 0) return false;
    std::vector<bool> touching(wrong.size());
    for (const Eigen::Index k : m_touching) touching[std::size_t(k)] = true;
    std::vector<Eigen::Index> next;
    for (std::size_t k = 0; k < wrong.size(); ++k) {
        const bool swap = one ? wrong[k] >= worst : wrong[k] > 0;
        if (touching[k] != swap) next.push_back(Eigen::Index(k));
    }
    touch(std::move(next));
    return true;
}

bool ArrayBalance::balance(std::vector<Seated>& needles, const Eigen::VectorXd& level)
{
    for (int i = 0; i < max_exchanges; ++i) {
        if (!needles_balance(needles, level)) return false;
        if (!exchange(needles, i >= all_at_once)) return true;
    }
    return false;
}

void ArrayBalance::relax(std::vector<Seated>& needles, const Eigen::VectorXd& level)
{
    if (balance(needles, level)) return;
    for (Seated& needle : needles) needle.reaction = {};  // once more, from needles that bear nothing
    if (balance(needles, level)) return;
    throw core::Failure(core::exit_code::not_converged, "mechanics: the force balance of a stroke did not converge");
}

double ArrayBalance::travel(const std::vector<Seated>& needles, const Eigen::VectorXd& level, std::size_t i) const
{
    const Eigen::Index row = Eigen::Index(i);
    double travel = needles[i].set + level[row] - m_couplings->needles.row(row).dot(forces(needles));
    if (rests()) travel -= m_across.row(row).dot(borne(needles));
    return travel;
}

double ArrayBalance::stored(const std::vector<Seated>& needles) const
{
    const Eigen::VectorXd force = forces(needles);
    const double pair = force.dot(m_couplings->needles * force) / 2;
    if (!rests()) return pair;
    // F H B + B K B/2 with K B = d - H F
    return pair + borne(needles).dot(m_pushed(m_touching) + m_across.transpose() * force) / 2;
}

double ArrayBalance::settle(std::vector<Seated>& needles, const Eigen::VectorXd& level)
{
    double peak = 0;
    for (bool broke = true; broke;) {
        relax(needles, level);
        broke = false;
        double total = 0;
        for (Seated& needle : needles) {
            const double force = needle.reaction.force;
            needle.peak = std::max(needle.peak, force);
            total += force;
            if (!breaks(needle)) continue;
            ++needle.progress.passed;
            broke = true;
        }
        peak = std::max(peak, total);
    }
    return peak;
}

}  // namespace dermavox::mechanics
