/// What a Press knows of its skin and device: laws, couplings and the level at which the device rides.
#pragma once

#include "dermavox/core/random.hpp"
#include "dermavox/mechanics/channel.hpp"
#include "dermavox/mechanics/press.hpp"
#include "engine/mechanics/array_balance.hpp"

#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace dermavox::mechanics {

struct Press::State {
    /// What the skin does to one type of needle.
    struct Type {
        device::Needle needle;
        std::shared_ptr<const NeedleResponse> response;
        ChannelLaw channel;
        double barrier_force = 0;   ///< median threshold of the barrier [N]
        std::vector<double> share;  ///< threshold of each layer over the barrier's
        double softness = 0;        ///< of its load in the couplings [m]
    };

    device::Device device;
    Parameters parameters;
    core::Random random;
    Speed glide;
    std::shared_ptr<const SurfaceResponse> surface;
    std::vector<Type> types;     ///< of needle, the device's own first
    double spread = 0;           ///< of the logarithm of the barrier's threshold
    double cell = 0;             ///< radius beyond which a dimple is the array's [m]; infinite but for stamps
    Couplings couplings;         ///< by seat, with a pen's cap as one part, a stamp's base as many
    Eigen::VectorXd gap;         ///< of each part of a stamp's base above its lowest point [m]
    Eigen::VectorXd neighbours;  ///< level that a roller's other stations make under each seat [m], <= 0
    Eigen::VectorXd dish;        ///< level under each seat per newton on the cap at rest [m/N]
    double ring_rest_self = 0, centre_dish = 0;
    double plane = 0;   ///< P [m] at the mean force of the hand
    double floats = 0;  ///< gap between device and skin there [m]
    core::Notes notes;

    State(const skin::Stack& skin, const device::Device& dev, const Parameters& p, std::uint64_t seed, Speed v);

    const Type& type_in(std::size_t seat) const { return types[device.cartridge.seats[seat].type]; }
    bool capped() const { return device.kind == device::Kind::pen; }
    bool stamps() const { return device.kind == device::Kind::stamp; }
    std::vector<Seated> nominal() const;  ///< one per seat, at the full depth, median thresholds
    ArrayBalance array(double at_plane) const { return {laws(), couplings, pushed(at_plane)}; }
    Eigen::VectorXd pushed(double at_plane) const { return pushed(at_plane, couplings); }
    Eigen::VectorXd level(double at_plane) const { return level(at_plane, couplings); }
    /// Skin's level that each part forces, through couplings of skin in any state [m].
    Eigen::VectorXd pushed(double at_plane, const Couplings& through) const;
    /// Travel of each seat less its set, no part on the skin [m].
    Eigen::VectorXd level(double at_plane, const Couplings& through) const;
    /// P where the hand pushes with this multiple of its mean force, 1/4 to 4; between tabulated ones linear in its
    /// logarithm. Of rollers and stamps always the same. Thread-safe.
    double plane_at(double push) const;

private:
    Type type_of(const skin::Stack& skin, const device::Needle& needle, double stiffening) const;
    void warn_of_water(const skin::Layer& barrier);
    void warn_of_speed(Speed strike);
    std::vector<NeedleLaw> laws() const;
    double softness_of(const Type& type) const;
    ElasticStack drape(const ElasticStack& flat) const;
    void seat_cap(const std::shared_ptr<const SurfaceResponse>& rest);
    void couple_seats();
    double pen_plane(double hand) const;
    double pen_mean_force(double at_plane) const;
    double coupling(const device::Seat& a, const device::Seat& b) const;

    // stamp (press_stamp.cpp)
    struct Descent;
    void seat_base();
    void rest_base();
    Descent descend() const;

    // roller (press_roller.cpp)
    struct Stations;
    Stations stations_at(double at_plane) const;
    void seat_drum();

    mutable std::once_flag m_tabulated;
    mutable std::vector<double> m_planes;
};

/// Sum of the needles' forces [N].
double total_force(const std::vector<Seated>& needles);

}  // namespace dermavox::mechanics
