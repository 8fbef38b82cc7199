/// What one needle can do in a step of the device: a monotone graph of travel tau over force F.
///
/// tau = inserted depth L + own displacement w(L, F) (needle_columns.hpp). From an inserted depth L0 with some layers
/// passed, in order of growing  sigma = c0 F + tau  (c0 = NeedleColumns::rest()):
///     slides     F = F_out(L0), the skin's pull overcomes the hold; 0 where the barrier holds or L0 = 0
///     sticks     at L0
///     advances   L0 .. L1 along F_adv(L)
///     stops      at L1
///     yields     F = F_thr: the next layer breaks, or bone bears the rest
/// L1 is the least of the top of the next layer, the needle's root, bone, and where the needle sticks fast.
///     F_adv: F + d lone/dL = cut + spread + friction,   F_out: F + d lone/dL = spread - friction, at most 0
/// with the resistances of insertion_law.hpp by the depth of a channel that was open before, and F_adv levelled: the
/// largest met so far, because the balance of an array needs forces that do not fall. Where no force up to 3 N drives
/// the needle on, it sticks fast. F and tau are functions of sigma with slopes in [0, 1/c0] and [0, 1]. SI.
#pragma once

#include "dermavox/mechanics/insertion_law.hpp"
#include "dermavox/mechanics/needle_columns.hpp"

#include <cstdint>
#include <limits>
#include <memory>
#include <mutex>
#include <vector>

namespace dermavox::mechanics {

class NeedleContact
{
public:
    /// share: threshold of each layer of `law` over the barrier's. first, last: the bands shared, as in
    /// NeedleColumns.
    NeedleContact(InsertionLaw law, const ScaleBands& bands, const device::Needle& needle,
                  const Parameters& parameters, std::vector<double> share, std::size_t first, std::size_t last);
    /// The same needle where it stands still until all elastic stress has fallen to a share `kept`. Its forces are
    /// those over `kept`, so that displacements stay as they are and only the hold of the shaft changes; it goes no
    /// further in.
    NeedleContact relaxed(double kept) const;
    NeedleContact(NeedleContact&&) noexcept;
    ~NeedleContact();

    /// Where the needle stands as a step begins, and what it is up against.
    struct Standing {
        double inserted = 0;                                    ///< L0
        std::size_t passed = 0;                                 ///< tops of layers behind it; 0 = the barrier holds
        double channel = 0;                                     ///< depth of a channel that was open before
        double threshold = 0;                                   ///< force that breaks the barrier here
        double root = std::numeric_limits<double>::infinity();  ///< greatest L
    };
    enum class Part : std::uint8_t { slides, sticks, advances, stops, yields };
    struct Point {
        double force, travel;              ///< F, tau
        double force_slope, travel_slope;  ///< by sigma
        double inserted;
        Part part;
    };
    /// The graph of one step.
    struct Step {
        NeedleColumns::Between from{}, to{};
        double inserted = 0, limit = 0;                             ///< L0, L1
        double out = 0, start = 0, end = 0;                         ///< F_out(L0), F_adv(L0), F_adv(L1)
        double threshold = 0;                                       ///< F_thr
        double s_out = 0, s_start = 0, s_end = 0, s_threshold = 0;  ///< sigma at those
        std::size_t channel = 0;                                    ///< column of the channel's depth
        bool on_bone = false;                                       ///< what stops it at L1 is bone
        bool at_layer = false;                                      ///< ... is the top of a layer
    };
    Step step(const Standing& standing) const;
    Point at(const Step& step, double sigma) const;

    /// Where a needle that slides at this travel, F = F_out(L0), comes to rest with the other needles as they are:
    /// the largest depth up to L0 at which the pull is held; 0: out. compliance: of the bands to its own load [m/N].
    double held_below(const Step& step, double travel, double compliance) const;
    /// What bone bears at a sigma beyond what drives the needle there, and the energy that takes.
    struct Bone {
        double force = 0, energy = 0;
    };
    Bone on_bone(const Step& step, double sigma) const;

    double scale() const { return m_columns.rest(); }  ///< c0
    const NeedleColumns& columns() const { return m_columns; }
    const InsertionLaw& law() const { return m_law; }
    std::size_t layers() const { return m_law.layers(); }
    /// Layers whose tops lie above a channel's end.
    std::size_t passed_by(double channel) const;

private:
    struct Advance;  ///< along one channel depth, by column
    struct Advances;
    Advance advance_in(double channel) const;
    const Advance& advance(std::size_t channel_column) const;
    double driven(std::size_t column, double resistance) const;
    NeedleContact(const NeedleContact& other, InsertionLaw law, double kept);
    void tabulate_hold();
    double pull_out(const NeedleColumns::Between& at) const;
    double adv_force(const Advance& way, double inserted) const;
    Point stuck(const NeedleColumns::Between& at, double inserted, double sigma, Part part) const;

    InsertionLaw m_law;
    InsertionLaw m_way_in;  ///< before anything relaxed: what a needle on bone bears of the skin, it bears on
    NeedleColumns m_columns;
    std::vector<double> m_share;
    double m_length, m_kept = 1;
    bool m_leaving = false;     ///< a tip that leaves goes no further in
    std::vector<double> m_out;  ///< F_out by column
    std::unique_ptr<Advances> m_advances;
};

}  // namespace dermavox::mechanics
