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
constexpr double enough = 1e-6;     // [m] that will do where layers hold many needles at once
}  // namespace

ArrayBalance::ArrayBalance(std::vector<NeedleLaw> laws, Eigen::MatrixXd coupling, Ring ring)
    : m_laws(std::move(laws)),
      m_apart(std::move(coupling)),
      m_ring(std::move(ring))
{
    m_touching = m_apart;
    if (m_ring.self > 0) m_touching -= m_ring.needle * m_ring.needle.transpose() / m_ring.self;
}

double ArrayBalance::threshold(const Seated& needle) const
{
    const std::size_t passed = needle.progress.passed;
    const NeedleLaw& law = m_laws[needle.type];
    if (needle.progress.leaving || passed >= law.share->size()) return std::numeric_limits<double>::infinity();
    return law.response->arrival(needle.progress) + (*law.share)[passed] * needle.threshold;
}

double ArrayBalance::ring_force(const std::vector<Seated>& needles) const
{
    if (m_ring.self <= 0) return 0;
    double lifted = 0;
    for (std::size_t i = 0; i < needles.size(); ++i)
        lifted += needles[i].reaction.force * m_ring.needle[Eigen::Index(i)];
    return std::max(0.0, m_ring.rest - lifted / m_ring.self);
}

// The balance of all needles in the travels t:  t + G F(t) = offset.  As F never falls with the travel and
// G + own compliance is positive definite, the solution is one and minimises a convex energy, so that
// relaxing one needle at a time always gets there; Newton steps get there sooner.
struct ArrayBalance::Equations {
    const std::vector<NeedleLaw>& laws;
    const Eigen::MatrixXd& coupling;
    std::vector<Seated>& needles;
    Eigen::VectorXd offset, travel, force, slope, residual;
    Eigen::VectorXd limit;  // force that breaks the layer each tip stands on

    Equations(const std::vector<NeedleLaw>& types, const Eigen::MatrixXd& matrix, std::vector<Seated>& array)
        : laws(types),
          coupling(matrix),
          needles(array),
          force(matrix.rows()),
          slope(matrix.rows()),
          limit(matrix.rows())
    {
    }

    double react(Eigen::Index i)
    {
        Seated& needle = needles[std::size_t(i)];
        needle.reaction = laws[needle.type].response->at(travel[i], needle.progress);
        if (needle.reaction.force >= limit[i])  // no layer bears more: it is about to break
            needle.reaction.force = limit[i], needle.reaction.slope = 0;
        force[i] = needle.reaction.force, slope[i] = needle.reaction.slope;
        return force[i];
    }
    double evaluate()
    {
        for (Eigen::Index i = 0; i < travel.size(); ++i) react(i);
        residual = travel + coupling * force - offset;
        return residual.lpNorm<Eigen::Infinity>();
    }
    // One Newton step, halved until the residual falls; false when it does not.
    bool step(double& error)
    {
        Eigen::MatrixXd matrix = coupling * slope.asDiagonal();
        matrix.diagonal().array() += 1;
        const Eigen::VectorXd from = travel, way = matrix.partialPivLu().solve(residual);
        const double before = error;
        for (double length = 1; length > 0.1; length /= 2) {
            travel = from - length * way;
            error = evaluate();
            if (error < (1 - 0.3 * length) * before) return true;
        }
        travel = from;
        error = evaluate();
        return false;
    }
    // Each needle in turn to its balance with the others where they are.
    void sweep()
    {
        for (Eigen::Index i = 0; i < travel.size(); ++i) {
            const double others = offset[i] - coupling.row(i).dot(force) + coupling(i, i) * force[i];
            double low = std::min(0.0, others), high = std::max(0.0, others) + 1e-12;
            while (travel[i] = high, high + coupling(i, i) * react(i) < others) high *= 2;
            for (int k = 0; k < 60; ++k) {
                travel[i] = (low + high) / 2;
                (travel[i] + coupling(i, i) * react(i) < others ? low : high) = travel[i];
            }
            // No balance between coming out and being out: the skin lets go of the needle.
            Progress& progress = needles[std::size_t(i)].progress;
            if (progress.leaving && std::abs(travel[i] + coupling(i, i) * force[i] - others) > tolerance)
                progress.deepest = 0, travel[i] = others, react(i);
        }
    }
};

bool ArrayBalance::balance(std::vector<Seated>& needles, const Eigen::VectorXd& level, bool touching) const
{
    Equations all(m_laws, touching ? m_touching : m_apart, needles);
    all.offset = level;
    // Where the ring has left the skin, the dent that it made at rest is gone.
    if (!touching && m_ring.self > 0) all.offset += m_ring.rest * m_ring.needle;
    for (std::size_t i = 0; i < needles.size(); ++i) {
        all.offset[Eigen::Index(i)] += needles[i].set;
        all.force[Eigen::Index(i)] = needles[i].reaction.force;
        all.limit[Eigen::Index(i)] = threshold(needles[i]);
    }
    all.travel = all.offset - all.coupling * all.force;
    double error = all.evaluate();
    for (int iteration = 0; iteration < max_iterations && error > tolerance; ++iteration) {
        if (all.step(error)) continue;
        all.sweep();
        error = all.evaluate();
    }
    return error <= enough;
}

bool ArrayBalance::touching(const std::vector<Seated>& needles) const
{
    return m_ring.self > 0 && ring_force(needles) > 0;
}

void ArrayBalance::relax(std::vector<Seated>& needles, const Eigen::VectorXd& level) const
{
    const bool ring = m_ring.self > 0 && m_ring.rest > 0;
    bool found = balance(needles, level, ring);
    if (!found) {  // once more, from needles that bear nothing
        for (Seated& needle : needles) needle.reaction = {};
        found = balance(needles, level, ring);
    }
    if (found && (!ring || ring_force(needles) > 0)) return;
    if (found && balance(needles, level, false)) return;  // the ring has left the skin
    throw core::Failure(core::exit_code::not_converged, "mechanics: the force balance of a stroke did not converge");
}

double ArrayBalance::travel(const std::vector<Seated>& needles, const Eigen::VectorXd& level, std::size_t i) const
{
    const bool held = touching(needles);
    const Eigen::Index row = Eigen::Index(i);
    double travel = needles[i].set + level[row];
    if (!held && m_ring.self > 0) travel += m_ring.rest * m_ring.needle[row];
    for (std::size_t j = 0; j < needles.size(); ++j)
        travel -= (held ? m_touching : m_apart)(row, Eigen::Index(j)) * needles[j].reaction.force;
    return travel;
}

double ArrayBalance::stored(const std::vector<Seated>& needles) const
{
    const bool held = touching(needles);
    Eigen::VectorXd force(Eigen::Index(needles.size()));
    for (std::size_t i = 0; i < needles.size(); ++i) force[Eigen::Index(i)] = needles[i].reaction.force;
    const double pair = force.dot((held ? m_touching : m_apart) * force) / 2;
    return held || m_ring.self <= 0 ? pair : pair - m_ring.self * m_ring.rest * m_ring.rest / 2;
}

double ArrayBalance::settle(std::vector<Seated>& needles, const Eigen::VectorXd& level) const
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
            if (force < threshold(needle)) continue;
            ++needle.progress.passed;
            broke = true;
        }
        peak = std::max(peak, total);
    }
    return peak;
}

}  // namespace dermavox::mechanics
