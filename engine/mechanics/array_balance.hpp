/// Force balance of an array of needles and of what rides beside them on one skin: coupled, unilateral, with
/// breaking layers.
///
/// Parts k of the device (a pen's cap, patches of a stamp's base) push the skin to at least d_k where they touch it:
///     skin under needle i   sum_j G_ij F_j + sum_k H_ik B_k
///     skin under part k     sum_i H_ik F_i + sum_l K_kl B_l >= d_k,  B_k >= 0,  one of the two an equality
/// The parts that touch, A, are eliminated,
///     B_A = K_AA^-1 (d_A - H_A^T F),    G' = G - H_A K_AA^-1 H_A^T
/// and found by exchanging the ones that pull for the ones that the skin has passed.
#pragma once

#include "dermavox/mechanics/needle_response.hpp"

#include <Eigen/Dense>

#include <cstdint>
#include <vector>

namespace dermavox::mechanics {

/// What a type of needle brings to the balance; kept by reference.
struct NeedleLaw {
    const NeedleResponse* response;    ///< never null
    const std::vector<double>* share;  ///< threshold of each layer over the barrier's
};

/// One needle of the array.
struct Seated {
    double set = 0;        ///< tip past the device's plane in rigid skin [m]
    double threshold = 0;  ///< force that breaks the barrier here [N]
    Progress progress{};
    Reaction reaction{};
    double peak = 0;         ///< largest force so far [N]
    std::uint16_t type = 0;  ///< of needle
};

/// Sinks per newton between needles and parts [m/N].
struct Couplings {
    Eigen::MatrixXd needles;  ///< G, the needles' own (in their response) on the diagonal left out
    Eigen::MatrixXd across;   ///< H, needle by part
    Eigen::MatrixXd parts;    ///< K
};

class ArrayBalance
{
public:
    /// laws: by type of needle. couplings: kept by reference. pushed: d [m], by part.
    ArrayBalance(std::vector<NeedleLaw> laws, const Couplings& couplings, Eigen::VectorXd pushed);

    /// The parts move.
    void push(Eigen::VectorXd pushed) { m_pushed = std::move(pushed); }

    /// Balance with needle i at travel set_i + level_i past the skin that nothing else touches; layers break until
    /// none is past its threshold. Starts from the reactions in `needles`. Returns the largest total force of the
    /// needles met on the way.
    double settle(std::vector<Seated>& needles, const Eigen::VectorXd& level);
    /// The same without breaking: a needle that would break bears its threshold.
    void relax(std::vector<Seated>& needles, const Eigen::VectorXd& level);

    // At the balance found last:
    Eigen::VectorXd parts_forces(const std::vector<Seated>& needles) const;  ///< B, by part
    double parts_force(const std::vector<Seated>& needles) const;            ///< their sum
    bool rests() const { return !m_touching.empty(); }                       ///< some part touches the skin
    double clearance(const std::vector<Seated>& needles) const;  ///< of the nearest part; 0 where one touches
    double threshold(const Seated& needle) const;  ///< total force that breaks the next layer; may be infinite
    bool breaks(const Seated& needle) const;       ///< stands on the next layer and bears as much
    /// Travel of needle i.
    double travel(const std::vector<Seated>& needles, const Eigen::VectorXd& level, std::size_t i) const;
    /// By how much a needle misses its balance at most: more than rounding where the skin is just letting go [m].
    double error() const { return m_error; }
    /// Elastic energy of the skin less the dimples' own [J].
    double stored(const std::vector<Seated>& needles) const;

private:
    double ground(const Seated& needle) const;  // depth at which its tip stands on the next layer [m]
    struct Equations;                           // travel + coupling x force(travel) = offset
    bool balance(std::vector<Seated>& needles, const Eigen::VectorXd& level);
    bool needles_balance(std::vector<Seated>& needles, const Eigen::VectorXd& level);
    void touch(std::vector<Eigen::Index> parts);
    bool exchange(const std::vector<Seated>& needles, bool one);
    Eigen::VectorXd borne(const std::vector<Seated>& needles) const;   // B of the parts that touch
    Eigen::VectorXd passed(const std::vector<Seated>& needles) const;  // skin's level past each part

    std::vector<NeedleLaw> m_laws;
    const Couplings* m_couplings;
    Eigen::VectorXd m_pushed;
    std::vector<Eigen::Index> m_touching;  // A
    Eigen::MatrixXd m_across;              // H_A
    Eigen::LLT<Eigen::MatrixXd> m_parts;   // K_AA
    Eigen::MatrixXd m_reduced;             // G'
    double m_error = 0;
};

}  // namespace dermavox::mechanics
