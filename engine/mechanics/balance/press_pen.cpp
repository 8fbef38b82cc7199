// A pen: its cap dents the skin at rest, and stays where it is while the needles strike.
#include "dermavox/mechanics/contact_tables.hpp"
#include "engine/mechanics/balance/press_state.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace dermavox::mechanics {

namespace {

constexpr int ring_points = 96;

/// K_m between the seats, and its mean over the cap's mean circle, from each seat and from the circle itself.
struct RingBand {
    Eigen::MatrixXd between;
    Eigen::VectorXd seats;
    double self = 0;
};
RingBand ring_band(const ScaleBands& bands, std::size_t band, const std::vector<Place>& seats, double radius)
{
    std::vector<Place> all = seats;
    for (int i = 0; i < ring_points; ++i) {
        const double angle = 2 * std::numbers::pi * (i + 0.5) / ring_points;
        all.push_back({radius * std::cos(angle), radius * std::sin(angle)});
    }
    const Eigen::MatrixXd k = band_matrix(bands, band, all);
    const Eigen::Index n = Eigen::Index(seats.size());
    return {k.topLeftCorner(n, n), k.topRightCorner(n, ring_points).rowwise().mean(),
            k.bottomRightCorner(ring_points, ring_points).mean()};
}

/// f at each distance, once for those that are the same to a picometre.
template <class F>
Eigen::VectorXd by_distance(const std::vector<Place>& places, const F& f)
{
    std::map<long long, double> known;
    Eigen::VectorXd made(Eigen::Index(places.size()));
    for (std::size_t i = 0; i < places.size(); ++i) {
        const long long picometres = std::llround(1e12 * std::hypot(places[i].x, places[i].y));
        const auto [at, fresh] = known.try_emplace(picometres, 0);
        if (fresh) at->second = f(1e-12 * double(picometres));
        made[Eigen::Index(i)] = at->second;
    }
    return made;
}

}  // namespace

CapLaw Press::State::law_of_cap(const ContactTables* tables) const
{
    if (tables) return tables->get(device_case(m_skin, device, parameters)).cap();
    const double hardest = 8 * std::max(1.0, device.cap.force.si);  // of varying hands
    return cap_law(SurfaceResponse(elastic_stack(m_skin)), device.cap.radius.si, device.cap.rim().si,
                   double(parameters.dimple_growth.value), hardest);
}

// Held at its level, the cap takes from each band what it does to the seats, K - theta k k^T/k_rr, with theta such
// that the sum over all seats is that of the linear cap.
void Press::State::build_pen(std::size_t first, const ContactTables* tables)
{
    const device::Cap& cap = device.cap;
    m_cap = std::make_unique<CapRing>(law_of_cap(tables), device);
    if (tables) m_push_share = cap.force.si / m_cap->last_force();
    std::vector<Place> places;
    for (const device::Seat& seat : device.cartridge.seats) places.push_back({seat.x, seat.y});
    const Eigen::Index n = Eigen::Index(places.size());
    m_cap_compliance = m_surface->ring_self(cap.radius.si, cap.rim().si);
    m_relief = by_distance(places, [&](double r) { return m_surface->ring(cap.radius.si, cap.rim().si, r); }) /
               m_cap_compliance;
    std::vector<Eigen::MatrixXd> free, taken;
    double sum = 0;
    for (std::size_t m = first; m < ScaleBands::count; ++m) {
        taken.emplace_back(Eigen::MatrixXd::Zero(n, n));
        if (ScaleBands::scale(m) < cap.width.si / 2) {  // dies off before it gets to the seats
            free.push_back(band_matrix(*bands, m, places));
            continue;
        }
        const RingBand ring = ring_band(*bands, m, places, (cap.radius.si + cap.rim().si) / 2);
        free.push_back(ring.between);
        if (ring.self > 0) taken.back() = ring.seats * ring.seats.transpose() / ring.self;
        sum += taken.back().sum();
    }
    const double linear = m_cap_compliance * std::pow(m_relief.sum(), 2);
    const double theta = sum > 0 ? std::min(1.0, linear / sum) : 0;
    m_lifted =
        std::make_unique<ArrayContact>(std::make_shared<const ArrayBands>(bands, places, first, free), contacts());
    for (std::size_t m = 0; m < free.size(); ++m) free[m] -= theta * taken[m];
    m_array =
        std::make_unique<ArrayContact>(std::make_shared<const ArrayBands>(bands, places, first, free), contacts());
    m_rides[pushes / 2] = std::make_unique<Ride>(pen_under(cap.force.si));
}

