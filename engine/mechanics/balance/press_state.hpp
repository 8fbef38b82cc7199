/// What a Press knows of its skin and device: tables of skin and needles, and how the device carries them through a
/// stroke.
#pragma once

#include "dermavox/core/random.hpp"
#include "dermavox/mechanics/array_contact.hpp"
#include "dermavox/mechanics/cap_ring.hpp"
#include "dermavox/mechanics/channel.hpp"
#include "dermavox/mechanics/press.hpp"
#include "dermavox/mechanics/sideways.hpp"
#include "engine/mechanics/balance/device_base.hpp"

#include <array>
#include <memory>
#include <mutex>
#include <vector>

namespace dermavox::mechanics {

/// Places of the device above its deepest point, and where the nominal needles are in balance there.
struct RideStep {
    double up = 0;
    LinearPart linear{};        ///< with what touches beside the needles in it
    Eigen::MatrixXd hessian{};  ///< H, by seat
    Eigen::VectorXd sigma{};    ///< by seat
    double parts = 0;           ///< force of those parts [N]
};

/// A stroke of the device under one push of the hand. Travel of a needle of set depth d:  d - up + rise.
struct Ride {
    const ArrayContact* contact = nullptr;
    double plane = 0;        ///< P [m]
    double cap = 0;          ///< force of a pen's cap on skin at rest [N]
    double floats = 0;       ///< gap between device and skin at the deepest point [m]
    double reach = 0;        ///< from first touch to the deepest point [m]
    Eigen::VectorXd rise{};  ///< by seat [m]
    std::vector<RideStep> path{};
};

struct Press::State {
    /// What the skin does to one type of needle.
    struct Type {
        device::Needle needle;
        std::shared_ptr<const NeedleContact> contact;
        ChannelLaw channel;
        double barrier_force = 0;  ///< median threshold of the barrier [N]
    };

    device::Device device;
    Parameters parameters;
    core::Random random;
    Speed glide;
    std::shared_ptr<const ScaleBands> bands;
    std::vector<Type> types;  ///< of needle, the device's own first
    double spread = 0;        ///< of the logarithm of the barrier's threshold
    core::Notes notes;

    State(const skin::Stack& skin, const device::Device& dev, const Parameters& p, std::uint64_t seed, Speed v,
          const ContactTables* tables);

    const Type& type_in(std::size_t seat) const { return types[device.cartridge.seats[seat].type]; }
    bool capped() const { return device.kind == device::Kind::pen; }
    bool stamps() const { return device.kind == device::Kind::stamp; }
    /// One needle per seat before a stroke, median thresholds, in channels of this depth.
    std::vector<NeedleState> needles(double channel) const;
    /// Depth that a seat is set to at the deepest point of a nominal stroke.
    double set_depth(std::size_t seat) const;
    /// How far a needle stands out of the device's face with the device this much above its deepest point.
    double root(std::size_t seat, double set, double up) const;
    /// Sets travels and roots of nominal needles.
    void place(std::vector<NeedleState>& needles, const Ride& ride, double up) const;

    double push_share() const { return m_push_share; }
    const Ride& nominal() const { return *m_rides[pushes / 2]; }
    /// Where the hand pushes with this multiple of its mean force, 1/4 to 4. Of rollers and stamps always the same.
    /// Thread-safe.
    const Ride& ride_at(double push, Eigen::VectorXd& rise) const;
    int steps() const { return parameters.full_contact ? 8 : 4; }
    ArrayContact::Accuracy accuracy() const
    {
        return parameters.full_contact ? ArrayContact::Accuracy{}
                                       : ArrayContact::Accuracy{.residual = 2e-8, .gain = 3};
    }

    // pen (press_pen.cpp)
    double centre_bulge(double level) const { return m_cap->bulge_at_centre(level); }
    /// Force of the cap on the skin under a stroke whose needles bear these forces.
    double cap_force(const Ride& ride, const std::vector<double>& needles) const;

    // stamp, roller (press_base.cpp)
    const DeviceBase* base() const { return m_base.get(); }
    /// What the glide does to the skin round a type of needle. Made when first asked for; thread-safe.
    const SidewaysLaw& sideways(std::size_t type) const;

private:
    static constexpr std::size_t pushes = 9;  ///< 1/4 to 4 times in steps of sqrt 2

    Type type_of(const skin::Stack& skin, const device::Needle& needle, double stiffening, std::size_t first,
                 std::size_t last) const;
    ElasticStack drape(const ElasticStack& flat, const ContactTables* tables);
    std::vector<std::shared_ptr<const NeedleContact>> contacts() const;
    void follow(Ride& ride) const;
    void build(const skin::Stack& skin, const ContactTables* tables);

    CapLaw law_of_cap(const ContactTables* tables) const;
    void build_pen(std::size_t first, const ContactTables* tables);
    Ride pen_ride(double level, bool cap_rests) const;
    struct PenLoad {
        double mean = 0, needles = 0, cap = 0;
    };
    PenLoad pen_load(const Ride& ride) const;
    double pen_mean_force(Ride& ride) const;
    Ride pen_under(double hand) const;
    void build_base(std::size_t first, std::size_t last);
    LinearPart beside_deepest(const DeviceBase::Descent& rest) const;

    skin::Stack m_skin;
    double m_stiffening, m_contact;  ///< of moduli at the stroke's rate; time that a needle is in the skin [s]
    mutable std::once_flag m_glides;
    mutable std::vector<SidewaysLaw> m_sideways;       ///< by type
    std::shared_ptr<const SurfaceResponse> m_surface;  ///< under a stroke
    std::unique_ptr<CapRing> m_cap;
    Eigen::VectorXd m_relief;  ///< of the cap by each needle's force, in a stroke [1]
    double m_cap_compliance = 0;
    double m_push_share = 0;
    std::unique_ptr<ArrayContact> m_array;  ///< a pen's needles with the cap on the skin; of others the needles alone
    std::unique_ptr<ArrayContact> m_lifted;  ///< a pen's with the cap off the skin
    std::unique_ptr<DeviceBase> m_base;
    mutable std::array<std::once_flag, pushes> m_found;
    mutable std::array<std::unique_ptr<Ride>, pushes> m_rides;
};

}  // namespace dermavox::mechanics
