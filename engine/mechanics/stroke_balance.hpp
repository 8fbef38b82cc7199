/// Needles, cap and skin at one place of a stroke, and where the work so far has gone: what force_curve.cpp walks
/// with.
#pragma once

#include "dermavox/mechanics/force_curve.hpp"
#include "engine/mechanics/relaxed_skin.hpp"

#include <optional>
#include <vector>

namespace dermavox::mechanics {

class StrokeBalance
{
public:
    /// `state` is kept by reference. `channel`: depth [m] of a channel that stands open under every needle.
    StrokeBalance(const Press::State& state, double channel);

    /// Where the first needle touches the skin, which bulges inside a cap and lies still under a base.
    double touch() const;
    /// Balance with the device at this level [m], <= 0, below its deepest point; starts from the place taken last.
    void move(double at);
    double at() const { return m_at; }
    /// Of what moves, after moving there.
    double force_at(double at);
    /// To rounding: not where the skin is just letting go.
    bool balances() const { return m_array.error() < 1e-11; }
    /// This place counts: what is stored here is none of the stroke's.
    void start() { m_at_rest = m_array.stored(m_needles); }
    /// This place counts: needles do not go back from where they have got to.
    void take();
    /// From here on the needles leave; all that is elastic relaxes at held shape. Returns what is lost [J].
    double turn();

    const std::vector<Seated>& needles() const { return m_needles; }
    double parts_force() const { return m_array.parts_force(m_needles); }
    bool leaving() const { return m_leaving; }
    bool breaks(std::size_t needle) const;                                 ///< the layer under it is about to
    void break_layer(std::size_t needle) { ++m_progress[needle].passed; }  ///< from the next move on
    void let_go(std::size_t needle) { m_progress[needle].deepest = 0; }    ///< from the next move on
    bool out(std::size_t needle) const;                                    ///< the skin does not hold it
    std::size_t out() const;                                               ///< how many of those
    bool free() const;                                                     ///< no needle touches the skin

    /// stored, cut, spread and friction of `split` at this place.
    WorkSplit spent() const;

private:
    const NeedleResponse& response(std::size_t i) const;
    Resistance work(std::size_t i) const;
    double elastic() const;
    void relax(double kept);

    const Press::State& m_state;
    ArrayBalance m_array;
    Eigen::VectorXd m_level;
    std::vector<Seated> m_end, m_needles;
    std::vector<Seated> m_start;           // at the place taken last
    std::vector<Progress> m_progress;      // kept here: balances are tried before one is taken
    std::vector<double> m_friction;        // of each needle on the way in and, all of it, on the way out
    std::optional<RelaxedSkin> m_relaxed;  // on the way out
    double m_cut = 0, m_at = 0;
    double m_at_rest = 0;  // stored under the cap before the needles come
    bool m_leaving = false;
};

}  // namespace dermavox::mechanics
