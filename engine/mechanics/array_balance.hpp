/// Force balance of an array of needles on one skin: coupled, unilateral, with breaking layers.
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
    double set = 0;        ///< tip past the cap's plane in rigid skin [m]
    double threshold = 0;  ///< force that breaks the barrier here [N]
    Progress progress{};
    Reaction reaction{};
    double peak = 0;         ///< largest force so far [N]
    std::uint16_t type = 0;  ///< of needle
};

/// The ring round the needles: how it and they feel each other.
struct Ring {
    Eigen::VectorXd needle;  ///< h: sink under each needle per newton on the ring [m/N]
    double self = 0;         ///< of the ring itself [m/N]; 0 = there is no ring
    double rest = 0;         ///< force on the ring with the needles out [N]
};

class ArrayBalance
{
public:
    /// laws: by type of needle. coupling: sink under i per newton on j, 0 on the diagonal.
    ArrayBalance(std::vector<NeedleLaw> laws, Eigen::MatrixXd coupling, Ring ring);

    /// Balance with needle i at travel set_i + level_i; layers break until none is past its threshold.
    /// Starts from the reactions in `needles`. Returns the largest total force met on the way.
    double settle(std::vector<Seated>& needles, const Eigen::VectorXd& level) const;
    /// The same without breaking: a needle that would break bears its threshold.
    void relax(std::vector<Seated>& needles, const Eigen::VectorXd& level) const;

    double ring_force(const std::vector<Seated>& needles) const;  ///< C at this balance, >= 0
    double threshold(const Seated& needle) const;  ///< total force that breaks the next layer; may be infinite
    /// Travel of needle i at this balance.
    double travel(const std::vector<Seated>& needles, const Eigen::VectorXd& level, std::size_t i) const;
    /// Elastic energy between needles and ring, since the ring was at rest [J].
    double stored(const std::vector<Seated>& needles) const;

private:
    struct Equations;  // travel + coupling x force(travel) = offset
    bool balance(std::vector<Seated>& needles, const Eigen::VectorXd& level, bool touching) const;
    bool touching(const std::vector<Seated>& needles) const;

    std::vector<NeedleLaw> m_laws;
    Eigen::MatrixXd m_apart, m_touching;  // coupling without and with the ring held
    Ring m_ring;
};

}  // namespace dermavox::mechanics