double Press::State::cap_force(const Ride& ride, const std::vector<double>& needles) const
{
    if (ride.contact == m_lifted.get()) return 0;
    double force = ride.cap;
    for (std::size_t i = 0; i < needles.size(); ++i) force -= m_relief[Eigen::Index(i)] * needles[i];
    return std::max(0.0, force);
}

Ride Press::State::pen_ride(double level, bool cap_rests) const
{
    Ride ride{.contact = cap_rests ? m_array.get() : m_lifted.get(), .plane = level};
    const Eigen::Index n = Eigen::Index(device.cartridge.seats.size());
    ride.cap = level > 0 ? m_cap->force(level) : 0;
    if (cap_rests) {
        const std::vector<double> bulge = m_cap->bulge(level);
        ride.rise = Eigen::VectorXd::Map(bulge.data(), n);
    } else {
        ride.rise = Eigen::VectorXd::Constant(n, level);
    }
    for (Eigen::Index i = 0; i < n; ++i) ride.reach = std::max(ride.reach, set_depth(std::size_t(i)) + ride.rise[i]);
    ride.reach = std::min(ride.reach, device.drive.stroke.si);
    ride.floats = std::max(0.0, -level);
    return ride;
}

// Mean over a cycle of what the hand must hold, weighed by the time that the drive spends between two heights:
// needles and cap while needles are in, the cap alone else.
Press::State::PenLoad Press::State::pen_load(const Ride& ride) const
{
    constexpr int phases = 8;
    std::vector<NeedleState> all = needles(0);
    std::vector<double> forces(all.size());
    ArrayContact::Workspace space = ride.contact->workspace();
    PenLoad load;
    double above = 1, before = ride.cap;  // share of the cycle spent lower than the last height, force there
    for (int phase = 0; phase <= phases; ++phase) {
        const double up = ride.reach * (1 - std::sin(std::numbers::pi / 2 * phase / phases));
        place(all, ride, up);
        ride.contact->move_in({all}, nullptr, space, accuracy(), nullptr, [] {});
        load.needles = 0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            forces[i] = all[i].force;
            load.needles += all[i].force + all[i].bone;
        }
        load.cap = cap_force(ride, forces);
        const double share = device::duty(device.drive, device.depth, device.depth - Length{up});
        load.mean += (above - share) * (before + load.needles + load.cap) / 2;
        above = share, before = load.needles + load.cap;
    }
    return load;
}

// A cap on the skin can only keep needles from it: where they would bear less on skin without it, they have lifted it
// off.
double Press::State::pen_mean_force(Ride& ride) const
{
    constexpr double doubtful = 0.25;  // of its force at rest
    PenLoad load = pen_load(ride);
    if (ride.contact == m_array.get() && load.cap < doubtful * ride.cap) {
        const Ride lifted = pen_ride(ride.plane, false);
        const PenLoad other = pen_load(lifted);
        if (other.needles < load.needles) ride = lifted, load = other;
    }
    return load.mean;
}

// The level at which the hand's force is the mean over a cycle: Illinois steps.
Ride Press::State::pen_under(double hand) const
{
    constexpr double closest = 1e-4;  // of the hand's force
    double low = -device::deepest(device).si, high = m_cap->level(hand);
    Ride ride = pen_ride(high, true);
    double above = pen_mean_force(ride) - hand, below = -hand;
    int side = 0;
    for (int i = 0; i < 40 && above > closest * hand && high - low > 1e-9; ++i) {
        const double at = i % 3 == 2 ? (low + high) / 2 : low + (high - low) * below / (below - above);
        ride = pen_ride(at, at > 0);
        const double off = pen_mean_force(ride) - hand;
        if (std::abs(off) <= closest * hand) break;
        if (off < 0) {
            low = at, below = off, above /= side < 0 ? 2 : 1, side = -1;
        } else {
            high = at, above = off, below /= side > 0 ? 2 : 1, side = 1;
        }
    }
    for (int k = 1; k <= steps(); ++k) ride.path.push_back({.up = ride.reach * (steps() - k) / steps()});
    follow(ride);
    return ride;
}

}  // namespace dermavox::mechanics
