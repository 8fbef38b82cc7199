// A drum on the skin: needles ahead of the deepest station and behind it carry the skin down too, and where all of
// them together need more than the hand gives, the drum rides on them.
#include "engine/mechanics/press_state.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::mechanics {

/// All needles that are in the skin while a station is deepest.
struct Press::State::Stations {
    Couplings couplings;
    std::vector<Seated> needles;
    std::vector<bool> deepest;  ///< of the station that is, seat by seat
};

Press::State::Stations Press::State::stations_at(double at_plane) const
{
    const device::Roller& drum = device.roller;
    const double step = 2 * std::numbers::pi / drum.around;
    Stations all;
    std::vector<device::Seat> places;
    for (int k = -drum.around / 4; k <= drum.around / 4; ++k)
        for (const device::Seat& seat : device.cartridge.seats) {
            const double angle = k * step + seat.y / drum.radius.si;  // a staggered row stands further round
            const Length needle = device.depth + Length{seat.length_offset};
            const double tip = device::tip_at(drum, needle, angle).depth.si;
            if (k != 0 && tip + at_plane <= 0) continue;
            all.needles.push_back(
                {.set = k == 0 ? needle.si : tip, .threshold = types[seat.type].barrier_force, .type = seat.type});
            all.deepest.push_back(k == 0);
            places.push_back(
                {seat.x, k == 0 ? seat.y : (drum.radius.si + needle.si) * std::sin(angle), 0, seat.type});
        }
    const Eigen::Index n = Eigen::Index(places.size());
    all.couplings.needles = Eigen::MatrixXd::Zero(n, n);
    for (Eigen::Index i = 0; i < n; ++i)
        for (Eigen::Index j = 0; j < i; ++j)
            all.couplings.needles(i, j) = all.couplings.needles(j, i) =
                coupling(places[std::size_t(i)], places[std::size_t(j)]);
    all.couplings.across.resize(n, 0);
    ArrayBalance(laws(), all.couplings, {}).settle(all.needles, Eigen::VectorXd::Constant(n, at_plane));
    return all;
}

void Press::State::seat_drum()
{
    const double hand = device.roller.force.si;
    Stations all = stations_at(0);
    if (total_force(all.needles) > hand) {
        double low = -device::deepest(device).si, high = 0;
        for (int i = 0; i < 14; ++i) {
            plane = (low + high) / 2;
            all = stations_at(plane);
            (total_force(all.needles) < hand ? low : high) = plane;
        }
    }
    Eigen::Index own = 0;
    for (std::size_t i = 0; i < all.needles.size(); ++i) {
        if (!all.deepest[i]) continue;
        for (std::size_t j = 0; j < all.needles.size(); ++j)
            if (!all.deepest[j])
                neighbours[own] -=
                    all.couplings.needles(Eigen::Index(i), Eigen::Index(j)) * all.needles[j].reaction.on_skin();
        ++own;
    }
}

}  // namespace dermavox::mechanics
